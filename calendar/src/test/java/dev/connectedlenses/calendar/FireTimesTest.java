package dev.connectedlenses.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FireTimesTest {

  /** The vectors of the specification: the first three fires from that day's midnight on. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // clocks go forward: once, at the end of the gap
        "30 2 * * * | Europe/Berlin       | 2027-03-27 | 2027-03-27T01:30:00Z 2027-03-28T01:00:00Z 2027-03-29T00:30:00Z",
        "30 2 * * * | America/New_York    | 2027-03-13 | 2027-03-13T07:30:00Z 2027-03-14T07:00:00Z 2027-03-15T06:30:00Z",
        "15 2 * * * | Australia/Lord_Howe | 2027-10-02 | 2027-10-01T15:45:00Z 2027-10-02T15:30:00Z 2027-10-03T15:15:00Z",
        "30 0 * * * | America/Santiago    | 2027-09-04 | 2027-09-04T04:30:00Z 2027-09-05T04:00:00Z 2027-09-06T03:30:00Z",
        "15 0 * * * | Africa/Cairo        | 2027-04-29 | 2027-04-28T22:15:00Z 2027-04-29T22:00:00Z 2027-04-30T21:15:00Z",
        "0 10 * * * | Pacific/Apia        | 2011-12-29 | 2011-12-29T20:00:00Z 2011-12-30T10:00:00Z 2011-12-30T20:00:00Z",
        // clocks go back: the first time only
        "30 2 * * * | Europe/Berlin       | 2027-10-30 | 2027-10-30T00:30:00Z 2027-10-31T00:30:00Z 2027-11-01T01:30:00Z",
        "30 1 * * * | America/New_York    | 2027-11-06 | 2027-11-06T05:30:00Z 2027-11-07T05:30:00Z 2027-11-08T06:30:00Z",
        "45 1 * * * | Australia/Lord_Howe | 2027-04-03 | 2027-04-02T14:45:00Z 2027-04-03T14:45:00Z 2027-04-04T15:15:00Z",
        "30 2 * * * | Africa/Casablanca   | 2027-02-06 | 2027-02-06T01:30:00Z 2027-02-07T01:30:00Z 2027-02-08T02:30:00Z",
        // nothing changes
        "30 2 * * * | Europe/Istanbul     | 2027-03-27 | 2027-03-26T23:30:00Z 2027-03-27T23:30:00Z 2027-03-28T23:30:00Z",
        "30 2 * * * | UTC                 | 2027-03-27 | 2027-03-27T02:30:00Z 2027-03-28T02:30:00Z 2027-03-29T02:30:00Z"
      })
  void changesOfClocks(String expression, String zone, LocalDate from, String fires) {
    Instant before = from.atStartOfDay(ZoneId.of(zone)).toInstant().minusNanos(1);
    assertThat(FireTimes.of(expression, zone).next(before, 3))
        .containsExactlyElementsOf(List.of(fires.split(" ")).stream().map(Instant::parse).toList());
  }

  @Test
  void timesOfOneGapFireOnceTogether() {
    assertThat(berlin("0,15,30,45 2 * * *", "2027-03-28T00:00:00Z", 2))
        .containsExactly("2027-03-28T01:00:00Z", "2027-03-29T00:00:00Z");
    assertThat(berlin("30 2,3 * * *", "2027-03-28T00:00:00Z", 2))
        .containsExactly("2027-03-28T01:00:00Z", "2027-03-28T01:30:00Z");
    assertThat(berlin("0,30 2,3 * * *", "2027-03-28T00:00:00Z", 3))
        .as("03:00 is a time of its own and the end of the gap")
        .containsExactly("2027-03-28T01:00:00Z", "2027-03-28T01:30:00Z", "2027-03-29T00:00:00Z");
  }

  @Test
  void intervalsKeepElapsedTime() {
    assertThat(berlin("*/30 * * * *", "2027-03-28T00:00:00Z", 4))
        .containsExactly(
            "2027-03-28T00:30:00Z",
            "2027-03-28T01:00:00Z",
            "2027-03-28T01:30:00Z",
            "2027-03-28T02:00:00Z");
    assertThat(berlin("0 * * * *", "2027-10-30T23:30:00Z", 4))
        .as("02:00 comes twice and is an hour each time")
        .containsExactly(
            "2027-10-31T00:00:00Z",
            "2027-10-31T01:00:00Z",
            "2027-10-31T02:00:00Z",
            "2027-10-31T03:00:00Z");
  }

  @Test
  void eachPointOfARepeatedHourIsAGoodStart() {
    FireTimes daily = FireTimes.of("30 2 * * *", "Europe/Berlin");
    Instant first = Instant.parse("2027-10-31T00:30:00Z");
    Instant following = Instant.parse("2027-11-01T01:30:00Z");
    for (Instant at = Instant.parse("2027-10-30T12:00:00Z");
        at.isBefore(following);
        at = at.plusSeconds(600)) {
      assertThat(daily.next(at))
          .as("after %s", at)
          .isEqualTo(at.isBefore(first) ? first : following);
    }
  }

  @Test
  void nextIsLaterThanTheInstantAsked() {
    FireTimes noon = FireTimes.of("0 12 * * *", "UTC");
    Instant at = Instant.parse("2027-05-05T12:00:00Z");
    assertThat(noon.next(at)).isEqualTo(Instant.parse("2027-05-06T12:00:00Z"));
    assertThat(noon.next(at.minusNanos(1))).isEqualTo(at);
    FireTimes minute = FireTimes.of("* * * * *", "UTC");
    assertThat(minute.next(at)).isEqualTo(at.plusSeconds(60));
    assertThat(minute.next(at.plusMillis(1))).isEqualTo(at.plusSeconds(60));
  }

  @Test
  void theLongestPauseIsEightYears() {
    assertThat(FireTimes.of("0 0 29 2 *", "UTC").next(Instant.parse("2096-03-01T00:00:00Z")))
        .isEqualTo(Instant.parse("2104-02-29T00:00:00Z"));
    assertThat(
            FireTimes.of("0 * 29 2 *", "Europe/Berlin").next(Instant.parse("2096-03-01T00:00:00Z")))
        .isEqualTo(Instant.parse("2104-02-28T23:00:00Z"));
  }

  @Test
  void notesSayWhatHappened() {
    assertThat(note("30 2 * * *", "2027-03-27T12:00:00Z"))
        .isEqualTo(
            "02:30 does not exist on 2027-03-28: clocks go from 02:00 to 03:00; it fires at the end of the gap");
    assertThat(note("30 2 * * *", "2027-10-30T12:00:00Z"))
        .isEqualTo("02:30 comes twice on 2027-10-31: clocks go back; it fires the first time only");
    assertThat(note("30 * * * *", "2027-10-31T01:00:00Z"))
        .isEqualTo("02:30 comes twice on 2027-10-31: clocks go back; this is the second time");
    assertThat(note("30 * * * *", "2027-10-31T00:00:00Z")).endsWith("this is the first time");
    assertThat(note("30 2 * * *", "2027-03-28T12:00:00Z")).isNull();
    assertThat(note("0 3 * * *", "2027-03-27T12:00:00Z")).as("03:00 is there that day").isNull();
    assertThat(note("*/30 * * * *", "2027-03-28T00:45:00Z")).isNull();
  }

  private static @Nullable String note(String expression, String after) {
    return FireTimes.of(expression, "Europe/Berlin")
        .fires(Instant.parse(after), 1)
        .getFirst()
        .note();
  }

  @Test
  void localTimesCarryTheirOffset() {
    Fire fire =
        FireTimes.of("30 2 * * *", "Europe/Berlin")
            .fires(Instant.parse("2027-03-27T12:00:00Z"), 1)
            .getFirst();
    assertThat(fire.local()).hasToString("2027-03-28T03:00+02:00");
  }

  private static List<String> berlin(String expression, String after, int count) {
    return FireTimes.of(expression, "Europe/Berlin").next(Instant.parse(after), count).stream()
        .map(Instant::toString)
        .toList();
  }
}
