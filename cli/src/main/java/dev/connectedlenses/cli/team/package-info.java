/** Commands for teams of agents and their runs. */
@NullMarked
package dev.connectedlenses.cli.team;

import org.jspecify.annotations.NullMarked;
