package dev.connectedlenses.rest.request;

import dev.connectedlenses.rest.request.FieldPath.JsonStep;
import java.util.ArrayList;
import java.util.List;

/** The words all parts of the grammar share: names, quoted texts, fields with JSON paths. */
final class Tokens {

  static final String FIELD_NAME = "field name (* or [a..z0..9_$])";

  private Tokens() {}

  /**
   * A name: quoted, or words of letters, digits, {@code _}, {@code $}, blanks and single dashes.
   */
  static String name(Cursor in) {
    if (in.peek() == '"') {
      return quoted(in);
    }
    StringBuilder name = new StringBuilder(word(in));
    while (in.peek() == '-' && !in.sees("->")) {
      in.next();
      name.append('-').append(word(in));
    }
    return name.toString();
  }

  private static String word(Cursor in) {
    int from = in.position();
    String word = in.run(Tokens::nameCharacter);
    if (word.isEmpty()) {
      throw in.unexpected(from, FIELD_NAME);
    }
    return word.strip();
  }

  static boolean nameCharacter(int c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == ' ' || c == '$';
  }

  /** A text in double quotes, in which a backslash keeps the next character. */
  static String quoted(Cursor in) {
    in.expect('"', "\"\\\"\"");
    StringBuilder text = new StringBuilder();
    while (in.peek() != '"' || in.atEnd()) {
      if (in.atEnd()) {
        throw in.unexpected("\"\\\"\"");
      }
      char c = in.next();
      if (c == '\\' && !in.atEnd()) {
        c = in.next();
      }
      text.append(c);
    }
    in.next();
    return text.toString();
  }

  static FieldPath field(Cursor in) {
    return new FieldPath(name(in), jsonPath(in));
  }

  static List<JsonStep> jsonPath(Cursor in) {
    List<JsonStep> steps = new ArrayList<>();
    while (in.sees("->")) {
      boolean asText = in.take("->>");
      if (!asText) {
        in.take("->");
      }
      steps.add(step(in, asText));
    }
    return steps;
  }

  private static JsonStep step(Cursor in, boolean asText) {
    int from = in.position();
    in.take("-");
    String digits = in.run(c -> c >= '0' && c <= '9');
    boolean ends = in.atEnd() || ",).".indexOf(in.peek()) >= 0 || in.sees("->") || in.sees("::");
    if (!digits.isEmpty() && digits.length() < 10 && ends) {
      int index = Integer.parseInt(digits);
      return new JsonStep.Index(minus(in, from) ? -index : index, asText);
    }
    in.back(from);
    return new JsonStep.Key(key(in), asText);
  }

  private static boolean minus(Cursor in, int from) {
    int here = in.position();
    in.back(from);
    boolean minus = in.peek() == '-';
    in.back(here);
    return minus;
  }

  private static String key(Cursor in) {
    if (in.peek() == '"') {
      return quoted(in);
    }
    int from = in.position();
    StringBuilder key = new StringBuilder(in.run(Tokens::keyCharacter));
    while (in.peek() == '-' && !in.sees("->")) {
      in.next();
      key.append('-').append(in.run(Tokens::keyCharacter));
    }
    if (key.isEmpty()) {
      throw in.unexpected(from, "\"-\", digit or any non reserved character different from: .,>()");
    }
    return key.toString();
  }

  private static boolean keyCharacter(int c) {
    return "(-:.,>)".indexOf(c) < 0;
  }
}
