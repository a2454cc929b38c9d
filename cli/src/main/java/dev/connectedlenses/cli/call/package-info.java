/** One shape for the many commands that ask the server one thing and print the answer. */
@NullMarked
package dev.connectedlenses.cli.call;

import org.jspecify.annotations.NullMarked;
