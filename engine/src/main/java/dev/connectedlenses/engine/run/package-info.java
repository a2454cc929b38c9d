@NullMarked
package dev.connectedlenses.engine.run;

import org.jspecify.annotations.NullMarked;
