/** Commands for what agents remember. */
@NullMarked
package dev.connectedlenses.cli.memory;

import org.jspecify.annotations.NullMarked;
