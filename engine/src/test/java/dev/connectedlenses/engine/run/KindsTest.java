package dev.connectedlenses.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectedlenses.database.Identity;
import dev.connectedlenses.engine.node.AttemptResult;
import dev.connectedlenses.engine.node.Envelope;
import dev.connectedlenses.engine.node.NodeKinds;
import dev.connectedlenses.outbound.EgressObserver;
import dev.connectedlenses.outbound.EgressPolicy;
import dev.connectedlenses.outbound.OutboundClient;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The node kinds as runs use them: wired by edges, fed by run inputs, written down. */
final class KindsTest {
  private final Stage stage = new Stage();

  @BeforeEach
  void open() {
    OutboundClient closed = new OutboundClient(EgressPolicy.publicOnly(), EgressObserver.none());
    NodeKinds kinds =
        NodeKinds.all(
            new NodeKinds.Surroundings(
                new Echo(),
                closed,
                stage.test().database(),
                InstantSource.system(),
                new Random(5)));
    stage.engine(Stage.QUICK, kinds);
  }

  @AfterEach
  void holdsItsPromises() {
    try (stage) {
      InvariantChecker.check(stage.test().admin());
    }
  }

  /** A model that repeats the question. */
  private static final class Echo extends ScriptedLens {
    @Override
    AttemptResult answer(String question) {
      return new AttemptResult.Completed(Envelope.text(question), java.util.List.of());
    }
  }

  @Test
  void branchLeadsItsValueDownOneWay() {
    GraphJson graph =
        new GraphJson()
            .node(
                "route",
                "branch",
                "{'branches':[{'name':'high','when':{'type':'gte','path':'n','value':5}}],'otherwise':'low'}")
            .node("big", "output", "{}")
            .node("small", "output", "{}")
            .edge("route", "big", "value", way("high"))
            .edge("route", "small", "value", way("low"));
    UUID run = stage.start(stage.pin(graph), "{'value':{'n':7}}", "{}");
    assertThat(stage.awaitEnd(run)).isEqualTo("completed");
    assertThat(stage.nodeStatuses(run, graph))
        .isEqualTo(Map.of("route", "completed", "big", "completed", "small", "skipped"));
    assertThat(stage.output(run, graph, "big")).isEqualTo("{\"n\": 7}");
  }

  private static String way(String name) {
    return "{'source_output_key':'to." + name + "','condition':{'type':'present'}}";
  }

  @Test
  void waitLeavesMemoryAndHandsItsInputOn() {
    GraphJson graph =
        new GraphJson()
            .node("pause", "wait", "{'for_ms':2500}")
            .node("after", "output", "{}")
            .edge("pause", "after", "value");
    UUID run = stage.start(stage.pin(graph), "{'value':'kept'}", "{}");
    stage.await("the run sleeps as rows only", () -> sleeps(run));
    assertThat(stage.nodeStatuses(run, graph)).containsEntry("pause", "blocked");
    assertThat(stage.awaitEnd(run)).isEqualTo("completed");
    assertThat(stage.output(run, graph, "after")).isEqualTo("kept");
    assertThat(stage.events(run))
        .containsOnlyOnce("node.blocked")
        .doesNotContain("run.recovered", "node.retried");
  }

  private boolean sleeps(UUID run) {
    return stage
        .one(
            """
            select count(*) from engine.run_queue
            where run_id = ? and claim_id is null and available_at > now() and available_at < now() + interval '3 seconds'
            """,
            run)
        .equals("1");
  }

  @Test
  void cancelledWaitEndsAtOnce() {
    GraphJson graph = new GraphJson().node("pause", "wait", "{'for_ms':3600000}");
    UUID run = stage.start(stage.pin(graph));
    stage.await(
        "the run sleeps",
        () ->
            stage
                .one(
                    "select count(*) from engine.run_queue where run_id = ? and claim_id is null and available_at > now()",
                    run)
                .equals("1"));
    stage.run(
        "update engine.run_queue set cancel_asked = true, available_at = now() where run_id = ?",
        run);
    assertThat(stage.awaitEnd(run)).isEqualTo("cancelled");
    assertThat(stage.nodeStatuses(run, graph)).containsEntry("pause", "cancelled");
  }

  @Test
  void approvalSleepsUntilAPersonAnswersAndTheFormIsItsOutput() {
    GraphJson graph =
        new GraphJson()
            .node(
                "ask",
                "approval",
                "{'form':{'properties':{'tone':{'enum':['warm','dry']}},'required':['tone']}}")
            .node("after", "output", "{}")
            .edge("ask", "after", "value", "{'source_output_key':'tone'}");
    UUID run = stage.start(stage.pin(graph), "{'value':'draft'}", "{}");
    awaitSleep(run);
    answer(run, graph.id("ask"), "{\"tone\":\"loud\"}");
    stage.await("the misfit is told", () -> stage.events(run).contains("node.log"));
    awaitSleep(run);
    answer(run, graph.id("ask"), "{\"approved\":true,\"tone\":\"dry\"}");
    assertThat(stage.awaitEnd(run)).isEqualTo("completed");
    assertThat(stage.output(run, graph, "after")).isEqualTo("dry");
    assertThat(stage.events(run))
        .containsOnlyOnce("approval.requested", "approval.decided")
        .doesNotContain("run.recovered");
    assertThat(stage.one("select count(*) from engine.signals")).isEqualTo("0");
  }

  @Test
  void refusalByAPersonFailsTheNode() {
    GraphJson graph = new GraphJson().node("ask", "approval", "{}");
    UUID run = stage.start(stage.pin(graph));
    awaitSleep(run);
    answer(run, graph.id("ask"), "{\"approved\":false,\"reason\":\"not yet\"}");
    assertThat(stage.awaitEnd(run)).isEqualTo("failed");
    assertThat(stage.one("select error ->> 'message' from lenses.workflow_runs where id = ?", run))
        .isEqualTo("node \"ask\" was not approved: not yet");
  }

  private void answer(UUID run, UUID node, String values) {
    stage
        .test()
        .asPersona(
            Identity.of(stage.author()),
            handle ->
                handle.execute(
                    "select public.fn_complete_human_input(?, ?, cast(? as jsonb))",
                    run,
                    node,
                    values));
  }

  private void awaitSleep(UUID run) {
    stage.await(
        "the run sleeps",
        () ->
            stage
                .one(
                    "select count(*) from engine.run_queue where run_id = ? and claim_id is null and available_at > now()",
                    run)
                .equals("1"));
  }

  @Test
  void callbackTakesOneAnswerFromWhoeverHasTheToken() {
    GraphJson graph =
        new GraphJson()
            .node("call", "callback", "{'timeoutMinutes':5}")
            .node("after", "output", "{}")
            .edge("call", "after", "value", "{'source_output_key':'n'}");
    UUID run = stage.start(stage.pin(graph));
    awaitSleep(run);
    String first = openCallback(run, graph.id("call"));
    String token = openCallback(run, graph.id("call"));
    assertThatThrownBy(() -> resolve(first, "{}"))
        .as("an address that another took the place of")
        .hasMessageContaining("was not found");
    resolve(token, "{\"n\":7}");
    assertThat(stage.awaitEnd(run)).isEqualTo("completed");
    assertThat(stage.output(run, graph, "after")).isEqualTo("7");
    assertThatThrownBy(() -> resolve(token, "{}")).hasMessageContaining("was not found");
    assertThatThrownBy(() -> openCallback(run, graph.id("call")))
        .hasMessageContaining("waits for no outside system");
  }

  private String openCallback(UUID run, UUID node) {
    return stage
        .test()
        .asPersona(
            Identity.of(stage.author()),
            handle ->
                handle
                    .createQuery(
                        "select substr(public.fn_open_callback(?, ?) ->> 'url', length('/v1/callbacks/') + 1)")
                    .bind(0, run)
                    .bind(1, node)
                    .mapTo(String.class)
                    .one());
  }

  private void resolve(String token, String payload) {
    stage
        .test()
        .asPersona(
            Identity.ANONYMOUS,
            handle ->
                handle.execute(
                    "select public.fn_resolve_callback(?, cast(? as jsonb))", token, payload));
  }

  @Test
  void forEachTakesItsListFromTheRunAndItsResultsGoOn() {
    GraphJson graph =
        new GraphJson()
            .node("each", "for_each", "{'kind':'lens','config':{'template_body':'<[[item]]>'}}")
            .node("join", "transform", "{'output':{'all':{'$path':'list'}}}")
            .edge("each", "join", "list", "{'source_output_key':'data'}");
    UUID run = stage.start(stage.pin(graph), "{'items':['a','b']}", "{}");
    assertThat(stage.awaitEnd(run)).isEqualTo("completed");
    assertThat(stage.output(run, graph, "join")).isEqualTo("{\"all\": [\"<a>\", \"<b>\"]}");
  }

  @Test
  void validateStopsABranchWithEveryFault() {
    GraphJson graph =
        new GraphJson()
            .node(
                "check",
                "validate",
                "{'contract':{'fields':{'n':{'type':'integer','required':true}}}}")
            .node("after", "output", "{}")
            .edge("check", "after", "value");
    UUID run = stage.start(stage.pin(graph), "{'value':{'n':'seven'}}", "{}");
    assertThat(stage.awaitEnd(run)).isEqualTo("failed");
    assertThat(stage.nodeStatuses(run, graph))
        .isEqualTo(Map.of("check", "failed", "after", "skipped"));
    assertThat(stage.one("select error ->> 'cause' from lenses.workflow_runs where id = ?", run))
        .isEqualTo("contract_violated");
  }

  @Test
  void kindThatNeedsAPermissionSaysSo() {
    GraphJson graph = new GraphJson().node("search", "tool", "{'tool_key':'web.search'}");
    UUID run = stage.start(stage.pin(graph));
    assertThat(stage.awaitEnd(run)).isEqualTo("failed");
    assertThat(stage.one("select error ->> 'cause' from lenses.workflow_runs where id = ?", run))
        .isEqualTo("permission_error");
  }

  @Test
  void wrongConfigOfAStepEndsTheRunBeforeAnythingIsDone() {
    GraphJson graph =
        new GraphJson().node("each", "for_each", "{'kind':'transform','config':{'txet':'x'}}");
    UUID run = stage.start(stage.pin(graph), "{'items':[1]}", "{}");
    assertThat(stage.awaitEnd(run)).isEqualTo("failed");
    assertThat(stage.one("select error ->> 'message' from lenses.workflow_runs where id = ?", run))
        .contains("node \"each\": config of its step");
    stage.run("delete from lenses.workflow_runs where id = ?", run);
  }

  @Test
  void nothingInsideIsFetched() {
    GraphJson graph =
        new GraphJson().node("fetch", "http_request", "{'url':'https://127.0.0.1/[[path]]'}");
    UUID run = stage.start(stage.pin(graph), "{'path':'x'}", "{}");
    assertThat(stage.awaitEnd(run)).isEqualTo("failed");
    assertThat(stage.one("select error ->> 'message' from lenses.workflow_runs where id = ?", run))
        .startsWith("node \"fetch\": request to \"127.0.0.1\" refused");
  }
}
