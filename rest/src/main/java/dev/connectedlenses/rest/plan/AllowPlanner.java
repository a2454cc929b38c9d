package dev.connectedlenses.rest.plan;

import dev.connectedlenses.rest.request.Method;
import dev.connectedlenses.rest.schemacache.Routine;
import dev.connectedlenses.rest.schemacache.Routine.Volatility;
import dev.connectedlenses.rest.schemacache.Table;
import java.util.ArrayList;
import java.util.List;

/** Says which methods an object could answer, whoever asks. */
final class AllowPlanner {

  private AllowPlanner() {}

  static Plan table(Table table) {
    List<Method> methods = new ArrayList<>(List.of(Method.OPTIONS, Method.GET, Method.HEAD));
    Table.Writes writes = table.writes();
    boolean hasKey = table.isView() || !table.key().isEmpty();
    add(methods, writes.insert(), Method.POST);
    add(methods, writes.insert() && writes.update() && hasKey, Method.PUT);
    add(methods, writes.update(), Method.PATCH);
    add(methods, writes.delete(), Method.DELETE);
    return new Plan.Allow(methods);
  }

  private static void add(List<Method> methods, boolean allowed, Method method) {
    if (allowed) {
      methods.add(method);
    }
  }

  static Plan routine(Routine routine) {
    return new Plan.Allow(
        routine.volatility() == Volatility.VOLATILE
            ? List.of(Method.OPTIONS, Method.POST)
            : List.of(Method.OPTIONS, Method.GET, Method.HEAD, Method.POST));
  }
}
