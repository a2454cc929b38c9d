package dev.connectedlenses.engine.graph;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Tells whether a JSON value, written out, stays below a limit, without writing it out. */
public final class Sizes {
  private long left;

  private Sizes(long limit) {
    this.left = limit;
  }

  public static boolean fits(JsonNode value, long limit) {
    Sizes sizes = new Sizes(limit);
    sizes.take(value);
    return sizes.left >= 0;
  }

  private void take(JsonNode value) {
    if (left < 0) {
      return;
    }
    if (value.isString()) {
      text(value.asString());
    } else if (value.isObject()) {
      left -= 2;
      for (Map.Entry<String, JsonNode> member : value.properties()) {
        text(member.getKey());
        left -= 2;
        take(member.getValue());
      }
    } else if (value.isArray()) {
      left -= 2;
      for (JsonNode element : value) {
        left -= 1;
        take(element);
      }
    } else {
      left -= value.asString("").length();
    }
  }

  /** Bytes of UTF-8 and two quotes; escapes are not counted. */
  private void text(String text) {
    left -= 2L + text.length();
    for (int i = 0; i < text.length() && left >= 0; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        left -= c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
      }
    }
  }
}
