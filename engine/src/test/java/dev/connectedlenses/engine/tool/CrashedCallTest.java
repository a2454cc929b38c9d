package dev.connectedlenses.engine.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectedlenses.engine.Failpoint;
import dev.connectedlenses.engine.Troubles;
import dev.connectedlenses.engine.graph.Json;
import dev.connectedlenses.engine.team.Office;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * F09: a worker is lost between noting a call that writes, making it, and recording what came of
 * it. The ledger of the outside world says how often the call took effect.
 */
final class CrashedCallTest {
  private static final int CASES = "full".equals(System.getProperty("suite")) ? 170 : 17;

  private final Office office = new Office();
  private final UUID agent = office.agent("caller");
  private final UUID node = UUID.randomUUID();
  private final List<String> ledger = new ArrayList<>();
  private final Toolbox toolbox =
      new Toolbox(
          office.test().database(), Map.of(ToolSpec.Kind.HTTP, this::send), InstantSource.system());
  private UUID run = UUID.randomUUID();

  @AfterEach
  void close() {
    office.close();
  }

  /** The world outside: it writes down what reaches it. */
  private ToolRunner.Result send(ToolSpec tool, ToolRequest request, ToolRunner.Permit permit) {
    ledger.add(permit.idempotencyKey());
    return new ToolRunner.Result(Json.object().put("ok", true), false);
  }

  private void start(boolean keyed) {
    office.run(
        """
        insert into agents.tools_registry (owner_lenser_id, key, name, egress_class, endpoint_url, http_method,
          requires_approval, idempotency_header, content_hash)
        values (?, 'post', 'Post', 'write', 'https://example.org/things', 'POST', true, nullif(?, ''), sha256('x'))
        """,
        office.owner(),
        keyed ? "Idempotency-Key" : "");
    office.run(
        "insert into agents.tool_assignments (ai_lenser_id, tool_id) select ?, id from agents.tools_registry where key = 'post'",
        agent);
    UUID team = office.team(agent);
    office.member(team, agent, "worker", 0);
    UUID workflow =
        office.workflow("[{'label':'a','kind':'transform','config':{'text':'x'}}]", "[]");
    office.assign(agent, workflow, team, "{}");
    run = office.runOf(office.start(agent, workflow, "{}"));
  }

  /** A new worker takes the run. */
  private UUID claim() {
    UUID claim = UUID.randomUUID();
    office.run(
        """
        insert into engine.run_queue as q (run_id, owner, claim_id, epoch, lease_until)
        values (?, gen_random_uuid(), ?, 1, now() + interval '1 hour')
        on conflict (run_id) do update set owner = excluded.owner, claim_id = excluded.claim_id,
          epoch = q.epoch + 1, lease_until = excluded.lease_until
        """,
        run,
        claim);
    return claim;
  }

  private Outcome call(UUID claim, int number) throws InterruptedException {
    ToolCall.By by = new ToolCall.By(run, node, claim, agent, null, null);
    ToolCall call = new ToolCall(by, number, "post", Json.object().put("n", number), false);
    return toolbox.call(call, Duration.ofSeconds(5));
  }

  private void approve(UUID invocation) {
    office
        .test()
        .admin()
        .useTransaction(handle -> {
          handle.execute("set local session_replication_role = replica");
          handle.execute(
              "update agents.tool_invocations set approval_status = 'approved', status = 'approved' where id = ?",
              invocation);
        });
  }

  @ParameterizedTest
  @CsvSource({
    "TOOL_INTENT_COMMITTED, true, done",
    "TOOL_INTENT_COMMITTED, false, asks",
    "TOOL_CALL_AFTER, true, done",
    "TOOL_CALL_AFTER, false, asks",
    "TOOL_RESULT_COMMITTED, true, done",
    "TOOL_RESULT_COMMITTED, false, done"
  })
  void whatIsWrittenIsWrittenOnce(Failpoint place, boolean keyed, String then) throws Exception {
    start(keyed);
    for (int number = 1; number <= CASES; number++) {
      int current = number;
      ledger.clear();
      UUID lost = claim();
      assertThat(call(lost, number)).isInstanceOf(Outcome.Waits.class);
      approve(((Outcome.Waits) call(lost, number)).invocationId());
      assertThat(ledger).as("nothing is sent before it is approved").isEmpty();
      try (Troubles _ =
          Troubles.once(
              place,
              1,
              () -> {
                throw Troubles.dropped();
              })) {
        assertThatThrownBy(() -> call(lost, current)).isInstanceOf(Troubles.Dropped.class);
      }
      UUID next = claim();
      assertThat(call(lost, number)).as("the lost worker").isInstanceOf(Outcome.Lost.class);
      Outcome outcome = call(next, number);
      assertThat(outcome)
          .isInstanceOf(then.equals("done") ? Outcome.Done.class : Outcome.Waits.class);
      assertThat(call(next, number)).as("asked once more").hasSameClassAs(outcome);
      checkLedger(keyed);
    }
  }

  /** I6: without a key at most one call; with one, however many, all under the same key. */
  private void checkLedger(boolean keyed) {
    Map<String, Integer> byKey = new HashMap<>();
    ledger.forEach(key -> byKey.merge(key, 1, Integer::sum));
    assertThat(byKey.size()).isLessThanOrEqualTo(1);
    if (!keyed) {
      assertThat(ledger.size()).isLessThanOrEqualTo(1);
    }
  }
}
