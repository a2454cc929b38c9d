package dev.connectedlenses.providers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | PT0S",
        "7 | PT7S",
        "Thu, 01 Jan 2026 00:01:30 GMT | PT90S",
        "Wed, 31 Dec 2025 00:00:00 GMT | PT0S",
        "999999999 | PT24H",
        "Fri, 01 Jan 2027 00:00:00 GMT | PT24H"
      })
  void readsSecondsAndDates(String value, String wait) {
    assertThat(RetryAfter.parse(value, NOW)).isEqualTo(Duration.parse(wait));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-1", "1.5", "9999999999", "Thu, 01 Jan 2026"})
  void nonsenseIsNoAnswer(String value) {
    assertThat(RetryAfter.parse(value, NOW)).isNull();
  }

  @Test
  void nothingIsNoAnswer() {
    assertThat(RetryAfter.parse(null, NOW)).isNull();
  }
}
