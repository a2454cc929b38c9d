package dev.connectedlenses.cli.lens;

import java.util.ArrayList;
import java.util.List;

/** Lines of two texts: those of both after a blank, those of one after a minus or a plus sign. */
final class LineDiff {
  private LineDiff() {}

  /**
   * So many pairs of lines are compared; beyond, all of one go out and all of the other come in.
   */
  private static final long MOST = 4_000_000;

  /** As few lines as can be are taken out and put in (longest common subsequence). */
  static List<String> of(String from, String to) {
    List<String> a = from.lines().toList();
    List<String> b = to.lines().toList();
    int head = 0;
    int shorter = Math.min(a.size(), b.size());
    while (head < shorter && a.get(head).equals(b.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < shorter - head && a.get(a.size() - 1 - tail).equals(b.get(b.size() - 1 - tail))) {
      tail++;
    }
    List<String> lines = new ArrayList<>();
    a.subList(0, head).forEach(line -> lines.add("  " + line));
    middle(a.subList(head, a.size() - tail), b.subList(head, b.size() - tail), lines);
    a.subList(a.size() - tail, a.size()).forEach(line -> lines.add("  " + line));
    return lines;
  }

  private static void middle(List<String> a, List<String> b, List<String> lines) {
    if ((long) a.size() * b.size() > MOST) {
      a.forEach(line -> lines.add("- " + line));
      b.forEach(line -> lines.add("+ " + line));
      return;
    }
    int[][] common = common(a, b);
    int i = 0;
    int j = 0;
    while (i < a.size() || j < b.size()) {
      if (i < a.size() && j < b.size() && a.get(i).equals(b.get(j))) {
        lines.add("  " + a.get(i));
        i++;
        j++;
      } else if (j == b.size() || (i < a.size() && common[i + 1][j] >= common[i][j + 1])) {
        lines.add("- " + a.get(i++));
      } else {
        lines.add("+ " + b.get(j++));
      }
    }
  }

  /** How many lines the rests from i and from j have in common. */
  private static int[][] common(List<String> a, List<String> b) {
    int[][] common = new int[a.size() + 1][b.size() + 1];
    for (int i = a.size() - 1; i >= 0; i--) {
      for (int j = b.size() - 1; j >= 0; j--) {
        common[i][j] =
            a.get(i).equals(b.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }
}
