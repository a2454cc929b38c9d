package dev.connectedlenses.cli.lens;

import java.util.ArrayList;
import java.util.List;

/** Lines of two texts: those of both after a blank, those of one after a minus or a plus sign. */
final class LineDiff {
  private LineDiff() {}

  /** As few lines as can be are taken out and put in (longest common subsequence). */
  static List<String> of(String from, String to) {
    List<String> a = from.lines().toList();
    List<String> b = to.lines().toList();
    int[][] common = common(a, b);
    List<String> lines = new ArrayList<>();
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
    return lines;
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
