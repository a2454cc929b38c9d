package dev.connectedlenses.engine.run;

import dev.connectedlenses.engine.node.AttemptSink;
import java.util.UUID;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** What a pure attempt tells while it computes, on the run's own thread. */
record Notes(Draft draft, UUID nodeId, Command.StartAttempt start, Consumer<Signal> ready)
    implements AttemptSink {

  @Override
  public void delta(String text) {
    throw new IllegalStateException("a pure node has nothing to stream");
  }

  @Override
  public void prompt(JsonNode layers) {
    draft.prompt(nodeId, layers);
  }

  @Override
  public void log(String level, String message) {
    ready.accept(new Signal.AttemptLogged(start.node(), start.attempt(), level, message));
  }
}
