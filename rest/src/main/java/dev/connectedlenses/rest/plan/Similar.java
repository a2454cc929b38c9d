package dev.connectedlenses.rest.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds the names a client may have meant. */
final class Similar {

  private static final int FARTHEST = 3;
  private static final double SIMILAR_ENOUGH = 0.75;

  private Similar() {}

  /**
   * The one or two columns nearest to a misspelt one, by the rule PostgreSQL uses for its own hint:
   * at most three edits and at most half of the misspelt name.
   */
  static List<String> columns(String misspelt, Collection<String> columns) {
    List<String> nearest = new ArrayList<>();
    int best = FARTHEST + 1;
    for (String column : columns) {
      int distance = distance(column, misspelt);
      if (distance > misspelt.length() / 2 || distance > FARTHEST) {
        continue;
      }
      if (distance < best) {
        best = distance;
        nearest.clear();
      }
      if (distance == best) {
        nearest.add(column);
      }
    }
    return nearest.size() > 2 ? List.of() : nearest;
  }

  /** The most similar of all names, null if none is similar enough. */
  static @Nullable String name(String misspelt, Collection<String> names) {
    String best = null;
    double bestScore = SIMILAR_ENOUGH;
    for (String name : names.stream().sorted().toList()) {
      double score = cosine(grams(misspelt), grams(name));
      if (score > bestScore || (best == null && score >= bestScore)) {
        best = name;
        bestScore = score;
      }
    }
    return best;
  }

  private static int distance(String a, String b) {
    int[] previous = IntStream.rangeClosed(0, b.length()).toArray();
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(previous[j - 1] + change, Math.min(previous[j], row[j - 1]) + 1);
      }
      previous = row;
    }
    return previous[b.length()];
  }

  private static Map<String, Integer> grams(String name) {
    String padded = "-" + name.toLowerCase(java.util.Locale.ROOT) + "-";
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i + 2 <= padded.length(); i++) {
      counts.merge(padded.substring(i, i + 2), 1, Integer::sum);
    }
    return counts;
  }

  private static double cosine(Map<String, Integer> a, Map<String, Integer> b) {
    double dot = 0;
    for (var e : a.entrySet()) {
      dot += (double) e.getValue() * b.getOrDefault(e.getKey(), 0);
    }
    double norm = Math.sqrt(square(a) * square(b));
    return norm == 0 ? 0 : dot / norm;
  }

  private static double square(Map<String, Integer> grams) {
    return grams.values().stream().mapToDouble(n -> (double) n * n).sum();
  }
}
