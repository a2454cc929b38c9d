@NullMarked
package dev.connectedlenses.engine.node;

import org.jspecify.annotations.NullMarked;
