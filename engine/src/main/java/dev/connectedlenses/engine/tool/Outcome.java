package dev.connectedlenses.engine.tool;

import java.time.Duration;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What came of asking for a call of a tool. */
public sealed interface Outcome {
  /**
   * It was made, now or before.
   *
   * @param tainted whether what it gave is text that no person of ours wrote
   */
  record Done(JsonNode output, boolean tainted) implements Outcome {}

  /** It was made and failed, or could not be made. */
  record Failed(String message) implements Outcome {}

  /** The agent may not make it. */
  record Denied(String message) implements Outcome {}

  /**
   * Somebody has to approve it first, or to say what became of it.
   *
   * @param ask what that person is shown
   */
  record Waits(UUID invocationId, Duration limit, ObjectNode ask) implements Outcome {}

  /** Somebody else holds the run; nothing was done. */
  record Lost() implements Outcome {}
}
