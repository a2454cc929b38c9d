package dev.connectedlenses.engine.node;

import dev.connectedlenses.engine.graph.Cause;
import dev.connectedlenses.engine.graph.Json;
import dev.connectedlenses.engine.graph.Node;
import dev.connectedlenses.engine.tool.Outcome;
import dev.connectedlenses.engine.tool.ToolCall;
import dev.connectedlenses.engine.tool.Toolbox;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls one registered tool as the agent that works on the step. What comes in by edges completes
 * and replaces the arguments of the config.
 */
public final class ToolKind implements NodeKind {
  private static final ObjectNode SCHEMA = Texts.json("tool.schema.json");

  private final Toolbox toolbox;

  public ToolKind(Toolbox toolbox) {
    this.toolbox = toolbox;
  }

  @Override
  public String name() {
    return "tool";
  }

  @Override
  public ObjectNode configSchema() {
    return SCHEMA.deepCopy();
  }

  @Override
  public boolean isPure() {
    return false;
  }

  @Override
  public boolean resumes() {
    return true;
  }

  @Override
  public AttemptResult run(Attempt attempt) throws InterruptedException {
    Node node = attempt.node();
    ToolCall.By by = caller(attempt, "calling a registered tool");
    ObjectNode arguments = Json.object();
    if (node.config().get("arguments") instanceof ObjectNode fixed) {
      arguments.setAll(fixed);
    }
    arguments.setAll(attempt.input());
    boolean tainted = attempt.behalf().tainted();
    ToolCall call =
        new ToolCall(by, 0, node.config().path("tool_key").asString(), arguments, tainted);
    return result(attempt, toolbox.call(call, attempt.timeout()));
  }

  /** The agent that an attempt is made for; throws where there is none. */
  static ToolCall.By caller(Attempt attempt, String act) {
    Behalf behalf = attempt.behalf();
    Seat seat = behalf.seat();
    if (seat == null) {
      throw noAgent(attempt.node().label(), act);
    }
    return new ToolCall.By(
        attempt.runId(),
        attempt.node().id(),
        Objects.requireNonNull(behalf.claimId()),
        seat.agentId(),
        seat.memberId(),
        seat.stepId());
  }

  private static NodeException noAgent(String label, String act) {
    return new NodeException(
        Failure.of(
            Cause.PERMISSION_ERROR,
            "node \"%s\": %s needs an agent that may do so; start the workflow as an agent or a team"
                .formatted(label, act)));
  }

  private static AttemptResult result(Attempt attempt, Outcome outcome) {
    String label = attempt.node().label();
    return switch (outcome) {
      case Outcome.Done(var output, boolean tainted) -> {
        Envelope envelope = Envelope.of(output);
        yield new AttemptResult.Completed(tainted ? envelope.taint() : envelope, List.of());
      }
      case Outcome.Failed(String why) -> failed(Cause.TOOL_ERROR, label, why);
      case Outcome.Denied(String why) -> failed(Cause.PERMISSION_ERROR, label, why);
      case Outcome.Waits(var _, var limit, var ask) ->
          new AttemptResult.Waits(new Wait.Answer(Wait.By.PERSON, limit, ask), List.of());
      case Outcome.Lost() -> failed(Cause.LOST_WORKER, label, "somebody else holds this run");
    };
  }

  private static AttemptResult failed(Cause cause, String label, String why) {
    return new AttemptResult.Failed(
        Failure.of(cause, "node \"%s\": %s".formatted(label, why)), List.of());
  }
}
