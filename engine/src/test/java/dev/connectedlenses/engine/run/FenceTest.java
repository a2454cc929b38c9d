package dev.connectedlenses.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.engine.graph.Json;
import dev.connectedlenses.testkit.Signal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nobody writes a run but who holds it, and nobody holds a run that another holds. */
final class FenceTest {
  private final Stage stage = new Stage();
  private final QueueStore queue = queue();

  @AfterEach
  void close() {
    stage.close();
  }

  private QueueStore queue() {
    return new QueueStore(stage.test().database(), UUID.randomUUID(), EngineConfig.defaults());
  }

  private static Entry entry(
      Claim claim, long number, Entry.Ending ending, Signal<Entry.Outcome> told) {
    String payload = Json.object().put("by", claim.claimId().toString()).toString();
    Entry.EventRow event = new Entry.EventRow("run.started", null, payload, System.nanoTime());
    return new Entry(
        claim.runId(),
        claim.claimId(),
        number,
        ending,
        new Entry.RunRow("running", null, null),
        new Spend(1, 1, java.math.BigDecimal.ONE),
        new Entry.Rows(List.of(event), List.of(), List.of(), List.of(), List.of()),
        told::emit);
  }

  private RunJournal journal() {
    RunJournal journal =
        new RunJournal(
            new JournalStore(stage.test().database()),
            2,
            new RunJournal.Surroundings(System::nanoTime, new Random(3), () -> {}));
    journal.start();
    return journal;
  }

  @Test
  void refusesEveryLateWriteOfAZombie() throws Exception {
    stage.startMany(stage.pin(GraphJson.chain(1)), 500, "{}", "{}");
    List<Claim> zombies = new ArrayList<>();
    while (zombies.size() < 500) {
      zombies.addAll(queue.claim(128));
    }
    stage.run(
        "update engine.run_queue set owner = null, claim_id = null, lease_until = null, available_at = now()");
    List<Claim> holders = new ArrayList<>();
    while (holders.size() < 500) {
      holders.addAll(queue.claim(128));
    }
    Signal<Entry.Outcome> late = new Signal<>("outcome of a zombie's entry");
    Signal<Entry.Outcome> rightful = new Signal<>("outcome of the holder's entry");
    try (RunJournal journal = journal()) {
      for (int i = 0; i < 500; i++) {
        journal.submit(entry(zombies.get(i), 1, new Entry.Ending.Finish(), late));
        journal.submit(entry(holders.get(i), 1, new Entry.Ending.Keep(), rightful));
      }
      assertThat(late.await(500)).containsOnly(Entry.Outcome.LOST);
      assertThat(rightful.await(500)).containsOnly(Entry.Outcome.COMMITTED);
    }
    assertThat(queue.renew(zombies)).isEmpty();
    assertThat(queue.renew(holders)).hasSize(500);
    assertThat(stage.one("select count(*) from lenses.workflow_run_events")).isEqualTo("500");
    assertThat(stage.one("select sum(spent_credits) from lenses.workflow_runs")).isEqualTo("500");
    assertThat(stage.one("select count(*) from engine.run_queue")).isEqualTo("500");
  }

  @Test
  void writesAnEntryOnceHoweverOftenItIsSent() throws Exception {
    stage.start(stage.pin(GraphJson.chain(1)));
    Claim claim = queue.claim(1).getFirst();
    JournalStore store = new JournalStore(stage.test().database());
    Signal<Entry.Outcome> unused = new Signal<>("unused");
    Entry first = entry(claim, 1, new Entry.Ending.Keep(), unused);
    assertThat(store.committed(List.of(first))).isEmpty();
    assertThat(store.commit(List.of(first), System.nanoTime())).containsOnly(claim.runId());
    assertThat(store.committed(List.of(first))).containsOnly(claim.runId());
    assertThat(store.commit(List.of(first), System.nanoTime())).isEmpty();
    Entry second = entry(claim, 2, new Entry.Ending.Keep(), unused);
    assertThat(store.commit(List.of(second), System.nanoTime())).containsOnly(claim.runId());
    assertThat(stage.one("select count(*) from lenses.workflow_run_events")).isEqualTo("2");
  }

  @Test
  void claimsNoRunTwice() throws Exception {
    int runs = 20_000;
    stage.startMany(stage.pin(GraphJson.chain(1)), runs, "{}", "{}");
    Set<UUID> taken = new HashSet<>();
    int claims = 0;
    try (var claimers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<UUID>>> answers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        QueueStore own = queue();
        answers.add(claimers.submit(() -> claimAll(own)));
      }
      for (Future<List<UUID>> answer : answers) {
        List<UUID> own = get(answer);
        claims += own.size();
        taken.addAll(own);
      }
    }
    assertThat(taken).hasSize(runs);
    assertThat(claims).isEqualTo(runs);
    assertThat(stage.one("select count(distinct claim_id) from engine.run_queue"))
        .isEqualTo(String.valueOf(runs));
    assertThat(stage.one("select max(epoch) || ' ' || max(attempt) from engine.run_queue"))
        .isEqualTo("1 1");
  }

  private static List<UUID> claimAll(QueueStore queue) throws Exception {
    List<UUID> own = new ArrayList<>();
    for (List<Claim> some = queue.claim(100); !some.isEmpty(); some = queue.claim(100)) {
      some.forEach(claim -> own.add(claim.runId()));
    }
    return own;
  }

  private static <T> T get(Future<T> answer) throws InterruptedException {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    }
  }
}
