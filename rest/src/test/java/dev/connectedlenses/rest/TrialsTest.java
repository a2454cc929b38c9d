package dev.connectedlenses.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.testkit.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Who tries what nobody has measured, and who waits for it. */
final class TrialsTest {

  private static final double LIMIT = Duration.ofMillis(400).toNanos();
  private static final Duration LONG = Duration.ofSeconds(30);

  private final Trials trials = new Trials(2, 3);

  @Test
  void oneOfAShapeAndFewInAll() {
    Pace one = new Pace();
    Pace two = new Pace();
    assertThat(trials.enters(one, LIMIT, Duration.ZERO)).isTrue();
    assertThat(trials.enters(one, LIMIT, Duration.ZERO)).as("the same shape").isFalse();
    assertThat(trials.enters(two, LIMIT, Duration.ZERO)).isTrue();
    assertThat(trials.enters(new Pace(), LIMIT, Duration.ZERO)).as("a third").isFalse();
    trials.leaves(one);
    assertThat(trials.enters(two, LIMIT, Duration.ZERO)).as("still under way").isFalse();
    assertThat(trials.enters(one, LIMIT, Duration.ZERO)).isTrue();
    assertThat(trials.waiting()).isZero();
  }

  @Test
  void whatWasProvenIsNotTried() {
    Pace pace = new Pace();
    pace.took(1, Duration.ofMillis(300).toNanos());
    assertThat(trials.enters(pace, LIMIT, Duration.ZERO)).as("not that quick").isTrue();
    trials.leaves(pace);
    pace.took(1, Duration.ofMillis(2).toNanos());
    assertThat(trials.enters(pace, LIMIT, Duration.ZERO)).isFalse();
  }

  @Test
  void aQuickAnswerLetsAllGoThatWaited() throws Exception {
    Pace pace = new Pace();
    assertThat(trials.enters(pace, LIMIT, LONG)).isTrue();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> others = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        others.add(threads.submit(() -> trials.enters(pace, LIMIT, LONG)));
      }
      Await.until("three wait", () -> trials.waiting() == 3);
      assertThat(trials.enters(pace, LIMIT, LONG)).as("a fourth is not kept waiting").isFalse();
      pace.took(1, Duration.ofMillis(2).toNanos());
      trials.leaves(pace);
      for (Future<Boolean> other : others) {
        assertThat(other.get()).isFalse();
      }
    }
    assertThat(trials.waiting()).isZero();
  }

  /** However many come at the same time, no two try one shape and no three try at all. */
  @Test
  void neverMoreThanThatAtTheSameTime() throws Exception {
    List<Pace> shapes = List.of(new Pace(), new Pace(), new Pace());
    List<AtomicInteger> inside = shapes.stream().map(_ -> new AtomicInteger()).toList();
    AtomicInteger all = new AtomicInteger();
    AtomicInteger tried = new AtomicInteger();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<?>> clients = new ArrayList<>();
      for (int i = 0; i < 600; i++) {
        int which = i % 3;
        clients.add(
            threads.submit(() -> {
              if (trials.enters(shapes.get(which), LIMIT, Duration.ofMillis(1))) {
                tried.incrementAndGet();
                assertThat(all.incrementAndGet()).isLessThanOrEqualTo(2);
                assertThat(inside.get(which).incrementAndGet()).isEqualTo(1);
                inside.get(which).decrementAndGet();
                all.decrementAndGet();
                trials.leaves(shapes.get(which));
              }
            }));
      }
      for (Future<?> client : clients) {
        client.get();
      }
    }
    assertThat(tried.get()).isPositive();
    assertThat(trials.waiting()).isZero();
  }

  @Test
  void whoIsInterruptedWaitsNoLonger() throws Exception {
    Pace pace = new Pace();
    assertThat(trials.enters(pace, LIMIT, LONG)).isTrue();
    AtomicInteger still = new AtomicInteger(-1);
    Thread other =
        Thread.ofVirtual()
            .start(() -> {
              boolean mine = trials.enters(pace, LIMIT, LONG);
              still.set(mine || !Thread.currentThread().isInterrupted() ? 1 : 0);
            });
    Await.until("it waits", () -> trials.waiting() == 1);
    other.interrupt();
    other.join();
    assertThat(still).as("not its turn, and the mark of the interrupt stays").hasValue(0);
    assertThat(trials.waiting()).isZero();
  }
}
