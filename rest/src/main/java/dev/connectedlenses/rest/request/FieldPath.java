package dev.connectedlenses.rest.request;

import java.util.List;

/** A column, and perhaps a way into the JSON it holds: {@code metadata->limits->>rpm}. */
public record FieldPath(String column, List<JsonStep> steps) {

  public FieldPath {
    steps = List.copyOf(steps);
  }

  /** A column as a whole. */
  public static FieldPath of(String column) {
    return new FieldPath(column, List.of());
  }

  /** The key under which the value appears when it has no alias. */
  public String outputName() {
    for (JsonStep step : steps.reversed()) {
      if (step instanceof JsonStep.Key key) {
        return key.name();
      }
    }
    return column;
  }

  /** One step into JSON; a step as text ends with a text instead of JSON. */
  public sealed interface JsonStep {

    /** Whether the step yields text ({@code ->>}). */
    boolean asText();

    /** Into a member. */
    record Key(String name, boolean asText) implements JsonStep {}

    /** Into an element, negative numbers counting from the end. */
    record Index(int at, boolean asText) implements JsonStep {}
  }
}
