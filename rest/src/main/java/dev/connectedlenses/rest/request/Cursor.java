package dev.connectedlenses.rest.request;

import dev.connectedlenses.rest.error.ApiError;
import dev.connectedlenses.rest.error.Code;
import dev.connectedlenses.rest.error.RestException;

/** A place in a text being parsed, and the complaint when it does not continue as it should. */
final class Cursor {

  /** No request nests deeper, whatever its limits. */
  static final int DEEPEST = 200;

  private final String what;
  private final String text;
  private int at;

  /**
   * @param what the kind of text, named in complaints: {@code filter}, {@code select parameter}
   */
  Cursor(String what, String text) {
    this.what = what;
    this.text = text;
  }

  int position() {
    return at;
  }

  void back(int position) {
    at = position;
  }

  boolean atEnd() {
    return at >= text.length();
  }

  /** The character here, or NUL at the end. */
  char peek() {
    return atEnd() ? '\0' : text.charAt(at);
  }

  boolean sees(String token) {
    return text.startsWith(token, at);
  }

  boolean take(String token) {
    if (!sees(token)) {
      return false;
    }
    at += token.length();
    return true;
  }

  char next() {
    return text.charAt(at++);
  }

  void expect(char c, String expected) {
    if (atEnd() || peek() != c) {
      throw unexpected(expected);
    }
    at++;
  }

  void skipBlanks() {
    while (!atEnd() && Character.isWhitespace(peek())) {
      at++;
    }
  }

  /** Everything that is left. */
  String rest() {
    String rest = text.substring(Math.min(at, text.length()));
    at = text.length();
    return rest;
  }

  /** The longest run of characters from here that satisfies the test. */
  String run(java.util.function.IntPredicate test) {
    int from = at;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      if (!test.test(c)) {
        break;
      }
      at += Character.charCount(c);
    }
    return text.substring(from, at);
  }

  RestException unexpected(String expected) {
    return unexpected(at, expected);
  }

  RestException unexpected(int position, String expected) {
    String seen =
        position >= text.length()
            ? "end of input"
            : "\"" + Character.toString(text.codePointAt(position)) + "\"";
    return ApiError.of(
            Code.PGRST100,
            "\"failed to parse %s (%s)\" (line 1, column %d)".formatted(what, text, position + 1))
        .details("unexpected " + seen + " expecting " + expected)
        .asException();
  }

  void checkDepth(int depth) {
    if (depth > DEEPEST) {
      throw unexpected("less nesting");
    }
  }
}
