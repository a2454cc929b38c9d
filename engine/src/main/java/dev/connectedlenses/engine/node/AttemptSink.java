package dev.connectedlenses.engine.node;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Where an attempt puts what becomes known before it ends. Never blocks. */
public interface AttemptSink {

  /** A further piece of the output. */
  void delta(String text);

  /** What the model is asked, layer by layer; kept with the node's result. */
  void prompt(JsonNode layers);

  /** Something of the closed list of events that happened on the way, e.g. {@code tool.started}. */
  default void event(String type, ObjectNode payload) {}

  /** A note for the run's log. */
  void log(String level, String message);
}
