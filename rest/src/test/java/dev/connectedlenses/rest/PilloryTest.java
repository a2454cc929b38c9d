package dev.connectedlenses.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectedlenses.rest.error.RestException;
import dev.connectedlenses.testkit.Await;
import dev.connectedlenses.testkit.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Who does not listen waits for the next refusal; who listens never does. */
final class PilloryTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final List<Duration> kept = new ArrayList<>();
  private final Pillory pillory = new Pillory(kept::add);

  @Test
  void theFourthThatComesTooEarlyWaits() {
    Impatience caller = new Impatience(0, 3);
    for (int i = 0; i < 3; i++) {
      pillory.keep(caller, i);
    }
    assertThat(kept).isEmpty();
    pillory.keep(caller, 3);
    pillory.keep(caller, 4);
    assertThat(kept).containsExactly(Pillory.TIME, Pillory.TIME);
  }

  @Test
  void whoComesWhenItWasToldToNeverWaits() {
    Impatience caller = new Impatience(0, 3);
    for (int i = 0; i < 100; i++) {
      pillory.keep(caller, i * SECOND);
    }
    assertThat(kept).isEmpty();
  }

  @Test
  void onceInTimeAndAllIsForgiven() {
    Impatience caller = new Impatience(0, 3);
    for (int i = 0; i < 10; i++) {
      pillory.keep(caller, 1 + i % 3 + i / 3 * (2 * SECOND));
    }
    assertThat(kept).isEmpty();
  }

  @Test
  void somethingMayHappenBeforeARefusal() {
    Admission admission = new Admission(new Crowd(1, 0, Duration.ZERO), () -> 0);
    List<String> told = new ArrayList<>();
    admission.admit(
        Admission.Guest.FIRST,
        () -> {
          assertThatThrownBy(() ->
                  admission.admit(
                      Admission.Guest.FIRST, () -> told.add("in"), () -> told.add("away")))
              .isInstanceOf(RestException.class);
          return told.add("done");
        },
        () -> told.add("never"));
    assertThat(told).containsExactly("away", "done");
    assertThat(admission.turnedAway()).isEqualTo(1);
  }

  @Test
  void aThousandAreKeptAndNoMore() {
    Signal<Integer> end = new Signal<>("they may go");
    AtomicInteger inside = new AtomicInteger();
    Pillory full =
        new Pillory(time -> {
          inside.incrementAndGet();
          end.await(Duration.ofMinutes(1));
        });
    AtomicInteger gone = new AtomicInteger();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 1_005; i++) {
        threads.execute(() -> {
          Impatience caller = new Impatience(0, 3);
          for (int early = 0; early < 4; early++) {
            full.keep(caller, early);
          }
          gone.incrementAndGet();
        });
      }
      Await.until("five found no room", () -> gone.get() == 5 && inside.get() == 1_000);
      for (int i = 0; i < 1_000; i++) {
        end.emit(i);
      }
    }
    assertThat(gone).hasValue(1_005);
  }

  @Test
  void theClockOfTheHouseEndsWithTheThread() throws Exception {
    Signal<Boolean> ended = new Signal<>("no longer kept");
    Thread thread =
        Thread.startVirtualThread(() -> {
          Thread.currentThread().interrupt();
          Impatience caller = new Impatience(0, 3);
          for (int early = 0; early < 500; early++) {
            Pillory.ofTheHouse().keep(caller, early);
          }
          ended.emit(Thread.currentThread().isInterrupted());
        });
    assertThat(ended.await()).isTrue();
    thread.join();
  }
}
