package dev.connectedlenses.engine.graph;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Answers conditions. Every question has an answer: a comparison that makes no sense for the types
 * at hand is false, its opposite as well, and a note says so.
 */
public final class Conditions {
  private final Consumer<String> notes;
  private int steps;

  private Conditions(Consumer<String> notes) {
    this.notes = notes;
  }

  /** Throws IllegalArgumentException with a message for the author of the condition. */
  public static Condition read(JsonNode json) {
    return ConditionReader.read(json);
  }

  /**
   * Whether the condition holds.
   *
   * @param value on the edge, null where its source put out none
   * @param notes receives one line per clash
   */
  public static boolean holds(
      Condition condition, @Nullable JsonNode value, Consumer<String> notes) {
    return new Conditions(notes).holds(condition, value);
  }

  private boolean holds(Condition condition, @Nullable JsonNode value) {
    return switch (condition) {
      case Condition.All(var parts) -> parts.stream().allMatch(part -> holds(part, value));
      case Condition.Any(var parts) -> parts.stream().anyMatch(part -> holds(part, value));
      case Condition.Not(Condition part) -> !holds(part, value);
      case Condition.Test test -> test(test, test.path() == null ? value : test.path().find(value));
    };
  }

  private boolean test(Condition.Test test, @Nullable JsonNode actual) {
    JsonNode wanted = test.value();
    return switch (test.type()) {
      case PRESENT -> Values.present(actual);
      case ABSENT -> !Values.present(actual);
      case TRUTHY -> Values.truthy(actual);
      case FALSY -> !Values.truthy(actual);
      case EQUALS,
          NOT_EQUALS,
          CONTAINS,
          NOT_CONTAINS,
          IN,
          NOT_IN,
          STARTS_WITH,
          ENDS_WITH,
          GT,
          GTE,
          LT,
          LTE,
          MATCHES ->
          (actual == null || wanted == null)
              ? clash(test, "there is no value")
              : compare(test, actual, wanted);
    };
  }

  private boolean compare(Condition.Test test, JsonNode actual, JsonNode wanted) {
    return switch (test.type()) {
      case EQUALS -> sameKind(test, actual, wanted) && Values.same(actual, wanted);
      case NOT_EQUALS -> sameKind(test, actual, wanted) && !Values.same(actual, wanted);
      case CONTAINS -> holder(test, actual, wanted) && contains(actual, wanted);
      case NOT_CONTAINS -> holder(test, actual, wanted) && !contains(actual, wanted);
      case IN -> element(wanted, actual);
      case NOT_IN -> !element(wanted, actual);
      case STARTS_WITH -> text(test, actual) && actual.asString().startsWith(wanted.asString());
      case ENDS_WITH -> text(test, actual) && actual.asString().endsWith(wanted.asString());
      case GT -> ordered(test, actual, wanted) && Values.order(actual, wanted) > 0;
      case GTE -> ordered(test, actual, wanted) && Values.order(actual, wanted) >= 0;
      case LT -> ordered(test, actual, wanted) && Values.order(actual, wanted) < 0;
      case LTE -> ordered(test, actual, wanted) && Values.order(actual, wanted) <= 0;
      case MATCHES ->
          text(test, actual)
              && test.pattern() != null
              && test.pattern().matcher(actual.asString()).find();
      case PRESENT, ABSENT, TRUTHY, FALSY -> false;
    };
  }

  private boolean sameKind(Condition.Test test, JsonNode actual, JsonNode wanted) {
    boolean fits =
        actual.isNull() || wanted.isNull() || Values.kind(actual).equals(Values.kind(wanted));
    return fits || clash(test, Values.kind(actual) + " against " + Values.kind(wanted));
  }

  private boolean text(Condition.Test test, JsonNode actual) {
    return actual.isString() || clash(test, Values.kind(actual) + " is no text");
  }

  private boolean ordered(Condition.Test test, JsonNode actual, JsonNode wanted) {
    boolean fits = actual.isNumber() ? wanted.isNumber() : actual.isString() && wanted.isString();
    return fits || clash(test, Values.kind(actual) + " against " + Values.kind(wanted));
  }

  private boolean holder(Condition.Test test, JsonNode actual, JsonNode wanted) {
    boolean fits =
        actual.isArray() || ((actual.isString() || actual.isObject()) && wanted.isString());
    return fits || clash(test, Values.kind(actual) + " cannot hold " + Values.kind(wanted));
  }

  private boolean contains(JsonNode actual, JsonNode wanted) {
    if (actual.isString()) {
      return actual.asString().contains(wanted.asString());
    }
    return actual.isObject() ? actual.has(wanted.asString()) : element(actual, wanted);
  }

  private boolean element(JsonNode list, JsonNode item) {
    for (JsonNode element : list) {
      if (++steps > ConditionReader.MAX_STEPS) {
        notes.accept("condition stopped after " + ConditionReader.MAX_STEPS + " steps: not found");
        return false;
      }
      if (Values.same(element, item)) {
        return true;
      }
    }
    return false;
  }

  private boolean clash(Condition.Test test, String why) {
    String where = test.path() == null ? "" : " at " + test.path().text();
    notes.accept("condition \"" + test.type().wire() + "\"" + where + " is false: " + why);
    return false;
  }
}
