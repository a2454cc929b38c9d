package dev.connectedlenses.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.engine.run.InvariantChecker;
import dev.connectedlenses.testkit.Await;
import dev.connectedlenses.testkit.Behaviour;
import dev.connectedlenses.testkit.FakeModelServer;
import dev.connectedlenses.testkit.ReceivedRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
  private final FakeModelServer busy = FakeModelServer.start().otherwise(this::limited);
  private final LiveServer live;
  private volatile Duration comeBack = SOON;
  private final AtomicLong refusesUntil = new AtomicLong();

  RateLimitStormTest(@TempDir Path folder) {
    live = new LiveServer(folder, null, this::alsoBusy);
  }

  private Config alsoBusy(Config config) {
    Config.ProviderEntry lab = config.models().providers().getFirst();
    return new Config(
        config.storage(),
        config.listener(),
        new Config.Models(
            config.models().ollama(),
            List.of(lab, new Config.ProviderEntry("busy", busy.openAiBase(), null))),
        config.reach(),
        config.accounts(),
        config.vault(),
        config.clock(),
        config.roles(),
        config.neighbours(),
        config.notices(),
        config.rates());
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
    try (live;
        busy) {
      InvariantChecker.check(live.database.admin());
    }
  }

  private String workflow(String token, String model) {
    String id =
        live.rpc(token, "fn_create_workflow", "{'p_title':'Ask'}").path(0).path("id").asString();
    live.rpc(
        token,
        "fn_upsert_workflow_nodes",
        ("{'p_workflow_id':'%s','p_nodes':[{'label':'ask','kind':'lens','config':"
                + "{'template_body':'Say: [[text]]','model_id':'%s','retry_policy':{'maxRetries':3}}}]}")
            .formatted(id, model));
    return id;
  }

  private void start(String token, String workflow, String text, int runs) {
    for (int i = 0; i < runs; i++) {
      live.rpc(
          token,
          "fn_start_workflow_run",
          "{'p_workflow_id':'%s','p_inputs':{'text':'%s %d'}}".formatted(workflow, text, i));
    }
  }

  private String count(String what, String workflow) {
    return live.sql(
        "select count(*) from lenses.workflow_runs w left join engine.run_queue q on q.run_id = w.id where w.workflow_id = '%s' and %s"
            .formatted(workflow, what));
  }

  @Test
  void f17NobodyComesBackBeforeTheTimeAndOthersDoNotNotice() {
    String token = live.owner();
    Await.until(
        "the busy provider is in the catalog",
        () -> live.sql("select ai.find_model('busy/tiny') is not null").equals("t"));
    String limited = workflow(token, "busy/tiny");
    refuseFor(SOON);
    start(token, limited, "soon", RUNS);
    Await.until(
        "all runs end",
        Duration.ofMinutes(FULL ? 10 : 2),
        () -> count("w.status = 'completed'", limited).equals("" + RUNS));
    assertThat(early).as("calls before the time that the provider named").hasValue(0);

    assertThat(refusedAt).as("runs that were put off").isNotEmpty();
    refuseFor(MUCH_LATER);
    int before = busy.ledger().size();
    start(token, limited, "later", RUNS);
    Await.until(
        "all wait as rows, without a lease",
        () ->
            count("q.claim_id is null and q.available_at > now() + interval '1 minute'", limited)
                .equals("" + RUNS));
    assertThat(
            live.sql(
                "select distinct waiting_reason from lenses.workflow_node_results where status = 'retrying'"))
        .isEqualTo("rate_limit");
    String free = workflow(token, "lab/tiny");
    start(token, free, "others", RUNS);
    Await.until(
        "runs with another provider end",
        () -> count("w.status = 'completed'", free).equals("" + RUNS));
    assertThat(busy.ledger().size() - before)
        .as("calls while it asked for rest")
        .isLessThanOrEqualTo(RUNS);
    assertThat(early).hasValue(0);
  }
}
