package dev.connectedlenses.engine.tool;

import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** Carries out the calls of one sort of tool. Safe for use by many threads at once. */
@FunctionalInterface
public interface ToolRunner {

  /** The output of a call that was permitted and noted; throws where there is none. */
  Result run(ToolSpec tool, ToolRequest request, Permit permit)
      throws ToolException, InterruptedException;

  /**
   * What a call gave.
   *
   * @param tainted whether it is text from outside
   */
  record Result(JsonNode output, boolean tainted) {}

  /**
   * What a call is made under.
   *
   * @param idempotencyKey the same for every repetition of the call
   */
  record Permit(ToolCall call, String idempotencyKey, Duration timeout) {}
}
