package dev.connectedlenses.rest.sql;

import dev.connectedlenses.rest.plan.Plan;
import dev.connectedlenses.rest.request.MediaType;
import dev.connectedlenses.rest.request.Method;
import dev.connectedlenses.rest.request.Preferences.Returning;
import dev.connectedlenses.rest.request.Shape;

/** Prints the one statement of a plan. */
final class Statements {

  private Statements() {}

  static Sql of(Plan plan, Shape request, Guard guard) {
    return switch (plan) {
      case Plan.Read read ->
          explained(read.media(), ReadPrinter.table(read, Guard.ofSize(guard.bytes())));
      case Plan.Call call -> explained(call.media(), CallPrinter.print(call, guard));
      case Plan.Write write -> explained(write.media(), write(write, request, guard));
      case Plan.Allow allow -> throw new IllegalArgumentException("nothing to ask the database");
      case Plan.Describe describe -> throw new IllegalArgumentException("described elsewhere");
    };
  }

  /** Asks the planner how many rows there may be. */
  static Sql planned(Plan plan) {
    Sql sql = new Sql().add("explain (format json) ");
    return switch (plan) {
      case Plan.Read read -> sql.append(ReadPrinter.countable(read));
      case Plan.Call call -> sql.append(CallPrinter.countable(call));
      case Plan.Write write -> throw new IllegalArgumentException("a change is counted exactly");
      case Plan.Allow allow -> throw new IllegalArgumentException("nothing to count");
      case Plan.Describe describe -> throw new IllegalArgumentException("nothing to count");
    };
  }

  private static Sql write(Plan.Write write, Shape request, Guard guard) {
    Returning returning = request.preferences().returning();
    boolean location =
        returning == Returning.HEADERS_ONLY
            && request.method() == Method.POST
            && !write.table().key().isEmpty();
    return WritePrinter.print(write, guard, returning == Returning.REPRESENTATION, location);
  }

  static Guard guard(Plan plan, Shape request, long bytes) {
    return switch (plan) {
      case Plan.Write w ->
          new Guard(
              w.media() instanceof MediaType.SingleObject
                  && request.preferences().returning() == Returning.REPRESENTATION,
              request.method() == Method.PUT,
              request.method() == Method.PATCH || request.method() == Method.DELETE
                  ? request.preferences().maxAffected()
                  : null,
              bytes);
      case Plan.Call c ->
          new Guard(
              c.media() instanceof MediaType.SingleObject,
              false,
              request.preferences().maxAffected(),
              bytes);
      case Plan.Read r ->
          new Guard(r.media() instanceof MediaType.SingleObject, false, null, bytes);
      case Plan.Allow a -> Guard.NONE;
      case Plan.Describe d -> Guard.NONE;
    };
  }

  private static Sql explained(MediaType media, Sql sql) {
    if (!(media instanceof MediaType.Plan plan)) {
      return sql;
    }
    Sql explain = new Sql().add("explain (format ").add(plan.json() ? "json" : "text");
    plan.options().forEach(option -> add(explain, option));
    return explain.add(") ").append(sql);
  }

  private static void add(Sql explain, String option) {
    switch (option) {
      case "analyze" -> explain.add(", analyze");
      case "verbose" -> explain.add(", verbose");
      case "settings" -> explain.add(", settings");
      case "buffers" -> explain.add(", buffers");
      case "wal" -> explain.add(", wal");
      default -> throw new IllegalArgumentException(option);
    }
  }
}
