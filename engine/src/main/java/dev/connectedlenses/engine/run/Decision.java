package dev.connectedlenses.engine.run;

import java.util.List;

/**
 * The answer of {@link Decide}: the state after a signal and what has to be done for it.
 *
 * @param commands all {@link Command.Persist} first, then the rest
 */
public record Decision(RunState state, List<Command> commands) {
  public Decision {
    commands = List.copyOf(commands);
  }
}
