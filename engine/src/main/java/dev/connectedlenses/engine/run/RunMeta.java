package dev.connectedlenses.engine.run;

import dev.connectedlenses.engine.graph.Json;
import dev.connectedlenses.engine.graph.NodePolicy;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the functions that start runs note about them, in the run's metadata. */
final class RunMeta {
  private RunMeta() {}

  private static JsonNode read(Claim claim) {
    return Json.MAPPER.readTree(claim.run().metadata());
  }

  /** The agent whose run it is, null for a person's own. */
  static @Nullable UUID agent(Claim claim) {
    if (!claim.run().metadata().contains("\"agent\"")) {
      return null;
    }
    JsonNode agent = read(claim).get("agent");
    return agent == null ? null : UUID.fromString(agent.asString());
  }

  /** Whether its inputs came from an outside system. */
  static boolean isTainted(Claim claim) {
    return claim.run().metadata().contains("\"tainted\": true");
  }

  /** Whether it was started with finished results of an earlier one. */
  static boolean bringsResults(Claim claim) {
    return claim.run().metadata().contains("rerun_of");
  }

  /** The policies that hold where a node has none of its own. */
  static NodePolicy policies(Claim claim) {
    return claim.run().metadata().contains("\"policies\"")
        ? NodePolicy.under(read(claim).get("policies"), NodePolicy.DEFAULT)
        : NodePolicy.DEFAULT;
  }

  static RunLimits limits(Claim claim) {
    JsonNode wanted = read(claim).path("limits");
    long timeout = wanted.path("timeoutMs").asLong(0);
    return new RunLimits(
        wanted.path("concurrency").asInt(RunLimits.DEFAULT.concurrency()),
        timeout > 0 ? Duration.ofMillis(timeout) : RunLimits.DEFAULT.timeout(),
        claim.run().depth());
  }
}
