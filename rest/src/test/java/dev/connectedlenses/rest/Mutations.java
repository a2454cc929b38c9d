package dev.connectedlenses.rest;

import java.util.List;
import java.util.random.RandomGenerator;

/** Makes inputs that are nearly right out of inputs that are right. */
final class Mutations {

  /** What the grammars are made of, and what tends to break parsers. */
  static final List<String> WORDS =
      List.of(
          "select=",
          "order=",
          "or=(",
          "and=(",
          "not.",
          "columns=",
          "on_conflict=",
          "limit=",
          "offset=",
          "cursor=",
          ".eq.",
          ".in.(",
          ".is.null",
          "isdistinct.",
          "fts(english).",
          "like(any).{",
          "->>",
          "->",
          "::text",
          "...",
          "!inner",
          "!left",
          ".sum()",
          "count()",
          ".desc.nullslast",
          "(",
          ")",
          "((((((((",
          "))))))))",
          "{",
          "}",
          "[",
          "]",
          ",",
          ".",
          ":",
          "\"",
          "\\",
          "*",
          "&",
          "=",
          "%22",
          "%00",
          "%",
          "%ff",
          "+",
          "\u0000",
          "\u0001",
          "\uD83D\uDCA1",
          "ü",
          "99999999999999999999",
          "-1",
          "1e999",
          "null",
          "\r",
          "\n",
          ";q=0.",
          "application/vnd.pgrst.plan+json; for=\"",
          "application/vnd.pgrst.object+json;nulls=stripped",
          "text/csv",
          "return=representation",
          "resolution=merge-duplicates",
          "missing=default",
          "max-affected=1",
          "handling=strict",
          "Bearer ",
          "eyJhbGciOiJub25lIn0.",
          "[{\"id\":1},{\"a\":[]}]",
          "\\u0000",
          "\\ud800");

  private Mutations() {}

  /** One of these, changed in a few places. */
  static String of(List<String> seeds, RandomGenerator random) {
    StringBuilder text = new StringBuilder(any(seeds, random));
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      change(text, seeds, random);
    }
    return text.length() > 6_000 ? text.substring(0, 6_000) : text.toString();
  }

  private static void change(StringBuilder text, List<String> seeds, RandomGenerator random) {
    int from = random.nextInt(text.length() + 1);
    int to = Math.min(text.length(), from + random.nextInt(12));
    switch (random.nextInt(6)) {
      case 0 -> text.delete(from, to);
      case 1 -> text.insert(to, text.substring(from, to).repeat(1 + random.nextInt(4)));
      case 2 -> text.insert(from, any(WORDS, random));
      case 3 -> text.replace(from, to, any(WORDS, random));
      case 4 -> text.insert(from, (char) random.nextInt(random.nextBoolean() ? 128 : 0x10000));
      default -> {
        String other = any(seeds, random);
        text.replace(from, text.length(), other.substring(Math.min(from, other.length())));
      }
    }
  }

  private static String any(List<String> list, RandomGenerator random) {
    return list.get(random.nextInt(list.size()));
  }
}
