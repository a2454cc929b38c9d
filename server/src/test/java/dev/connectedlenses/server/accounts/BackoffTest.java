package dev.connectedlenses.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever guesses waits ever longer. */
class BackoffTest {

  private Instant now = Instant.parse("2026-05-01T12:00:00Z");
  private final Backoff backoff = new Backoff(3, () -> now);

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      backoff.failed("ada");
    }
  }

  /** Seconds that the account has to wait, 0 when it need not. */
  private long wait(String account) {
    AuthError.Refused refused =
        catchThrowableOfType(AuthError.Refused.class, () -> backoff.check(account));
    return refused == null ? 0 : refused.retryAfter();
  }

  @Test
  void aFewFailuresCostNothing() {
    fail(3);
    assertThat(wait("ada")).isZero();
  }

  @Test
  void eachFurtherOneDoublesTheWaitUpToAQuarterOfAnHour() {
    fail(3);
    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < 14; i++) {
      fail(1);
      waits.add(wait("ada") - 1);
    }
    assertThat(waits).startsWith(1L, 2L, 4L, 8L, 16L).endsWith(900L, 900L, 900L);
  }

  @Test
  void theWaitEndsAndOthersDoNotWait() {
    fail(5);
    assertThat(wait("ada")).isPositive();
    assertThat(wait("eve")).isZero();
    now = now.plus(Duration.ofSeconds(3));
    assertThatCode(() -> backoff.check("ada")).doesNotThrowAnyException();
  }

  @Test
  void aRightPasswordForgetsTheFailures() {
    fail(5);
    backoff.forgive("ada");
    fail(3);
    assertThat(wait("ada")).isZero();
  }
}
