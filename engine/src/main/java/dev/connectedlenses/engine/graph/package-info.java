@NullMarked
package dev.connectedlenses.engine.graph;

import org.jspecify.annotations.NullMarked;
