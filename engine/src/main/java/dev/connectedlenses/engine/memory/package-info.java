@NullMarked
package dev.connectedlenses.engine.memory;

import org.jspecify.annotations.NullMarked;
