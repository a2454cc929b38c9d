/** Commands for tools and their calls. */
@NullMarked
package dev.connectedlenses.cli.tool;

import org.jspecify.annotations.NullMarked;
