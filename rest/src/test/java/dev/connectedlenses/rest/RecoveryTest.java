package dev.connectedlenses.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectedlenses.rest.error.RestException;
import dev.connectedlenses.testkit.Await;
import dev.connectedlenses.testkit.Signal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database that is away, step by step, without any. */
final class RecoveryTest {

  private boolean away;
  private String says = "08001";
  private boolean readable = true;
  private final AtomicInteger knocks = new AtomicInteger();
  private final AtomicInteger readings = new AtomicInteger();
  private final Recovery recovery =
      new Recovery(
          () -> {
            knocks.incrementAndGet();
            if (away) {
              throw new SQLException("refused", says);
            }
          },
          () -> {
            readings.incrementAndGet();
            return readable;
          });

  private List<Long> looks(int times) {
    List<Long> pauses = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      pauses.add(recovery.look().toSeconds());
    }
    return pauses;
  }

  @Test
  void aDoubtWithoutReasonChangesNothing() {
    assertThat(recovery.look()).isEqualTo(Duration.ZERO);
    assertThatCode(recovery::check).doesNotThrowAnyException();
    assertThat(readings).hasValue(0);
    assertThat(recovery.seconds()).as("a client has to be told something").isEqualTo(1);
  }

  /** The first reading failed, and the database was there again before anybody looked for it. */
  @Test
  void catalogsThatWereNeverReadAreReadAtTheFirstLook() {
    recovery.misses();
    Await.until("the catalogs are read", () -> readings.get() > 0);
    recovery.found();
    int read = readings.get();
    assertThat(recovery.look()).isEqualTo(Duration.ZERO);
    assertThat(readings).as("once they were read, a doubt changes nothing").hasValue(read);
  }

  /** An administrator ended the connection that looked, or cancelled it: the server is there. */
  @ParameterizedTest
  @ValueSource(strings = {"57P01", "57014"})
  void aServerThatEndsOneConnectionIsThere(String state) {
    away = true;
    says = state;
    assertThat(recovery.look()).isEqualTo(Duration.ZERO);
    assertThatCode(recovery::check).doesNotThrowAnyException();
    says = "57P03";
    assertThat(recovery.look()).as("one that starts or stops is not").isPositive();
    says = state;
    assertThat(recovery.look()).as("and is again when it speaks").isEqualTo(Duration.ZERO);
    assertThat(readings).hasValue(1);
  }

  @Test
  void pausesGrowToHalfAMinute() {
    away = true;
    assertThat(looks(8)).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 32L, 32L);
  }

  @Test
  void whoAsksIsToldWhenToComeBack() {
    away = true;
    looks(4);
    assertThatThrownBy(recovery::check)
        .isInstanceOfSatisfying(
            RestException.class,
            refused -> {
              assertThat(refused.error().status()).isEqualTo(503);
              assertThat(refused.error().code()).isEqualTo("PGRST000");
              assertThat(refused.error().headers())
                  .containsExactly(new Headers.Header("Retry-After", "8"));
            });
  }

  @Test
  void requestsAreAnsweredWhenTheCatalogsAreRead() {
    away = true;
    looks(3);
    away = false;
    readable = false;
    assertThat(looks(2)).as("read in vain: soon again").containsExactly(1L, 1L);
    assertThat(recovery.isAway()).isTrue();
    readable = true;
    assertThat(recovery.look()).isEqualTo(Duration.ZERO);
    assertThat(readings).hasValue(3);
    assertThat(recovery.isAway()).isFalse();
    away = true;
    assertThat(recovery.look()).as("the next time begins anew").isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void whoeverFindsItEndsTheSearch() {
    away = true;
    looks(6);
    recovery.found();
    assertThatCode(recovery::check).doesNotThrowAnyException();
    assertThat(readings).hasValue(0);
  }

  @Test
  void whoeverWantsToKnowIsToldOnceEachTime() {
    AtomicInteger lost = new AtomicInteger();
    recovery.whenLost(lost::incrementAndGet);
    away = true;
    looks(3);
    away = false;
    looks(1);
    away = true;
    looks(2);
    assertThat(lost).hasValue(2);
  }

  @Test
  void manyDoubtsAreOneSearchAndItEndsWithTheServer() {
    Signal<String> lost = new Signal<>("the database is lost");
    recovery.whenLost(() -> lost.emit("lost"));
    away = true;
    for (int i = 0; i < 100; i++) {
      recovery.doubt();
    }
    lost.await();
    recovery.doubt();
    recovery.close();
    recovery.doubt();
    assertThat(knocks).hasValue(1);
  }
}
