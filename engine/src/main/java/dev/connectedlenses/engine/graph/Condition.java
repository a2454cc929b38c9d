package dev.connectedlenses.engine.graph;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A question about the value on an edge, from a closed grammar; {@link Conditions} answers it. */
public sealed interface Condition {
  /** True when every part is. */
  record All(List<Condition> parts) implements Condition {
    public All {
      parts = List.copyOf(parts);
    }
  }

  /** True when some part is. */
  record Any(List<Condition> parts) implements Condition {
    public Any {
      parts = List.copyOf(parts);
    }
  }

  /** True when its part is false. */
  record Not(Condition part) implements Condition {}

  /**
   * One comparison.
   *
   * @param path below the edge's value, null for that value itself
   * @param value what to compare with, null for tests that need none
   * @param pattern compiled value of a {@link Type#MATCHES} test
   */
  record Test(Type type, @Nullable Path path, @Nullable JsonNode value, @Nullable Pattern pattern)
      implements Condition {}

  /** The comparisons there are; the wire name is the lower-case constant. */
  enum Type {
    PRESENT,
    ABSENT,
    TRUTHY,
    FALSY,
    EQUALS,
    NOT_EQUALS,
    CONTAINS,
    NOT_CONTAINS,
    STARTS_WITH,
    ENDS_WITH,
    GT,
    GTE,
    LT,
    LTE,
    IN,
    NOT_IN,
    MATCHES;

    boolean needsValue() {
      return this.compareTo(EQUALS) >= 0;
    }

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
