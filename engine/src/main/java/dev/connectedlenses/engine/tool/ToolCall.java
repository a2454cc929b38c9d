package dev.connectedlenses.engine.tool;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A call that a step asks for.
 *
 * @param number its place among the calls of the node; a repeated attempt asks for the same number
 * @param tainted whether text that no person wrote led to it or is in its arguments
 */
public record ToolCall(By by, int number, String key, ObjectNode arguments, boolean tainted) {

  /** The agent that calls, and for which step of which run. */
  public record By(
      UUID runId,
      UUID nodeId,
      UUID claimId,
      UUID agentId,
      @Nullable UUID memberId,
      @Nullable UUID stepId) {}
}
