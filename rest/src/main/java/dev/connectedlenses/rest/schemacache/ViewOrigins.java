package dev.connectedlenses.rest.schemacache;

import java.util.HashMap;
import java.util.Map;

/**
 * Reads from a view's stored query tree which base column each output column shows. The tree is
 * PostgreSQL's node text, {@code ({QUERY … :targetList ({TARGETENTRY … :resno 1 :resorigtbl 16543
 * :resorigcol 1 …} …) …})}; a backslash there quotes the next character.
 */
final class ViewOrigins {

  /** A column of a base relation. */
  record Origin(long relation, int column) {}

  private final String tree;
  private final Map<Integer, Origin> origins = new HashMap<>();
  private int at;
  private int depth;

  private ViewOrigins(String tree) {
    this.tree = tree;
  }

  static Map<Integer, Origin> of(String tree) {
    ViewOrigins reader = new ViewOrigins(tree);
    reader.read();
    return Map.copyOf(reader.origins);
  }

  /** The list of target entries hangs at depth 2 (list, query), its entries at depth 4. */
  private void read() {
    boolean inTargets = false;
    int number = 0;
    long relation = 0;
    while (at < tree.length()) {
      String token = next();
      if (depth == 2 && token.startsWith(":")) {
        inTargets = token.equals(":targetList");
      } else if (inTargets && depth == 4 && token.startsWith(":")) {
        String value = next();
        switch (token) {
          case ":resno" -> number = Integer.parseInt(value);
          case ":resorigtbl" -> relation = Long.parseLong(value);
          case ":resorigcol" -> origins.put(number, new Origin(relation, Integer.parseInt(value)));
          default -> {}
        }
      }
    }
    origins.values().removeIf(o -> o.relation() == 0);
  }

  private String next() {
    while (at < tree.length() && tree.charAt(at) == ' ') {
      at++;
    }
    int from = at;
    while (at < tree.length()) {
      char c = tree.charAt(at);
      boolean bracket = "(){}".indexOf(c) >= 0;
      if (bracket && at == from) {
        depth += c == '(' || c == '{' ? 1 : -1;
        at++;
        break;
      }
      if (bracket || c == ' ') {
        break;
      }
      at += c == '\\' ? 2 : 1;
    }
    return tree.substring(from, Math.min(at, tree.length()));
  }
}
