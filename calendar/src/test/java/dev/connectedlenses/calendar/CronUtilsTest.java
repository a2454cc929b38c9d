package dev.connectedlenses.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import dev.connectedlenses.testkit.Property;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A maintained library as second opinion on what an expression means, where clocks never change.
 */
final class CronUtilsTest {
  private static final com.cronutils.parser.CronParser THEIRS =
      new com.cronutils.parser.CronParser(
          CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

  @Test
  void expressionsMeanTheSame() {
    Property.forAll(
        77L,
        2_000,
        CronUtilsTest::expression,
        text -> {
          Instant from = Instant.parse("2027-02-27T23:59:00Z");
          assertThat(ours(text, from)).as(text).isEqualTo(theirs(text, from));
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "60 * * * *",
        "* 24 * * *",
        "* * 0 * *",
        "* * 32 * *",
        "* * * 13 *",
        "* * * * 8",
        "* * * *",
        "* * * * * *",
        "1-2-3 * * * *",
        "a * * * *",
        "5-70 * * * *",
        "1,,2 * * * *",
        "* * L * *",
        "* * * * mon#1",
        ""
      })
  void bothRefuse(String text) {
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> CronExpression.parse(text))
        .isInstanceOf(CronException.class);
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> THEIRS.parse(text).validate())
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<Instant> ours(String text, Instant from) {
    return FireTimes.of(text, "UTC").next(from, 20);
  }

  private static List<Instant> theirs(String text, Instant from) {
    ExecutionTime times = ExecutionTime.forCron(THEIRS.parse(text));
    List<Instant> found = new ArrayList<>();
    ZonedDateTime at = from.atZone(ZoneOffset.UTC);
    while (found.size() < 20) {
      at = times.nextExecution(at).orElseThrow();
      found.add(at.toInstant());
    }
    return found;
  }

  private static String expression(RandomGenerator random) {
    return "%s %s %s %s %s"
        .formatted(
            field(random, 0, 59),
            field(random, 0, 23),
            field(random, 1, 28),
            field(random, 1, 12),
            field(random, 0, 6));
  }

  private static String field(RandomGenerator random, int low, int high) {
    int from = random.nextInt(low, high);
    return switch (random.nextInt(7)) {
      case 0 -> from + "-" + random.nextInt(from + 1, high + 1);
      case 1 -> from + "," + random.nextInt(from + 1, high + 1);
      case 2 -> Integer.toString(from);
      default -> "*";
    };
  }
}
