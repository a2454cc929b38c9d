package dev.connectedlenses.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AwaitTest {

  @Test
  void looksAgainUntilThereIsAValue() {
    AtomicInteger looks = new AtomicInteger();
    String value = Await.value("third look", () -> looks.incrementAndGet() < 3 ? null : "there");
    assertThat(value).isEqualTo("there");
    assertThat(looks).hasValue(3);
  }

  @Test
  void anExceptionIsTriedAgain() {
    AtomicInteger looks = new AtomicInteger();
    Await.until(
        "no exception",
        () -> {
          if (looks.incrementAndGet() == 1) {
            throw new IllegalStateException("not yet");
          }
          return true;
        });
    assertThat(looks).hasValue(2);
  }

  @Test
  void theDeadlineEndsItWithTheLastException() {
    assertThatThrownBy(() ->
            Await.until(
                "the impossible",
                Duration.ofMillis(20),
                () -> {
                  throw new IllegalStateException("never");
                }))
        .isInstanceOf(AssertionError.class)
        .hasMessage("waited 20 ms in vain: the impossible")
        .hasRootCauseMessage("never");
  }
}
