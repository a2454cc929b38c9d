@NullMarked
package dev.connectedlenses.engine;

import org.jspecify.annotations.NullMarked;
