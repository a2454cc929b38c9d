package dev.connectedlenses.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class SettableClockTest {

  @Test
  void standsStillUntilMoved() {
    SettableClock clock = new SettableClock();
    assertThat(clock.instant()).isEqualTo(SettableClock.START).isEqualTo(clock.instant());
    assertThat(clock.advance(Duration.ofMinutes(5)))
        .isEqualTo(SettableClock.START.plusSeconds(300))
        .isEqualTo(clock.instant());
    clock.set(Instant.EPOCH);
    assertThat(clock.millis()).isZero();
  }

  @Test
  void theSameClockInAnotherZoneMovesWithIt() {
    SettableClock clock = new SettableClock();
    Clock istanbul = clock.withZone(ZoneId.of("Europe/Istanbul"));
    clock.advance(Duration.ofHours(1));
    assertThat(istanbul.instant()).isEqualTo(clock.instant());
    assertThat(istanbul.getZone()).isEqualTo(ZoneId.of("Europe/Istanbul"));
  }
}
