package dev.connectedlenses.engine.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectedlenses.database.Identity;
import dev.connectedlenses.engine.graph.Json;
import dev.connectedlenses.engine.memory.Memories;
import dev.connectedlenses.engine.team.Ledger;
import dev.connectedlenses.engine.team.Office;
import dev.connectedlenses.outbound.EgressGrant;
import dev.connectedlenses.outbound.EgressObserver;
import dev.connectedlenses.outbound.EgressPolicy;
import dev.connectedlenses.outbound.OutboundClient;
import dev.connectedlenses.outbound.OutboundException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Calls that people ask for by hand: carried out once, as who asks, under every check of a run. */
final class ErrandsTest {
  private final Office office = new Office();
  private final Ledger ledger = new Ledger();
  private final UUID agent = office.agent("caller");
  private final Identity owner = Identity.of(office.owner());
  private final Map<ToolSpec.Kind, ToolRunner> runners = runners();
  private final Errands errands = new Errands(office.test().database(), runners);
  private final UUID run = start();

  @AfterEach
  void close() {
    try (office;
        ledger) {
      assertThat(
              office.one(
                  "select count(*) from agents.tool_invocations where status = 'completed' and approval_status not in ('approved', 'not_required')"))
          .isEqualTo("0");
    }
  }

  private Map<ToolSpec.Kind, ToolRunner> runners() {
    try {
      EgressPolicy policy = EgressPolicy.publicOnly().allowing(EgressGrant.of(ledger.uri("/")));
      OutboundClient outbound = new OutboundClient(policy, EgressObserver.none());
      Memories memories = new Memories(office.test().database());
      return Map.of(
          ToolSpec.Kind.HTTP,
          new HttpRunner(outbound, (_, _) -> null),
          ToolSpec.Kind.BUILTIN,
          new Builtins(office.test().database(), memories, InstantSource.system()));
    } catch (OutboundException e) {
      throw new AssertionError(e);
    }
  }

  /** A team run that waits, so that it is going on for as long as the test. */
  private UUID start() {
    UUID team = office.team(agent);
    office.member(team, agent, "worker", 0);
    UUID workflow =
        office.workflow("[{'label':'a','kind':'transform','config':{'text':'x'}}]", "[]");
    office.assign(agent, workflow, team, "{'approval':{'requiresApproval':true}}");
    return office.start(agent, workflow, "{}");
  }

  private UUID tool(String key, String kind, String egress, String method, String more) {
    UUID tool =
        UUID.fromString(
            office.ask(
                """
                select id::text from public.fn_register_tool(?, ?, p_kind => ?, p_egress_class => ?, p_endpoint_url => nullif(?, ''),
                  p_http_method => nullif(?, '')%s)
                """
                    .formatted(more),
                key,
                key,
                kind,
                egress,
                kind.equals("http") ? ledger.uri("/" + key).toString() : "",
                method));
    office.ask("select tool_id::text from public.fn_assign_tool(?, ?)", agent, tool);
    return tool;
  }

  private UUID ask(UUID tool, String input) {
    return UUID.fromString(
        office.ask(
            "select public.fn_invoke_tool(?, ?, ?, cast(? as jsonb))::text",
            run,
            tool,
            agent,
            Office.json(input)));
  }

  private void approve(UUID call) {
    office.ask("select public.fn_approve_tool_invocation(?)::text", call);
  }

  private static String refusal(Callable<?> action) {
    try {
      return "done: " + action.call();
    } catch (JdbiException e) {
      return String.valueOf(e.getCause());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aToolThatReadsGivesItsResultAtOnce() throws Exception {
    UUID call = ask(tool("look", "http", "read_only", "GET", ""), "{'q':'a b'}");
    JsonNode done = errands.run(owner, call);
    assertThat(done.path("status").asString()).isEqualTo("completed");
    assertThat(done.path("output").path("ok").asBoolean()).isTrue();
    assertThat(done.path("tool_key").asString()).isEqualTo("look");
    assertThat(done.path("completed_at").asString()).isNotEmpty();
    assertThat(ledger.entries).extracting(Ledger.Entry::path).containsExactly("/look?q=a%20b");
    assertThat(office.events(run)).containsSubsequence("tool.started", "tool.completed");
  }

  @Test
  void builtInToolsAnswerTheSameWay() throws Exception {
    UUID sum = ask(tool("calculator", "builtin", "none", "", ""), "{'expression':'2+3*4'}");
    assertThat(errands.run(owner, sum).path("output").path("value").asString()).isEqualTo("14");
    UUID memory = ask(tool("memory_search", "builtin", "none", "", ""), "{'query':'tea'}");
    assertThat(errands.run(owner, memory).path("output").path("entries").isArray()).isTrue();
    UUID wrong = ask(tool("time", "builtin", "none", "", ""), "{'zone':'Moon/Base'}");
    JsonNode failed = errands.run(owner, wrong);
    assertThat(failed.path("status").asString()).isEqualTo("failed");
    assertThat(failed.path("error").asString()).contains("Moon/Base");
  }

  @Test
  void aToolThatWritesIsSentOnceAndOnlyAfterApproval() throws Exception {
    UUID call = ask(tool("post", "http", "write", "POST", ""), "{'text':'hello'}");
    assertThat(refusal(() -> errands.run(owner, call))).contains("was not approved");
    assertThat(ledger.entries).isEmpty();
    approve(call);
    assertThat(errands.run(owner, call).path("status").asString()).isEqualTo("completed");
    assertThat(refusal(() -> errands.run(owner, call))).contains("this call is over");
    assertThat(ledger.writes()).hasSize(1);
    assertThat(ledger.writes().getFirst().body()).isEqualTo("{\"text\":\"hello\"}");
  }

  @Test
  void anApprovalIsForTheTargetThatWasShown() throws Exception {
    UUID call = ask(tool("post", "http", "write", "POST", ""), "{'text':'hello'}");
    approve(call);
    office.run("update agents.tools_registry set endpoint_url = ?", ledger.uri("/x").toString());
    assertThat(errands.run(owner, call).path("error").asString()).contains("not what was asked");
    assertThat(ledger.entries).isEmpty();
  }

  @Test
  void ofManyWhoCarryItOutOneDoes() throws Exception {
    UUID call = ask(tool("post", "http", "write", "POST", ""), "{}");
    approve(call);
    CountDownLatch together = new CountDownLatch(1);
    List<Future<String>> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        answers.add(
            threads.submit(() -> {
              together.await();
              return refusal(() -> errands.run(owner, call).path("status").asString());
            }));
      }
      together.countDown();
    }
    int done = 0;
    for (Future<String> answer : answers) {
      done += answer.get().equals("done: completed") ? 1 : 0;
    }
    assertThat(done).isEqualTo(1);
    assertThat(ledger.writes()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"'', blocked", "', p_idempotency_header => ''Idempotency-Key''', completed"})
  void anOutcomeThatNobodyKnowsIsRepeatedOnlyUnderAKey(String more, String then) throws Exception {
    UUID call = ask(tool("post", "http", "write", "POST", more), "{}");
    approve(call);
    ledger.answers(500, entry -> "{}");
    JsonNode lost = errands.run(owner, call);
    assertThat(lost.path("status").asString()).isEqualTo("blocked");
    assertThat(lost.path("error").asString()).contains("500");
    ledger.answers(200, entry -> "{}");
    if (then.equals("completed")) {
      assertThat(errands.run(owner, call).path("status").asString()).isEqualTo("completed");
      assertThat(ledger.writes().stream().map(Ledger.Entry::idempotencyKey).distinct()).hasSize(1);
    } else {
      assertThat(refusal(() -> errands.run(owner, call))).contains("nobody knows");
      assertThat(ledger.writes()).hasSize(1);
      office.ask("select public.fn_complete_tool_invocation(?, 'completed', '{}')::text", call);
    }
    assertThat(office.one("select status from agents.tool_invocations where id = ?", call))
        .isEqualTo("completed");
  }

  @ParameterizedTest
  @CsvSource({"read_only, GET, failed", "write, POST, blocked"})
  void aCallWhoseProcessWasLostIsGivenUp(String egress, String method, String then) {
    UUID call = ask(tool("post", "http", egress, method, ""), "{}");
    if (egress.equals("write")) {
      approve(call);
    }
    office.ask("select public.fn_begin_tool_invocation(?)::text", call);
    String giveUp = "select agents.give_up_calls()";
    assertThat(office.one(giveUp)).as("it may still answer").isEqualTo("0");
    office.run("update agents.tool_invocations set run_until = now() - interval '1 minute'");
    assertThat(office.one(giveUp)).isEqualTo("1");
    assertThat(office.one("select status from agents.tool_invocations where id = ?", call))
        .isEqualTo(then);
    assertThat(office.one(giveUp)).isEqualTo("0");
    assertThat(refusal(() -> errands.run(owner, call))).doesNotContain("done");
    assertThat(ledger.entries).isEmpty();
    assertThat(office.one("select count(*) from audit.log where action = 'tool.lost'"))
        .isEqualTo("1");
  }

  @Test
  void whatDoesNotFitTheSchemasIsAFailure() throws Exception {
    String input = ", p_schema_input => '{\"type\": \"object\", \"required\": [\"q\"]}'";
    UUID in = ask(tool("look", "http", "read_only", "GET", input), "{}");
    assertThat(errands.run(owner, in).path("error").asString()).contains("does not fit its schema");
    assertThat(ledger.entries).isEmpty();
    String output = ", p_schema_output => '{\"type\": \"object\", \"required\": [\"n\"]}'";
    UUID out = ask(tool("see", "http", "read_only", "GET", output), "{}");
    assertThat(errands.run(owner, out).path("error").asString()).contains("what \"see\" gave");
  }

  @Test
  void anOutputThatNoRowHoldsIsAFailureAndNotAFault() throws Exception {
    ledger.answers(200, entry -> "{\"x\": \"a\\u0000b\"}");
    UUID call = ask(tool("look", "http", "read_only", "GET", ""), "{}");
    assertThat(errands.run(owner, call).path("error").asString()).contains("NUL");
    ledger.answers(200, entry -> "{\"x\": \"a\\\\u0000b\"}");
    UUID fine = ask(tool("see", "http", "read_only", "GET", ""), "{}");
    assertThat(errands.run(owner, fine).path("output").path("x").asString()).isEqualTo("a\\u0000b");
  }

  @Test
  void theGatesOfTheAssignmentHoldForPeopleToo() throws Exception {
    office.run(
        "update agents.workflow_assignments set approval_policy = approval_policy || '{\"gates\": [\"read_outside\"]}'");
    UUID call = ask(tool("look", "http", "read_only", "GET", ""), "{}");
    assertThat(refusal(() -> errands.run(owner, call))).contains("was not approved");
    approve(call);
    assertThat(errands.run(owner, call).path("status").asString()).isEqualTo("completed");
  }

  @Test
  void aStrangerFindsNothing() {
    UUID call = ask(tool("look", "http", "read_only", "GET", ""), "{}");
    Identity stranger = office.person(UUID.randomUUID(), "stranger");
    assertThat(refusal(() -> errands.run(stranger, call))).contains("was not found");
    assertThat(ledger.entries).isEmpty();
  }

  @Test
  void anInterruptLeavesTheCallToBeGivenUp() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    Errands stopped =
        new Errands(
            office.test().database(),
            Map.of(
                ToolSpec.Kind.HTTP,
                (tool, request, permit) -> {
                  asked.countDown();
                  never.await();
                  return new ToolRunner.Result(Json.object(), false);
                }));
    UUID call = ask(tool("post", "http", "write", "POST", ""), "{}");
    approve(call);
    Thread caller =
        Thread.ofVirtual()
            .start(() ->
                assertThatThrownBy(() -> stopped.run(owner, call))
                    .isInstanceOf(InterruptedException.class));
    asked.await();
    caller.interrupt();
    caller.join();
    assertThat(office.one("select status from agents.tool_invocations where id = ?", call))
        .isEqualTo("running");
  }
}
