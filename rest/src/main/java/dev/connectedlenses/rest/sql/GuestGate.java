package dev.connectedlenses.rest.sql;

import dev.connectedlenses.rest.Guests;
import dev.connectedlenses.rest.error.ApiError;
import dev.connectedlenses.rest.error.Code;
import dev.connectedlenses.rest.plan.Plan;
import dev.connectedlenses.rest.request.ApiRequest;
import dev.connectedlenses.rest.request.Condition;
import dev.connectedlenses.rest.request.Operation;
import dev.connectedlenses.rest.request.Operation.Operator;
import dev.connectedlenses.rest.request.Scoped;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Keeps those who have not signed in from asking what costs the database much: regular expressions,
 * and plans above a cost.
 *
 * <p>The planner is asked before the statement runs, once a minute for each plan that is far below
 * the limit, and each time for the others, because the values of a request change what it costs.
 */
public final class GuestGate {

  private static final long FRESH_NANOS = Duration.ofMinutes(1).toNanos();
  private static final double FAR_BELOW = 0.1;

  private final Guests limits;
  private final LongSupplier nanos;

  public GuestGate(Guests limits, LongSupplier nanos) {
    this.limits = limits;
    this.nanos = nanos;
  }

  /** Refuses what guests may not ask; lets everybody else through. */
  public void check(Executor executor, Prepared prepared, ApiRequest request, Executor.Run run) {
    if (!run.anonymous()) {
      return;
    }
    if (!limits.patterns()) {
      for (Scoped<Condition> condition : request.shape().query().conditions()) {
        refusePatterns(condition.value());
      }
    }
    if (limits.cost() < Double.POSITIVE_INFINITY && asks(prepared.plan())) {
      checkCost(executor, prepared, request, run);
    }
  }

  private static boolean asks(Plan plan) {
    return !(plan instanceof Plan.Allow || plan instanceof Plan.Describe);
  }

  private static void refusePatterns(Condition condition) {
    switch (condition) {
      case Condition.Group group -> group.members().forEach(GuestGate::refusePatterns);
      case Condition.Filter filter -> {
        if (filter.operation() instanceof Operation.Compare compare
            && (compare.operator() == Operator.MATCH || compare.operator() == Operator.IMATCH)) {
          throw ApiError.of(Code.PGRST100, "Regular expressions are for those who have signed in")
              .hint("Use like or ilike, or sign in")
              .overLimit()
              .asException();
        }
      }
    }
  }

  private void checkCost(
      Executor executor, Prepared prepared, ApiRequest request, Executor.Run run) {
    long now = nanos.getAsLong();
    Prepared.Cost known = prepared.cost().get();
    if (known != null
        && now - known.atNanos() < FRESH_NANOS
        && known.value() <= limits.cost() * FAR_BELOW) {
      return;
    }
    double cost = executor.cost(prepared, request, run);
    prepared.cost().set(new Prepared.Cost(cost, now));
    if (cost > limits.cost()) {
      throw ApiError.of(400, "54001", "The request costs more than guests may ask")
          .details(
              "The database expects a cost of %.0f; guests may ask up to %.0f"
                  .formatted(cost, limits.cost()))
          .hint("Filter by an indexed column, leave embedded relations away, or sign in")
          .overLimit()
          .asException();
    }
  }
}
