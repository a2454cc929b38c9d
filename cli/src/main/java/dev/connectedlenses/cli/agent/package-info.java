/** Commands for agents: whoever works under a person's eye. */
@NullMarked
package dev.connectedlenses.cli.agent;

import org.jspecify.annotations.NullMarked;
