package dev.connectedlenses.engine.team;

import dev.connectedlenses.engine.node.AttemptSink;
import tools.jackson.databind.JsonNode;

/** Keeps another member's words out of the stream of the node that it helps. */
record Quiet(AttemptSink sink) implements AttemptSink {
  @Override
  public void delta(String text) {}

  @Override
  public void prompt(JsonNode layers) {}

  @Override
  public void log(String level, String message) {
    sink.log(level, message);
  }
}
