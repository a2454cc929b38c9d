package dev.connectedlenses.engine.graph;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A place in a JSON value: dotted names and {@code [n]}, e.g. {@code items[0].title}.
 *
 * @param text as it was written
 */
public record Path(String text, List<Step> steps) {
  private static final int MAX_LENGTH = 512;

  public Path {
    steps = List.copyOf(steps);
  }

  /** One step down: into a member of an object or an element of an array. */
  public sealed interface Step {
    /** A member by name. */
    record Name(String name) implements Step {}

    /** An element by position from 0. */
    record Index(int index) implements Step {}
  }

  /** Reads a path; a leading {@code $.} or {@code $} is allowed and means nothing. */
  public static Path parse(String text) {
    String rest = Label.trim(text);
    if (rest.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("a path has at most " + MAX_LENGTH + " characters");
    }
    if (rest.startsWith("$.") || rest.startsWith("$[")) {
      rest = rest.substring(rest.charAt(1) == '.' ? 2 : 1);
    }
    return new Path(text, steps(rest, text));
  }

  private static List<Step> steps(String rest, String text) {
    List<Step> steps = new ArrayList<>();
    int at = 0;
    while (at < rest.length()) {
      if (rest.charAt(at) == '[') {
        int close = rest.indexOf(']', at);
        steps.add(new Step.Index(index(close < 0 ? "" : rest.substring(at + 1, close), text)));
        at = close + 1;
      } else {
        if (!steps.isEmpty() && rest.charAt(at) != '.') {
          throw bad(text);
        }
        int start = steps.isEmpty() ? at : at + 1;
        at = endOfName(rest, start);
        if (at == start) {
          throw bad(text);
        }
        steps.add(new Step.Name(rest.substring(start, at)));
      }
    }
    if (steps.isEmpty()) {
      throw bad(text);
    }
    return steps;
  }

  private static int endOfName(String rest, int start) {
    int at = start;
    while (at < rest.length() && ".[]".indexOf(rest.charAt(at)) < 0) {
      at++;
    }
    return at;
  }

  private static int index(String digits, String text) {
    if (digits.isEmpty()
        || digits.length() > 9
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw bad(text);
    }
    return Integer.parseInt(digits);
  }

  private static IllegalArgumentException bad(String text) {
    return new IllegalArgumentException(
        "\"" + text + "\" is not a path; write it like items[0].title");
  }

  /** The value at this path, or null where there is none. */
  public @Nullable JsonNode find(@Nullable JsonNode root) {
    JsonNode here = root;
    for (Step step : steps) {
      if (here == null) {
        return null;
      }
      here =
          switch (step) {
            case Step.Name(String name) -> here.get(name);
            case Step.Index(int index) -> here.get(index);
          };
    }
    return here;
  }

  /** Whether this path is just this one name. */
  public boolean is(String name) {
    return steps.size() == 1
        && steps.getFirst() instanceof Step.Name(String only)
        && only.equals(name);
  }

  /** The path below the first step; meaningless for a path of one step. */
  public Path tail() {
    return new Path(text, steps.subList(1, steps.size()));
  }
}
