package dev.connectedlenses.rest.auth;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The place of the role in a token's claims: `.role`, `.app."my key".roles[0]`, or the same as a
 * JSON Path (`$.role`). A trailing `[?(@ == "x")]` (also `!= ^== ==^ *==`) picks the first fitting
 * element of a list.
 */
record RolePath(List<Step> steps) {

  private static final Pattern STEP =
      Pattern.compile(
          "\\.\"((?:[^\"\\\\]|\\\\.)*)\"|\\.([A-Za-z0-9_$@-]+)|\\[(\\d{1,9})]|\\['([^']*)']"
              + "|\\[\\?\\(@ *(==|!=|\\^==|==\\^|\\*==) *\"([^\"]*)\"\\)]");

  /** One step down into the claims. */
  sealed interface Step {
    /** Into a member of an object. */
    record Key(String name) implements Step {}

    /** Into an element of a list. */
    record Index(int at) implements Step {}

    /** Into the first element of a list that compares so with a text. */
    record Where(String operator, String text) implements Step {}
  }

  static RolePath parse(String text) {
    String path = text.startsWith("$") ? text.substring(1) : text;
    Matcher m = STEP.matcher(path);
    List<Step> steps = new ArrayList<>();
    int at = 0;
    while (at < path.length()) {
      if (!m.find(at) || m.start() != at) {
        throw new IllegalArgumentException("failed to parse role-claim-key value (" + text + ")");
      }
      steps.add(step(m));
      at = m.end();
    }
    return new RolePath(List.copyOf(steps));
  }

  private static Step step(Matcher m) {
    if (m.group(1) != null) {
      return new Step.Key(m.group(1).replaceAll("\\\\(.)", "$1"));
    }
    if (m.group(2) != null) {
      return new Step.Key(m.group(2));
    }
    if (m.group(3) != null) {
      return new Step.Index(Integer.parseInt(m.group(3)));
    }
    if (m.group(4) != null) {
      return new Step.Key(m.group(4));
    }
    return new Step.Where(m.group(5), m.group(6));
  }

  @Nullable String read(JsonNode claims) {
    JsonNode at = claims;
    for (Step step : steps) {
      at = next(at, step);
      if (at == null) {
        return null;
      }
    }
    return at.isString() ? at.stringValue() : null;
  }

  private static @Nullable JsonNode next(JsonNode at, Step step) {
    return switch (step) {
      case Step.Key key -> at.get(key.name());
      case Step.Index index -> at.get(index.at());
      case Step.Where where ->
          at.isArray()
              ? at.values().stream().filter(v -> fits(v, where)).findFirst().orElse(null)
              : null;
    };
  }

  private static boolean fits(JsonNode value, Step.Where where) {
    if (!value.isString()) {
      return false;
    }
    String text = value.stringValue();
    return switch (where.operator()) {
      case "==" -> text.equals(where.text());
      case "!=" -> !text.equals(where.text());
      case "^==" -> text.startsWith(where.text());
      case "==^" -> text.endsWith(where.text());
      default -> text.contains(where.text());
    };
  }
}
