package dev.connectedlenses.engine.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectedlenses.engine.Failpoint;
import dev.connectedlenses.engine.Troubles;
import dev.connectedlenses.engine.graph.Cause;
import dev.connectedlenses.engine.graph.Node;
import dev.connectedlenses.engine.graph.NodePolicy;
import dev.connectedlenses.engine.team.Ledger;
import dev.connectedlenses.engine.team.Office;
import dev.connectedlenses.outbound.EgressGrant;
import dev.connectedlenses.outbound.EgressObserver;
import dev.connectedlenses.outbound.EgressPolicy;
import dev.connectedlenses.outbound.OutboundClient;
import dev.connectedlenses.outbound.OutboundException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/**
 * F09 for requests of nodes: a worker is lost between noting a request that changes something,
 * sending it, and recording what came of it. The ledger of the outside world says how often it came
 * through.
 */
final class OutsideWritesTest {
  private static final int CASES = "full".equals(System.getProperty("suite")) ? 170 : 17;

  private final Office office = new Office();
  private final Ledger ledger = new Ledger();
  private final HttpRequestKind kind = kind();
  private final UUID run = UUID.randomUUID();

  @AfterEach
  void close() {
    try (office;
        ledger) {
      assertThat(ledger.entries).noneMatch(entry -> entry.authorization().contains("clens"));
    }
  }

  private HttpRequestKind kind() {
    try {
      EgressPolicy policy = EgressPolicy.publicOnly().allowing(EgressGrant.of(ledger.uri("/")));
      return HttpRequestKind.writing(
          new OutboundClient(policy, EgressObserver.none()), office.test().database());
    } catch (OutboundException e) {
      throw new AssertionError(e);
    }
  }

  /** A worker takes the run; whoever had it before has lost it. */
  private UUID claim() {
    UUID claim = UUID.randomUUID();
    office
        .test()
        .admin()
        .useTransaction(handle -> {
          handle.execute("set local session_replication_role = replica");
          handle.execute(
              """
              insert into engine.run_queue as q (run_id, owner, claim_id, epoch, lease_until)
              values (?, gen_random_uuid(), ?, 1, now() + interval '1 hour')
              on conflict (run_id) do update set owner = excluded.owner, claim_id = excluded.claim_id,
                epoch = q.epoch + 1, lease_until = excluded.lease_until
              """,
              run,
              claim);
        });
    return claim;
  }

  private Node node(String config) {
    ObjectNode json = NodeKindContract.json(config.replace("BASE", ledger.uri("").toString()));
    return new Node(
        UUID.randomUUID(), "post", "http_request", json, null, List.of(), NodePolicy.DEFAULT);
  }

  private AttemptResult attempt(Node node, UUID claim, String input) throws InterruptedException {
    Behalf behalf = new Behalf(claim, null, false, false, null);
    return kind.run(
        new Attempt(
            run,
            node,
            1,
            NodeKindContract.json(input),
            Duration.ofSeconds(5),
            null,
            new Told(),
            behalf,
            Meter.FREE,
            0));
  }

  private static ObjectNode ask(AttemptResult result) {
    assertThat(result).isInstanceOf(AttemptResult.Waits.class);
    return ((Wait.Answer) ((AttemptResult.Waits) result).until()).ask();
  }

  private static Failure failure(AttemptResult result) {
    assertThat(result).isInstanceOf(AttemptResult.Failed.class);
    return ((AttemptResult.Failed) result).failure();
  }

  private void set(Node node, String status) {
    office.run("update engine.node_requests set status = ? where node_id = ?", status, node.id());
  }

  private static final String POST =
      "{'url':'BASE/things/[[id]]','method':'POST','headers':{'content-type':'text/plain'},'body':'say [[word]]'}";

  @Test
  void whatIsShownIsWhatIsSentAndOnce() throws Exception {
    Node node = node(POST);
    UUID claim = claim();
    ObjectNode ask = ask(attempt(node, claim, "{'id':'a/b','word':'a [[id]]'}"));
    assertThat(ask.path("kind").asString()).isEqualTo("approve_request");
    assertThat(ask.path("request").path("url").asString()).endsWith("/things/a%2Fb");
    assertThat(ask.path("request").path("body").asString()).isEqualTo("say a [[id]]");
    assertThat(ledger.entries).isEmpty();
    set(node, "approved");
    for (int again = 0; again < 3; again++) {
      AttemptResult result = attempt(node, claim, "{'id':'a/b','word':'a [[id]]'}");
      assertThat(result)
          .isInstanceOfSatisfying(
              AttemptResult.Completed.class,
              done -> assertThat(done.output().value()).hasToString("{\"ok\":true}"));
    }
    assertThat(ledger.entries).hasSize(1);
    assertThat(ledger.entries.getFirst().path()).isEqualTo("/things/a%2Fb");
    assertThat(ledger.entries.getFirst().body()).isEqualTo("say a [[id]]");
  }

  @Test
  void anApprovalIsForTheVeryRequest() throws Exception {
    Node node = node(POST);
    UUID claim = claim();
    attempt(node, claim, "{'id':'1','word':'mild'}");
    set(node, "approved");
    ObjectNode ask = ask(attempt(node, claim, "{'id':'1','word':'wild'}"));
    assertThat(ask.path("request").path("body").asString()).isEqualTo("say wild");
    assertThat(ask(attempt(node, claim, "{'id':'1','word':'mild'}")).path("kind").asString())
        .as("the approval was used up by asking for something else")
        .isEqualTo("approve_request");
    assertThat(ledger.entries).isEmpty();
  }

  @Test
  void whatIsRejectedIsNotSent() throws Exception {
    Node node = node(POST);
    UUID claim = claim();
    attempt(node, claim, "{'id':'1','word':'x'}");
    office.run("update engine.node_requests set status = 'rejected', reason = 'too loud'");
    Failure failure = failure(attempt(node, claim, "{'id':'1','word':'x'}"));
    assertThat(failure.cause()).isEqualTo(Cause.PERMISSION_ERROR);
    assertThat(failure.message()).contains("did not approve this request: too loud");
    assertThat(ledger.entries).isEmpty();
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
  void whatIsSentIsSentOnce(Failpoint place, boolean keyed, String then) throws Exception {
    String more = keyed ? ",'idempotency_header':'Idempotency-Key'}" : "}";
    for (int number = 1; number <= CASES; number++) {
      ledger.entries.clear();
      Node node = node("{'url':'BASE/x','method':'POST','body':'x'" + more);
      UUID lost = claim();
      ask(attempt(node, lost, "{}"));
      set(node, "approved");
      try (Troubles _ =
          Troubles.once(
              place,
              1,
              () -> {
                throw Troubles.dropped();
              })) {
        assertThatThrownBy(() -> attempt(node, lost, "{}")).isInstanceOf(Troubles.Dropped.class);
      }
      UUID next = claim();
      assertThat(failure(attempt(node, lost, "{}")).cause()).isEqualTo(Cause.LOST_WORKER);
      for (int again = 0; again < 2; again++) {
        AttemptResult result = attempt(node, next, "{}");
        if (then.equals("done")) {
          assertThat(result).isInstanceOf(AttemptResult.Completed.class);
        } else {
          assertThat(ask(result).path("kind").asString()).isEqualTo("unknown_outcome");
        }
      }
      assertThat(ledger.entries.stream().map(Ledger.Entry::idempotencyKey).distinct().count())
          .as("one request, or one under one key")
          .isLessThanOrEqualTo(1);
      assertThat(keyed || ledger.entries.size() <= 1).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({"500, unknown", "404, failed", "429, failed"})
  void anAnswerDecidesWhetherTheOutcomeIsKnown(int status, String then) throws Exception {
    Node node = node("{'url':'BASE/x','method':'DELETE'}");
    UUID claim = claim();
    attempt(node, claim, "{}");
    set(node, "approved");
    ledger.answers(status, entry -> "{}");
    AttemptResult result = attempt(node, claim, "{}");
    assertThat(office.one("select status from engine.node_requests")).isEqualTo(then);
    String kind = ask(attempt(node, claim, "{}")).path("kind").asString();
    if (then.equals("unknown")) {
      assertThat(ask(result).path("kind").asString()).isEqualTo("unknown_outcome");
      assertThat(kind).isEqualTo("unknown_outcome");
    } else {
      assertThat(failure(result).cause())
          .isEqualTo(status == 429 ? Cause.RATE_LIMIT : Cause.TOOL_ERROR);
      assertThat(kind).as("an approval is used up").isEqualTo("approve_request");
    }
    assertThat(ledger.entries).hasSize(1);
  }

  @Test
  void underAKeyTheNodesOwnRetriesRepeatIt() throws Exception {
    Node node =
        node("{'url':'BASE/x','method':'PUT','body':'x','idempotency_header':'Idempotency-Key'}");
    UUID claim = claim();
    attempt(node, claim, "{}");
    set(node, "approved");
    ledger.answers(503, entry -> "{}");
    assertThat(failure(attempt(node, claim, "{}")).cause()).isEqualTo(Cause.TOOL_ERROR);
    ledger.answers(200, entry -> "{}");
    assertThat(attempt(node, claim, "{}")).isInstanceOf(AttemptResult.Completed.class);
    assertThat(ledger.entries).hasSize(2);
    assertThat(ledger.entries.stream().map(Ledger.Entry::idempotencyKey).distinct()).hasSize(1);
  }

  @Test
  void anAddressInsideIsRefusedAlsoWithApproval() throws Exception {
    Node node = node("{'url':'https://169.254.169.254/x','method':'POST','body':'x'}");
    UUID claim = claim();
    attempt(node, claim, "{}");
    set(node, "approved");
    assertThat(failure(attempt(node, claim, "{}")).cause()).isEqualTo(Cause.PERMISSION_ERROR);
  }
}
