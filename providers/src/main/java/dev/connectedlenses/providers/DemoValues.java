package dev.connectedlenses.providers;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Single values for a named field of a schema, taken from a text where it has something fitting.
 */
record DemoValues(DemoText text, DemoFocus focus, DemoSeed seed) {
  private static final Pattern URL = Pattern.compile("https?://[^\\s<>\"')]*[^\\s<>\"').,;:]");
  private static final Pattern DATE = Pattern.compile("\\b\\d{4}-\\d{2}-\\d{2}\\b");
  private static final Pattern EMAIL = Pattern.compile("\\b[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+\\b");
  private static final Pattern NUMBER =
      Pattern.compile("\\b\\d{1,3}(?:,\\d{3})+|\\b\\d+(?:\\.\\d+)?");
  private static final int LONGEST_TRY = 200;

  /** Within the bounds of the schema; a grade where both are given, else a number of the text. */
  double number(String name, JsonNode schema, boolean whole) {
    double low = bound(schema, "minimum", "min", 0);
    double high = bound(schema, "maximum", "max", Double.MAX_VALUE);
    double step = whole ? 1 : 0;
    if (schema.path("exclusiveMinimum").isNumber()) {
      low = schema.path("exclusiveMinimum").asDouble() + Math.max(step, 0.01);
    }
    if (high < Double.MAX_VALUE) {
      double graded = low + grade(name) * (high - low);
      return whole ? Math.clamp(Math.rint(graded), Math.ceil(low), Math.floor(high)) : graded;
    }
    return Math.max(low, counted(name.toLowerCase(Locale.ROOT)));
  }

  private double counted(String name) {
    if (name.contains("word")) {
      return text.wordCount();
    }
    if (name.contains("score") || name.contains("confidence") || name.contains("rating")) {
      return grade(name);
    }
    DemoFocus wanted = DemoFocus.of(name.replace('_', ' '));
    return text.sentences().stream()
        .filter(sentence -> wanted.strength(sentence) > 0)
        .map(NUMBER::matcher)
        .filter(Matcher::find)
        .map(found -> Double.parseDouble(found.group().replace(",", "")))
        .findFirst()
        .orElse((double) text.sentences().size());
  }

  private double grade(String name) {
    return DemoScore.of(name.replace('_', ' '), text, seed.named(name)).value();
  }

  private static double bound(JsonNode schema, String name, String shortName, double otherwise) {
    return schema.path(name).asDouble(schema.path(shortName).asDouble(otherwise));
  }

  /** True if the text has to do with the name; the seed decides if it has not. */
  boolean truth(String name) {
    return text.share(DemoFocus.of(name.replace('_', ' '))) > 0 || seed.pick(2, name) == 0;
  }

  String string(String name, JsonNode schema) {
    String format = schema.path("format").asString(schema.path("type").asString(""));
    String raw =
        switch (format) {
          case "date" -> first(DATE, "2000-01-01");
          case "date-time" -> first(DATE, "2000-01-01") + "T00:00:00Z";
          case "uri", "url" -> first(URL, "https://example.com/");
          case "email" -> first(EMAIL, "demo@example.com");
          default -> words(name.toLowerCase(Locale.ROOT));
        };
    int least = Math.min(schema.path("minLength").asInt(0), 10_000);
    String sized = sized(raw, least, schema.path("maxLength").asInt(Integer.MAX_VALUE));
    return matching(sized, schema.path("pattern").asString(""));
  }

  private String words(String name) {
    if (name.matches(".*(title|headline|name|heading|subject|topic).*")) {
      return DemoTitle.given(text);
    }
    boolean several = name.matches(".*(summary|text|body|description|content|abstract|report).*");
    DemoFocus own = several ? focus : DemoFocus.of(name.replace('_', ' '));
    List<String> best = text.best(several ? 2 : 1, own);
    return best.isEmpty() ? "demo" : String.join(" ", best);
  }

  private static String sized(String raw, int least, int most) {
    StringBuilder text = new StringBuilder(raw);
    while (text.length() < least) {
      text.append(' ').append(raw);
    }
    if (text.length() <= most) {
      return text.toString();
    }
    int space = text.lastIndexOf(" ", most);
    return text.substring(0, space >= Math.max(least, 1) ? space : most)
        .strip()
        .replaceFirst("[,;:]$", "");
  }

  /** The text if it fits the pattern, else a word or number of it that does, else the text. */
  private String matching(String raw, String pattern) {
    if (pattern.isEmpty() || pattern.length() > LONGEST_TRY || fits(raw, pattern)) {
      return raw;
    }
    String all = String.join(" ", text.sentences());
    String head = all.substring(0, Math.min(all.length(), 4 * LONGEST_TRY));
    for (String word : DemoWords.of(head)) {
      for (String form :
          List.of(word, word.toLowerCase(Locale.ROOT), word.toUpperCase(Locale.ROOT))) {
        if (fits(form, pattern)) {
          return form;
        }
      }
    }
    return raw;
  }

  private static boolean fits(String text, String pattern) {
    try {
      return com.google.re2j.Pattern.compile(pattern).matcher(text).find();
    } catch (com.google.re2j.PatternSyntaxException e) {
      return false;
    }
  }

  private String first(Pattern pattern, String otherwise) {
    Matcher found = pattern.matcher(String.join(" ", text.sentences()));
    return found.find() ? found.group() : otherwise;
  }
}
