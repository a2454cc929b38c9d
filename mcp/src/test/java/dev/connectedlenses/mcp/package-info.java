@NullMarked
package dev.connectedlenses.mcp;

import org.jspecify.annotations.NullMarked;
