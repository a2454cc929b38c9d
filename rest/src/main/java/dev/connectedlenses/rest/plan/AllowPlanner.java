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
    if (writes.insert()) {
      methods.add(Method.POST);
    }
    if (writes.insert() && writes.update() && (table.isView() || !table.key().isEmpty())) {
      methods.add(Method.PUT);
    }
    if (writes.update()) {
      methods.add(Method.PATCH);
    }
    if (writes.delete()) {
      methods.add(Method.DELETE);
    }
    return new Plan.Allow(methods);
  }

  static Plan routine(Routine routine) {
    return new Plan.Allow(
        routine.volatility() == Volatility.VOLATILE
            ? List.of(Method.OPTIONS, Method.POST)
            : List.of(Method.OPTIONS, Method.GET, Method.HEAD, Method.POST));
  }
}
