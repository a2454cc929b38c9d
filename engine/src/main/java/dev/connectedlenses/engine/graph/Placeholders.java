package dev.connectedlenses.engine.graph;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts a template body into text and placeholders, as docs/reference/templates.md defines. */
public final class Placeholders {
  private static final int MAX_LABEL = 64;
  private final String body;
  private final List<Part> parts = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private int at;

  private Placeholders(String body) {
    this.body = body;
  }

  /** One piece of a body. */
  public sealed interface Part {
    /** Characters that stand for themselves. */
    record Text(String text) implements Part {}

    /**
     * A place for a value.
     *
     * @param type the hint behind the colon, if any
     */
    record Slot(String label, boolean optional, @Nullable String type) implements Part {}
  }

  /** The parts of a body in order; linear in its length. */
  public static List<Part> cut(String body) {
    return new Placeholders(body).cut();
  }

  private List<Part> cut() {
    int open = body.indexOf("[[");
    while (open >= 0) {
      boolean escaped = open > at && body.charAt(open - 1) == '\\';
      text.append(body, at, escaped ? open - 1 : open);
      if (escaped) {
        text.append("[[");
        at = open + 2;
      } else {
        at = open;
        slot();
      }
      open = body.indexOf("[[", at);
    }
    text.append(body, at, body.length());
    flush();
    return parts;
  }

  /** Takes the placeholder that begins here, or one character of text if there is none. */
  private void slot() {
    int from = skipSpaces(at + 2);
    int to = from;
    while (to < body.length() && isLabel(body.charAt(to))) {
      to++;
    }
    String label = Label.trim(body.substring(from, to));
    int next = to;
    String type = null;
    if (next < body.length() && body.charAt(next) == ':') {
      int start = skipSpaces(next + 1);
      next = start;
      while (next < body.length() && body.charAt(next) >= 'a' && body.charAt(next) <= 'z') {
        next++;
      }
      type = body.substring(start, next);
      next = skipSpaces(next);
    }
    boolean optional = next < body.length() && body.charAt(next) == '!';
    next = optional ? skipSpaces(next + 1) : next;
    boolean ok = !label.isEmpty() && label.codePointCount(0, label.length()) <= MAX_LABEL;
    if (ok && !"".equals(type) && body.startsWith("]]", next)) {
      flush();
      parts.add(new Part.Slot(label, optional, type));
      at = next + 2;
    } else {
      text.append('[');
      at++;
    }
  }

  private int skipSpaces(int from) {
    int here = from;
    while (here < body.length() && body.charAt(here) == ' ') {
      here++;
    }
    return here;
  }

  private static boolean isLabel(char c) {
    return (c >= '0' && c <= '9')
        || (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || c == '_'
        || c == '-'
        || c == ' '
        || c >= '\u0080';
  }

  private void flush() {
    if (!text.isEmpty()) {
      parts.add(new Part.Text(text.toString()));
      text.setLength(0);
    }
  }
}
