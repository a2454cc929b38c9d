@NullMarked
package dev.connectedlenses.engine.tool;

import org.jspecify.annotations.NullMarked;
