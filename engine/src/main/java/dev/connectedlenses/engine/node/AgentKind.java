package dev.connectedlenses.engine.node;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.engine.graph.Cause;
import dev.connectedlenses.engine.graph.Json;
import dev.connectedlenses.engine.tool.Outcome;
import dev.connectedlenses.engine.tool.ToolCall;
import dev.connectedlenses.engine.tool.ToolSpec;
import dev.connectedlenses.engine.tool.Toolbox;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lets one agent work towards a goal: its model names an action, the action is carried out under
 * the agent's permissions, what came of it goes back to the model, and so on in a bounded number of
 * turns.
 *
 * <p>The tools are fixed before anything from outside is read. Each turn is kept before it is
 * carried out, so a lost worker's successor, and an attempt that begins when a person has decided,
 * go on with the very action that was named.
 */
public final class AgentKind implements NodeKind {
  private static final ObjectNode SCHEMA = Texts.json("agent.schema.json");
  private static final int USUAL_TURNS = 10;

  private final NodeKind models;
  private final Toolbox toolbox;
  private final Delegation delegation;
  private final WorkStore store;

  public AgentKind(NodeKind models, Toolbox toolbox, Delegation delegation, Database database) {
    this.models = models;
    this.toolbox = toolbox;
    this.delegation = delegation;
    this.store = new WorkStore(database);
  }

  @Override
  public String name() {
    return "agent";
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
    ToolCall.By by = ToolKind.caller(attempt, "letting an agent work with tools");
    return new Session(attempt, by).run();
  }

  /** One attempt's part of the conversation. */
  private final class Session {
    private final Attempt attempt;
    private final ToolCall.By by;
    private final AgentWork work;
    private final List<Usage> usage = new ArrayList<>();

    Session(Attempt attempt, ToolCall.By by) {
      this.attempt = attempt;
      this.by = by;
      JsonNode kept = store.load(attempt.runId(), attempt.node().id());
      this.work = kept == null ? AgentWork.begin(tools()) : AgentWork.read(kept);
      if (attempt.behalf().tainted()) {
        work.taint();
      }
      hearReview();
    }

    /** Work that a reviewer sent back is not finished: the agent gets the notes and goes on. */
    private void hearReview() {
      Seat seat = attempt.behalf().seat();
      if (seat == null || !work.hasOpenTurn() || !work.isFinished()) {
        return;
      }
      seat.layers().stream()
          .filter(layer -> layer.source().equals("review"))
          .reduce((earlier, latest) -> latest)
          .ifPresent(notes -> work.close(notes.text(), true));
    }

    private List<ToolSpec> tools() {
      Set<String> wanted = new HashSet<>();
      attempt.node().config().path("tools").forEach(key -> wanted.add(key.asString()));
      return toolbox.available(by.agentId(), by.memberId()).stream()
          .filter(tool -> wanted.isEmpty() || wanted.contains(tool.key()))
          .toList();
    }

    AttemptResult run() throws InterruptedException {
      JsonNode config = attempt.node().config();
      int most = config.path("max_turns").asInt(USUAL_TURNS);
      while (true) {
        if (!work.hasOpenTurn()) {
          if (work.turns() >= most) {
            return failed(Cause.VALIDATION_ERROR, "it used its %d turns".formatted(most));
          }
          if (config.has("max_cost_credits")
              && work.credits().compareTo(config.path("max_cost_credits").decimalValue()) >= 0) {
            return failed(Cause.BUDGET_ERROR, "it used its %s credits".formatted(work.credits()));
          }
          AttemptResult asked = next();
          if (asked != null) {
            return asked;
          }
        }
        AttemptResult ended = act(work.openTurn());
        if (ended != null) {
          return ended;
        }
        if (!keep()) {
          return failed(Cause.LOST_WORKER, "somebody else holds this run");
        }
      }
    }

    private static BigDecimal cost(List<Usage> usage) {
      return usage.stream().map(Usage::costCredits).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Asks the model for its next action; null where there is one. */
    private @Nullable AttemptResult next() throws InterruptedException {
      AttemptResult answer = models.run(AgentPrompt.question(attempt, work));
      usage.addAll(answer.usage());
      return switch (answer) {
        case AttemptResult.Failed(Failure failure, var _) ->
            new AttemptResult.Failed(failure, usage);
        case AttemptResult.Waits waits -> waits;
        case AttemptResult.Completed(Envelope output, var _) -> {
          work.open(output.value(), cost(answer.usage()));
          tell(work.openTurn());
          yield keep() ? null : failed(Cause.LOST_WORKER, "somebody else holds this run");
        }
      };
    }

    private void tell(JsonNode action) {
      ObjectNode event = Json.object().put("attempt", attempt.number()).put("level", "info");
      event
          .put("turn", work.turns())
          .put("message", "turn %d: %s".formatted(work.turns(), AgentWork.inShort(action)));
      event.set("action", action);
      attempt.sink().event("node.log", event);
    }

    private boolean keep() {
      return store.keep(attempt, by.claimId(), work.toJson());
    }

    /** Carries an action out; null where the work goes on. */
    private @Nullable AttemptResult act(JsonNode action) throws InterruptedException {
      return switch (action.path("action").asString("")) {
        case "finish" -> new AttemptResult.Completed(work.result(action), usage);
        case "call" -> call(action);
        case "delegate" -> delegate(action);
        case "remember" -> {
          String content = action.path("content").asString("").strip();
          if (!content.isEmpty()) {
            work.remember(content);
          }
          work.close(
              content.isEmpty()
                  ? "there was nothing to remember"
                  : "it will be kept when the run completes",
              false);
          yield null;
        }
        default -> {
          work.close("there is no such action; use call, delegate, remember or finish", false);
          yield null;
        }
      };
    }

    private @Nullable AttemptResult call(JsonNode action) throws InterruptedException {
      String key = action.path("tool").asString("");
      if (!work.hasTool(key)) {
        work.close("you have no tool \"%s\"".formatted(key), false);
        return null;
      }
      ObjectNode arguments =
          action.get("arguments") instanceof ObjectNode given ? given : Json.object();
      ToolCall call = new ToolCall(by, work.turns(), key, arguments, work.isTainted());
      Outcome outcome = toolbox.call(call, attempt.timeout());
      switch (outcome) {
        case Outcome.Done(JsonNode output, boolean tainted) ->
            work.close(AgentWork.cut(output), tainted);
        case Outcome.Failed(String why) -> work.close("it failed: " + why, true);
        case Outcome.Denied(String why) -> work.close("it was not allowed: " + why, false);
        case Outcome.Waits(var _, var limit, var ask) -> {
          return new AttemptResult.Waits(new Wait.Answer(Wait.By.PERSON, limit, ask), usage);
        }
        case Outcome.Lost() -> {
          return failed(Cause.LOST_WORKER, "somebody else holds this run");
        }
      }
      return null;
    }

    private @Nullable AttemptResult delegate(JsonNode action) throws InterruptedException {
      String wanted = action.path("member").asString("");
      Seat seat = Objects.requireNonNull(attempt.behalf().seat());
      Seat.Peer peer =
          seat.peers().stream()
              .filter(p -> p.edge().equals("delegates"))
              .filter(p -> p.handle().equals(wanted) || p.name().equals(wanted))
              .findFirst()
              .orElse(null);
      if (peer == null) {
        work.close("you cannot hand tasks to \"%s\"".formatted(wanted), false);
        return null;
      }
      AttemptResult result = delegation.delegate(attempt, peer, action.path("task").asString(""));
      usage.addAll(result.usage());
      switch (result) {
        case AttemptResult.Completed(Envelope output, var _) ->
            work.close(AgentWork.cut(output.value()), true);
        case AttemptResult.Failed(Failure failure, var _) ->
            work.close("it failed: " + failure.message(), true);
        case AttemptResult.Waits(var until, var _) -> {
          // the turn stays open: the task is handed on when a person has decided
          return new AttemptResult.Waits(until, usage);
        }
      }
      return null;
    }

    private AttemptResult failed(Cause cause, String why) {
      String message = "node \"%s\": %s".formatted(attempt.node().label(), why);
      return new AttemptResult.Failed(Failure.of(cause, message), usage);
    }
  }
}
