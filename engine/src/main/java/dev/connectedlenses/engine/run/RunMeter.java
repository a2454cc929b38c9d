package dev.connectedlenses.engine.run;

import dev.connectedlenses.engine.graph.Cause;
import dev.connectedlenses.engine.graph.Json;
import dev.connectedlenses.engine.node.Failure;
import dev.connectedlenses.engine.node.Gate;
import dev.connectedlenses.engine.node.Meter;
import dev.connectedlenses.engine.node.NodeException;
import dev.connectedlenses.engine.run.SpendingStore.Verdict;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * The meter of one claimed run. What its calls have cost counts at once, although the rows learn of
 * it later, so that a run cannot spend more than its budget and the calls in flight.
 */
final class RunMeter implements Meter {
  private static final Logger LOG = LoggerFactory.getLogger(RunMeter.class);

  /** How soon a stopped run is looked at again: half of what an owner is promised. */
  static final Duration LOOK = Duration.ofSeconds(1);

  /** How long a person has at a gate where nothing else is said, in minutes. */
  private static final int DAY = 1440;

  private final SpendingStore store;
  private final Claim claim;
  private final AtomicReference<BigDecimal> spent;

  RunMeter(SpendingStore store, Claim claim) {
    this.store = store;
    this.claim = claim;
    this.spent = new AtomicReference<>(claim.run().spent());
  }

  /** Whether the run, or one above it, has a limit that its spending can reach. */
  private boolean isLimited() {
    Claim.RunRow run = claim.run();
    return run.agentId() != null || run.budgeted() || run.parent() != null;
  }

  /** Why no call may begin now, null where one may; the failure of a budget that is used up. */
  sealed interface Refusal {
    /** The agent is stopped, or the run is to be cancelled; it waits. */
    record Held() implements Refusal {}

    /** Something is used up; the run halts. */
    record Spent(Failure failure) implements Refusal {}
  }

  /** Asks the database once. */
  @Nullable Refusal ask() {
    if (!isLimited()) {
      return store.isOpen(claim) ? null : new Refusal.Held();
    }
    Verdict verdict = store.verdict(claim.runId(), spent.get());
    return switch (verdict.kind()) {
      case "held" -> new Refusal.Held();
      case "budget" -> new Refusal.Spent(failure(verdict));
      default -> null;
    };
  }

  /**
   * Asks once; where the database does not answer now, the call is held back like that of others.
   */
  @Nullable Refusal askOrHold() {
    try {
      return ask();
    } catch (RuntimeException e) {
      if (Faults.of(e) == Faults.DATA) {
        throw e;
      }
      LOG.warn("a call of run {} waits: {}", claim.runId(), e.getMessage());
      return new Refusal.Held();
    }
  }

  private static Failure failure(Verdict verdict) {
    return new Failure(
        Cause.BUDGET_ERROR,
        String.valueOf(verdict.message()),
        null,
        Json.object().put("code", verdict.code()));
  }

  @Override
  public void admit() throws InterruptedException {
    for (Refusal refusal = ask(); refusal != null; refusal = ask()) {
      switch (refusal) {
        case Refusal.Spent(Failure failure) -> throw new NodeException(failure);
        case Refusal.Held() -> Threads.rest(LOOK);
      }
    }
  }

  @Override
  public @Nullable Gate gate(UUID nodeId) {
    if (claim.run().agentId() == null) {
      return null;
    }
    JsonNode answer = store.gate(claim.runId(), nodeId, spent.get());
    String name = answer.path("gate").asString("");
    String reason = answer.path("reason").asString("");
    return switch (answer.path("state").asString("")) {
      case "open" -> null;
      case "asks" -> new Gate(name, reason, Duration.ofMinutes(answer.path("minutes").asInt(DAY)));
      default -> throw new NodeException(refused(name, reason));
    };
  }

  private static Failure refused(String gate, String reason) {
    return new Failure(
        Cause.BUDGET_ERROR,
        "a person did not open the gate %s: %s".formatted(gate, reason),
        null,
        Json.object().put("code", "gate_refused").put("gate", gate));
  }

  @Override
  public void spent(BigDecimal credits) {
    spent.accumulateAndGet(credits, BigDecimal::add);
  }
}
