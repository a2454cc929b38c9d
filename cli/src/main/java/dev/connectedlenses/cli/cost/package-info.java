/** Commands for what runs cost. */
@NullMarked
package dev.connectedlenses.cli.cost;

import org.jspecify.annotations.NullMarked;
