package dev.connectedlenses.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.testkit.Await;
import dev.connectedlenses.testkit.Behaviour;
import dev.connectedlenses.testkit.ReceivedRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * F17: one provider answers with 429 and a time to come back for a while. Nobody comes back before,
 * what waits holds nothing, and runs with another provider do not notice.
 */
final class RateLimitStormTest {
  private static final boolean FULL = "full".equals(System.getProperty("suite"));
  private static final int RUNS = FULL ? 1000 : 25;
  private static final Duration SOON = Duration.ofSeconds(2);
  private static final Duration MUCH_LATER = Duration.ofMinutes(10);

  private final Map<String, Long> refusedAt = new ConcurrentHashMap<>();
  private final AtomicInteger early = new AtomicInteger();
  private volatile Duration comeBack = SOON;
  private final AtomicLong refusesUntil = new AtomicLong();

  private final BusyProvider world;

  RateLimitStormTest(@TempDir Path folder) {
    world = new BusyProvider(folder, this::limited);
  }

  /**
   * Refuses all calls for a while from the first one on; counts those that come back before their
   * time.
   */
  private Behaviour limited(ReceivedRequest request) {
    long now = System.nanoTime();
    Long refused = refusedAt.get(request.lastUserText());
    if (refused != null && now - refused < comeBack.toNanos()) {
      early.incrementAndGet();
    }
    refusesUntil.compareAndSet(0, now + comeBack.toNanos());
    if (now - refusesUntil.get() >= 0) {
      return Behaviour.answer("at last");
    }
    refusedAt.put(request.lastUserText(), now);
    return Behaviour.rateLimit(comeBack);
  }

  private void refuseFor(Duration time) {
    comeBack = time;
    refusesUntil.set(0);
  }

  @AfterEach
  void holdsItsPromises() {
    world.close();
  }

  @Test
  void f17NobodyComesBackBeforeTheTimeAndOthersDoNotNotice() {
    String limited = world.workflow("busy/tiny", 3);
    refuseFor(SOON);
    world.start(limited, "soon", RUNS);
    Await.until(
        "all runs end",
        Duration.ofMinutes(FULL ? 10 : 2),
        () -> world.count("w.status = 'completed'", limited).equals("" + RUNS));
    assertThat(early).as("calls before the time that the provider named").hasValue(0);

    assertThat(refusedAt).as("runs that were put off").isNotEmpty();
    refuseFor(MUCH_LATER);
    int before = world.busy.ledger().size();
    world.start(limited, "later", RUNS);
    Await.until(
        "all wait as rows, without a lease",
        () ->
            world
                .count(
                    "q.claim_id is null and q.available_at > now() + interval '1 minute'", limited)
                .equals("" + RUNS));
    assertThat(
            world.live.sql(
                "select distinct waiting_reason from lenses.workflow_node_results where status = 'retrying'"))
        .isEqualTo("rate_limit");
    String free = world.workflow("lab/tiny", 3);
    world.start(free, "others", RUNS);
    Await.until(
        "runs with another provider end",
        () -> world.count("w.status = 'completed'", free).equals("" + RUNS));
    assertThat(world.busy.ledger().size() - before)
        .as("calls while it asked for rest")
        .isLessThanOrEqualTo(RUNS);
    assertThat(early).hasValue(0);
  }
}
