package dev.connectedlenses.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.testkit.Property;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Compares with {@link MinuteWalk}: nothing doubled, nothing missing, around every transition. */
final class FireOracleTest {
  private static final Instant FROM = Instant.parse("2024-01-01T00:00:00Z");
  private static final Instant UNTIL = Instant.parse("2031-01-01T00:00:00Z");

  private static final List<String> ZONES =
      List.of(
          "UTC",
          "Europe/Berlin",
          "Europe/London",
          "Europe/Istanbul",
          "Europe/Dublin",
          "Europe/Chisinau",
          "Europe/Moscow",
          "Europe/Lisbon",
          "Atlantic/Azores",
          "Africa/Casablanca",
          "Africa/El_Aaiun",
          "Africa/Cairo",
          "Africa/Johannesburg",
          "Asia/Jerusalem",
          "Asia/Beirut",
          "Asia/Gaza",
          "Asia/Hebron",
          "Asia/Tehran",
          "Asia/Kolkata",
          "Asia/Kathmandu",
          "Asia/Almaty",
          "Asia/Tokyo",
          "Asia/Shanghai",
          "Australia/Sydney",
          "Australia/Adelaide",
          "Australia/Lord_Howe",
          "Australia/Brisbane",
          "Pacific/Auckland",
          "Pacific/Chatham",
          "Pacific/Apia",
          "Pacific/Norfolk",
          "Pacific/Easter",
          "America/New_York",
          "America/Chicago",
          "America/Denver",
          "America/Phoenix",
          "America/Los_Angeles",
          "America/Anchorage",
          "America/Adak",
          "America/St_Johns",
          "America/Halifax",
          "America/Havana",
          "America/Santiago",
          "America/Asuncion",
          "America/Sao_Paulo",
          "America/Nuuk",
          "America/Scoresbysund",
          "America/Miquelon",
          "America/Tijuana",
          "America/Port-au-Prince",
          "Antarctica/Troll");

  private static final List<String> EXPRESSIONS =
      List.of(
          "* * * * *",
          "*/5 * * * *",
          "*/7 * * * *",
          "30 * * * *",
          "0 */2 * * *",
          "30 2 * * *",
          "0 0 * * *",
          "15 0 * * *",
          "45 1 * * *",
          "0,15,30,45 0-3 * * *",
          "* 2 * * *",
          "0 3 * * 0",
          "30 1 1-7 * 0",
          "59 23 * * *",
          "10 0-4/2 * 3,4,9-11 *");

  @Test
  void everyTransitionOfFiftyZones() {
    long instants = 0;
    int transitions = 0;
    for (String zone : ZONES) {
      ZoneId id = ZoneId.of(zone);
      ZoneOffsetTransition change = id.getRules().nextTransition(FROM);
      while (change != null && change.getInstant().isBefore(UNTIL)) {
        Instant at = change.getInstant();
        instants +=
            compare(
                EXPRESSIONS, zone, at.minus(Duration.ofHours(27)), at.plus(Duration.ofHours(27)));
        transitions++;
        change = id.getRules().nextTransition(at);
      }
    }
    assertThat(ZONES).hasSizeGreaterThanOrEqualTo(40);
    assertThat(transitions).isGreaterThan(450);
    assertThat(instants).as("instants compared").isGreaterThan(1_000_000);
  }

  @Test
  void madeUpExpressionsAtRandomTransitions() {
    Property.forAll(
        20_270_328L,
        300,
        random -> {
          ZoneId zone = ZoneId.of(pick(random, ZONES));
          Instant any =
              FROM.plusSeconds(random.nextLong(Duration.between(FROM, UNTIL).toSeconds()));
          ZoneOffsetTransition change = zone.getRules().nextTransition(any);
          Instant middle =
              change == null
                  ? any.truncatedTo(java.time.temporal.ChronoUnit.MINUTES)
                  : change.getInstant();
          return new Case(zone.getId(), middle, madeUp(random));
        },
        made ->
            compare(
                List.of(made.expression()),
                made.zone(),
                made.middle().minus(Duration.ofHours(26)),
                made.middle().plus(Duration.ofHours(26))));
  }

  private record Case(String zone, Instant middle, String expression) {}

  @Test
  @Tag("full")
  void everyMinuteOfSevenYears() {
    long instants = 0;
    for (String zone : ZONES) {
      instants +=
          compare(List.of("*/5 * * * *", "30 2 * * *", "0,20,40 0-3 * * 0"), zone, FROM, UNTIL);
    }
    assertThat(instants).isGreaterThan(30_000_000);
  }

  private static long compare(List<String> expressions, String zone, Instant after, Instant until) {
    List<MinuteWalk.Wanted> wanted = expressions.stream().map(MinuteWalk.Wanted::of).toList();
    List<List<Instant>> walked = MinuteWalk.fires(wanted, ZoneId.of(zone), after, until);
    long instants = 0;
    for (int i = 0; i < expressions.size(); i++) {
      List<Instant> computed = computed(FireTimes.of(expressions.get(i), zone), after, until);
      if (!computed.equals(walked.get(i))) {
        assertThat(computed)
            .as("%s in %s after %s", expressions.get(i), zone, after)
            .isEqualTo(walked.get(i));
      }
      instants += computed.size();
    }
    return instants;
  }

  private static List<Instant> computed(FireTimes times, Instant after, Instant until) {
    List<Instant> fires = new ArrayList<>();
    for (Instant at = times.next(after); at != null && !at.isAfter(until); at = times.next(at)) {
      fires.add(at);
    }
    return fires;
  }

  private static String madeUp(RandomGenerator random) {
    return "%s %s %s %s %s"
        .formatted(
            field(random, 0, 59, 0.2),
            random.nextBoolean() ? field(random, 0, 4, 0.4) : field(random, 0, 23, 0.4),
            field(random, 1, 31, 0.7),
            field(random, 1, 12, 0.9),
            field(random, 0, 6, 0.7));
  }

  private static String field(RandomGenerator random, int low, int high, double open) {
    if (random.nextDouble() < open) {
      return "*";
    }
    int from = random.nextInt(low, high + 1);
    return switch (random.nextInt(4)) {
      case 0 -> "*/" + random.nextInt(1, high);
      case 1 -> from + "-" + random.nextInt(from, high + 1);
      case 2 -> from + "," + random.nextInt(low, high + 1);
      default -> Integer.toString(from);
    };
  }

  private static <T> T pick(RandomGenerator random, List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
