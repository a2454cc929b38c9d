package dev.connectedlenses.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.testkit.Await;
import dev.connectedlenses.testkit.Behaviour;
import dev.connectedlenses.testkit.ReceivedRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * F16: a provider is down for a while and many runs want it. It sees the odd try while it is down
 * and no storm when it is back, and every run gets its answer.
 */
final class RetryStormTest {
  private static final boolean FULL = "full".equals(System.getProperty("suite"));
  private static final int RUNS = FULL ? 1000 : 40;
  private static final Duration DOWN = Duration.ofSeconds(FULL ? 300 : 3);

  /** Failures that open the breaker, and calls that were under way beside the last of them. */
  private static final int BEFORE_IT_OPENS = 5 + 16;

  private final ConcurrentLinkedQueue<Call> calls = new ConcurrentLinkedQueue<>();
  private final BusyProvider world;
  private volatile boolean down;

  /** A call as the provider saw it. */
  private record Call(long nanos, boolean failed) {}

  RetryStormTest(@TempDir Path folder) {
    world = new BusyProvider(folder, this::answer);
  }

  private Behaviour answer(ReceivedRequest request) {
    boolean fails = down;
    calls.add(new Call(System.nanoTime(), fails));
    return fails ? Behaviour.status(503) : Behaviour.answer("at last");
  }

  @AfterEach
  void holdsItsPromises() {
    world.close();
  }

  private void awaitAll(String workflow) {
    Await.until(
        "all runs end",
        Duration.ofMinutes(2),
        () -> world.count("w.status = 'completed'", workflow).equals("" + RUNS));
  }

  @Test
  void f16AProviderThatComesBackIsNotOverrun() {
    String ordinary = world.workflow("busy/tiny", 1);
    world.start(ordinary, "ordinary", RUNS);
    awaitAll(ordinary);
    long usualPeak = peak(List.copyOf(calls));
    assertThat(calls).hasSize(RUNS);
    calls.clear();

    down = true;
    long from = System.nanoTime();
    String stormy = world.workflow("busy/tiny", 5);
    world.start(stormy, "storm", RUNS);
    Await.until(
        "it has been down for its time",
        DOWN.plusMinutes(1),
        () -> System.nanoTime() - from > DOWN.toNanos());
    int tries = calls.size();
    long held =
        Long.parseLong(world.count("w.completed_at is null and q.claim_id is null", stormy));
    down = false;
    awaitAll(stormy);
    List<Call> answered = calls.stream().filter(call -> !call.failed()).toList();
    System.err.printf(
        "F16: %d tries in %s, %d of %d waited as rows, %d answered, peak %d against %d, last %.1f s after%n",
        tries,
        DOWN,
        held,
        RUNS,
        answered.size(),
        peak(answered),
        usualPeak,
        (answered.getLast().nanos() - from - DOWN.toNanos()) / 1e9);
    assertThat(tries).as("tries while it is down").isLessThanOrEqualTo(BEFORE_IT_OPENS + probes());
    assertThat(answered).as("one answer for each run").hasSize(RUNS);
    assertThat(peak(answered)).as("calls of the busiest second").isLessThanOrEqualTo(2 * usualPeak);
  }

  /** How many single tries fit into the time: the rest between them doubles from 2 to 20 s. */
  private static int probes() {
    int tries = 1;
    long passed = 0;
    for (long rest = 2; passed + rest <= DOWN.toSeconds(); rest = Math.min(2 * rest, 20)) {
      passed += rest;
      tries++;
    }
    return tries;
  }

  /** Calls of the busiest second. */
  private static long peak(List<Call> calls) {
    Map<Long, Long> bySecond =
        calls.stream()
            .collect(
                Collectors.groupingBy(
                    call -> call.nanos() / 1_000_000_000L, Collectors.counting()));
    return bySecond.values().stream().max(Long::compare).orElse(0L);
  }
}
