package dev.connectedlenses.engine.graph;

/** How the names of parameters, inputs and edges are compared. */
public final class Label {
  private Label() {}

  /** Equal labels have equal keys: spaces around are trimmed and A–Z are folded, nothing else. */
  public static String key(String label) {
    String trimmed = trim(label);
    for (int i = 0; i < trimmed.length(); i++) {
      if (isUpper(trimmed.charAt(i))) {
        return folded(trimmed);
      }
    }
    return trimmed;
  }

  /** Without the U+0020 around it; no other space is trimmed. */
  public static String trim(String label) {
    int from = 0;
    int to = label.length();
    while (from < to && label.charAt(from) == ' ') {
      from++;
    }
    while (to > from && label.charAt(to - 1) == ' ') {
      to--;
    }
    return label.substring(from, to);
  }

  private static String folded(String label) {
    char[] chars = label.toCharArray();
    for (int i = 0; i < chars.length; i++) {
      if (isUpper(chars[i])) {
        chars[i] = (char) (chars[i] + 'a' - 'A');
      }
    }
    return new String(chars);
  }

  private static boolean isUpper(char c) {
    return c >= 'A' && c <= 'Z';
  }
}
