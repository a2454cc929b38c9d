package dev.connectedlenses.rest;

import java.util.Map;

/** Writes texts as one JSON object; most of them need no escape, so they are copied whole. */
final class FlatJson {

  private static final String HEX = "0123456789abcdef";

  private FlatJson() {}

  static String object(Map<String, String> members) {
    if (members.isEmpty()) {
      return "{}";
    }
    StringBuilder json = new StringBuilder(256);
    char before = '{';
    for (Map.Entry<String, String> member : members.entrySet()) {
      json.append(before);
      text(json, member.getKey());
      json.append(':');
      text(json, member.getValue());
      before = ',';
    }
    return json.append('}').toString();
  }

  private static void text(StringBuilder json, String text) {
    json.append('"');
    int plain = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x20 || c == '"' || c == '\\') {
        json.append(text, plain, i);
        escape(json, c);
        plain = i + 1;
      }
    }
    json.append(text, plain, text.length()).append('"');
  }

  private static void escape(StringBuilder json, char c) {
    json.append('\\');
    if (c >= 0x20) {
      json.append(c);
      return;
    }
    json.append("u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
  }
}
