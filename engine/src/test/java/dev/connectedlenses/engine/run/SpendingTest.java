package dev.connectedlenses.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.engine.node.Attempt;
import dev.connectedlenses.engine.node.AttemptResult;
import dev.connectedlenses.engine.node.Envelope;
import dev.connectedlenses.engine.node.NodeKinds;
import dev.connectedlenses.engine.node.SubWorkflowKind;
import dev.connectedlenses.engine.node.TransformKind;
import dev.connectedlenses.engine.node.Usage;
import dev.connectedlenses.engine.node.WaitKind;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Budgets end runs before the next paid call; a stopped agent's runs wait, and lose nothing. */
final class SpendingTest {
  private final Stage stage = new Stage();
  private final AtomicInteger calls = new AtomicInteger();
  private final UUID agent = UUID.randomUUID();

  /** What calls wait for before they end. */
  private volatile CountDownLatch hold = new CountDownLatch(0);

  private final NodeKinds kinds =
      new NodeKinds(
          new Paid(),
          new TransformKind(),
          new SubWorkflowKind(),
          new WaitKind(InstantSource.system()));

  /** A model that costs one credit a call and asks the meter first, as lenses do. */
  private final class Paid extends ScriptedLens {
    @Override
    public AttemptResult run(Attempt attempt) throws InterruptedException {
      attempt.meter().admit();
      calls.incrementAndGet();
      hold.await();
      attempt.meter().spent(BigDecimal.ONE);
      return answer("");
    }

    @Override
    AttemptResult answer(String question) {
      return new AttemptResult.Completed(
          Envelope.text("said"), List.of(new Usage("demo", "m", 10, 5, BigDecimal.ONE)));
    }
  }

  @BeforeEach
  void createAgent() {
    UUID profile = UUID.randomUUID();
    stage.run(
        "insert into lensers.profiles (id, handle, display_name, type) values (?, 'robot', 'Robot', 'ai')",
        profile);
    stage.run("insert into agents.ai_lensers (id, profile_id) values (?, ?)", agent, profile);
    stage.run(
        "insert into agents.workspace_settings (ai_lenser_id) values (?) on conflict do nothing",
        agent);
    stage.run(
        "insert into agents.policies (ai_lenser_id) values (?) on conflict do nothing", agent);
  }

  @AfterEach
  void holdsItsPromises() {
    try (stage) {
      InvariantChecker.check(stage.test().admin());
    }
  }

  private static GraphJson chain(int length) {
    GraphJson graph = new GraphJson();
    for (int i = 1; i <= length; i++) {
      graph.lens("n" + i, "again", "{}");
      if (i > 1) {
        graph.edge("n" + (i - 1), "n" + i, "before");
      }
    }
    return graph;
  }

  /** Starts a run for the agent, before any engine can see it. */
  private UUID startFor(Stage.Pinned pinned, @Nullable Integer budget) {
    return stage
        .test()
        .admin()
        .withHandle(handle ->
            handle
                .createQuery(
                    """
                    with started as (
                      insert into lenses.workflow_runs (workflow_id, workflow_version_id, triggered_by, ai_lenser_id, budget_credits)
                      values (?, ?, ?, ?, cast(? as int)) returning id
                    )
                    insert into engine.run_queue (run_id) select id from started returning run_id
                    """)
                .bind(0, pinned.workflowId())
                .bind(1, pinned.versionId())
                .bind(2, stage.author())
                .bind(3, agent)
                .bind(4, budget)
                .mapTo(UUID.class)
                .one());
  }

  private String error(UUID run, String field) {
    return stage.one(
        "select error #>> cast(? as text[]) from lenses.workflow_runs where id = ?", field, run);
  }

  private String spent(UUID run) {
    return stage.one("select spent_credits::int from lenses.workflow_runs where id = ?", run);
  }

  @Test
  void runStopsBeforeTheCallThatItsBudgetDoesNotCover() {
    UUID run = startFor(stage.pin(chain(5)), 3);
    stage.engine(Stage.QUICK, kinds);
    assertThat(stage.awaitEnd(run)).isEqualTo("failed");
    assertThat(calls).hasValue(3);
    assertThat(spent(run)).isEqualTo("3");
    assertThat(error(run, "{cause}")).isEqualTo("budget_error");
    assertThat(error(run, "{details,code}")).isEqualTo("run_budget_exhausted");
    assertThat(error(run, "{message}")).contains("budget of 3");
  }

  @Test
  void whatIsNotWrittenYetCountsToo() {
    GraphJson wide = new GraphJson();
    for (int i = 0; i < 40; i++) {
      wide.lens("n" + i, "again", "{}");
    }
    UUID run = startFor(stage.pin(wide), 10);
    stage.engine(Stage.QUICK, kinds);
    assertThat(stage.awaitEnd(run)).isEqualTo("failed");
    assertThat(calls.get()).isBetween(10, 10 + RunLimits.DEFAULT.concurrency());
  }

  @Test
  void agentThatHasSpentItsMonthPaysForNothingMore() {
    stage.run(
        "update agents.policies set spending_limit_credits = 2 where ai_lenser_id = ?", agent);
    Stage.Pinned pinned = stage.pin(chain(2));
    UUID first = startFor(pinned, null);
    stage.engine(Stage.QUICK, kinds);
    assertThat(stage.awaitEnd(first)).isEqualTo("completed");
    UUID second = startFor(pinned, null);
    assertThat(stage.awaitEnd(second)).isEqualTo("failed");
    assertThat(error(second, "{details,code}")).isEqualTo("budget_exhausted");
    assertThat(calls).hasValue(2);
  }

  @Test
  void limitThatIsNotEnforcedIsNone() {
    stage.run(
        "update agents.policies set spending_limit_credits = 0 where ai_lenser_id = ?", agent);
    stage.run(
        "update agents.workspace_settings set budget_enforce = false where ai_lenser_id = ?",
        agent);
    UUID run = startFor(stage.pin(chain(2)), null);
    stage.engine(Stage.QUICK, kinds);
    assertThat(stage.awaitEnd(run)).isEqualTo("completed");
  }

  @Test
  void childSpendsFromItsParentsBudget() {
    Stage.Pinned child = stage.pin(chain(3));
    String config =
        "{'workflow_id':'%s','version_id':'%s'}".formatted(child.workflowId(), child.versionId());
    GraphJson outer = chain(1).node("sub", "sub_workflow", config).edge("n1", "sub", "before");
    UUID run = startFor(stage.pin(outer), 2);
    stage.engine(Stage.QUICK, kinds);
    assertThat(stage.awaitEnd(run)).isEqualTo("failed");
    assertThat(calls).hasValue(2);
    assertThat(error(run, "{cause}")).isEqualTo("budget_error");
  }

  private void stop(String column, boolean value) {
    stage.run(
        "update agents.workspace_settings set " + column + " = ? where ai_lenser_id = ?",
        value,
        agent);
    if (!value) {
      stage.run("select agents.wake(?)", agent);
    }
  }

  @Test
  void runOfAStoppedAgentWaitsInTheQueueAndGoesOnWhenItMay() {
    stop("global_kill_switch", true);
    UUID run = startFor(stage.pin(chain(2)), null);
    Engine engine = stage.engine(Stage.QUICK, kinds);
    stage.await("the run is put off", () -> isPutOff(run));
    stage.await("and leaves memory", () -> engine.held() == 0);
    assertThat(calls).hasValue(0);
    assertThat(stage.status(run)).isEqualTo("queued");
    stop("global_kill_switch", false);
    assertThat(stage.awaitEnd(run)).isEqualTo("completed");
    assertThat(stage.events(run)).doesNotContain("run.recovered");
  }

  private boolean isPutOff(UUID run) {
    return stage
        .one(
            "select count(*) from engine.run_queue where run_id = ? and claim_id is null and available_at > now() + interval '30 seconds' and attempt = 0",
            run)
        .equals("1");
  }

  @Test
  void runThatIsUnderWayMakesNoFurtherCallWhileItsAgentIsPaused() {
    CountDownLatch first = new CountDownLatch(1);
    hold = first;
    UUID run = startFor(stage.pin(chain(2)), null);
    stage.engine(Stage.QUICK, kinds);
    stage.await("the first call is made", () -> calls.get() == 1);
    stop("runner_paused", true);
    first.countDown();
    stage.await(
        "the second node has begun",
        () -> stage.events(run).stream().filter("node.started"::equals).count() == 2);
    assertThat(calls).hasValue(1);
    assertThat(stage.status(run)).isEqualTo("running");
    stop("runner_paused", false);
    assertThat(stage.awaitEnd(run)).isEqualTo("completed");
    assertThat(calls).hasValue(2);
  }

  @Test
  void stoppedRunCanBeCancelled() {
    stop("runner_paused", true);
    UUID run = startFor(stage.pin(chain(1)), null);
    stage.engine(Stage.QUICK, kinds);
    stage.await("the run is put off", () -> isPutOff(run));
    stage.run(
        "update engine.run_queue set cancel_asked = true, available_at = now() where run_id = ?",
        run);
    assertThat(stage.awaitEnd(run)).isEqualTo("cancelled");
    assertThat(calls).hasValue(0);
  }

  private String verdict(UUID run, int spent) {
    return stage
        .test()
        .database()
        .asEngine(handle ->
            handle
                .createQuery(
                    "select kind || coalesce(' ' || code, '') from engine.call_verdict(?, ?)")
                .bind(0, run)
                .bind(1, spent)
                .mapTo(String.class)
                .one());
  }

  @Test
  void whatAWorkerKnowsCountsForTheOtherRunsOfTheAgentAtOnce() {
    stage.run(
        "update agents.policies set spending_limit_credits = 10 where ai_lenser_id = ?", agent);
    Stage.Pinned pinned = stage.pin(chain(1));
    UUID one = startFor(pinned, null);
    UUID other = startFor(pinned, null);
    assertThat(verdict(one, 6)).isEqualTo("ok");
    assertThat(verdict(other, 3)).isEqualTo("ok");
    assertThat(verdict(one, 7)).isEqualTo("budget budget_exhausted");
    assertThat(verdict(other, 3)).isEqualTo("budget budget_exhausted");
    // Whoever ends first takes what it told along: each has to be at the limit by itself.
    assertThat(verdict(one, 10)).isEqualTo("budget budget_exhausted");
    assertThat(verdict(other, 10)).isEqualTo("budget budget_exhausted");
    stage.engine(Stage.QUICK, kinds);
    assertThat(stage.awaitEnd(one)).isEqualTo("failed");
    assertThat(stage.awaitEnd(other)).isEqualTo("failed");
    assertThat(calls).hasValue(0);
    assertThat(stage.one("select count(*) from engine.run_meters"))
        .as("runs that ended are metered by their rows")
        .isEqualTo("0");
  }

  /** Many runs of one agent on several engines: each may have one call under way at the limit. */
  @Test
  void manyWorkersExceedALimitByNoMoreThanTheirCallsUnderWay() {
    int most = 30;
    int runs = 12;
    stage.run(
        "update agents.policies set spending_limit_credits = ? where ai_lenser_id = ?",
        most,
        agent);
    Stage.Pinned pinned = stage.pin(chain(10));
    List<UUID> started = new ArrayList<>();
    for (int i = 0; i < runs; i++) {
      started.add(startFor(pinned, null));
    }
    for (int i = 0; i < 4; i++) {
      stage.engine(Stage.QUICK, kinds);
    }
    started.forEach(run -> assertThat(stage.awaitEnd(run)).isEqualTo("failed"));
    assertThat(calls.get()).isBetween(most, most + runs);
    assertThat(
            stage.one(
                "select sum(spent_credits)::int from lenses.workflow_runs where ai_lenser_id = ?",
                agent))
        .isEqualTo(String.valueOf(calls.get()));
  }
}
