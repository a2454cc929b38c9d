package dev.connectedlenses.engine.tool;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

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
   * The agent as which a call is made, and the run that it belongs to.
   *
   * @param nodeId the step; null where a person asks
   */
  record Maker(UUID runId, @Nullable UUID nodeId, UUID agentId, @Nullable UUID memberId) {}

  /**
   * What a call is made under.
   *
   * @param tainted whether text that no person wrote led to it or is in its arguments
   * @param idempotencyKey the same for every repetition of the call
   */
  record Permit(
      Maker maker, ObjectNode arguments, boolean tainted, String idempotencyKey, Duration timeout) {
    /** The permit of a step's call. */
    static Permit of(ToolCall call, String idempotencyKey, Duration timeout) {
      ToolCall.By by = call.by();
      Maker maker = new Maker(by.runId(), by.nodeId(), by.agentId(), by.memberId());
      return new Permit(maker, call.arguments(), call.tainted(), idempotencyKey, timeout);
    }
  }
}
