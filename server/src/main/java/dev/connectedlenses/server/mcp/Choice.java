package dev.connectedlenses.server.mcp;

import dev.connectedlenses.server.http.Refusal;
import dev.connectedlenses.server.http.Request;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which tools a client wants: clients show forty at most, and choose worse among many.
 *
 * @param sets the toolsets
 * @param readsOnly whether only tools that change nothing are wanted
 */
record Choice(Set<String> sets, boolean readsOnly) {
  Choice {
    sets = Set.copyOf(sets);
  }

  /** What the query of the endpoint's address says. */
  static Choice of(Request request) {
    String reads = request.query("read_only");
    return new Choice(sets(request.query("toolsets")), reads != null && !reads.equals("false"));
  }

  private static Set<String> sets(@Nullable String wanted) {
    if (wanted == null || wanted.isBlank()) {
      return Toolsets.DEFAULT;
    }
    Set<String> sets = new LinkedHashSet<>();
    for (String name : wanted.split(",", -1)) {
      switch (name.strip()) {
        case "all" -> sets.addAll(Toolsets.ALL);
        case "default" -> sets.addAll(Toolsets.DEFAULT);
        case String one when Toolsets.ALL.contains(one) -> sets.add(one);
        default ->
            throw Refusal.of(
                400,
                "bad_toolset",
                "there is no toolset \"%s\"".formatted(name.strip()),
                "name some of %s, default or all".formatted(String.join(", ", Toolsets.ALL)));
      }
    }
    return sets;
  }

  boolean takes(String set, boolean reads) {
    return sets.contains(set) && (reads || !readsOnly);
  }
}
