package dev.connectedlenses.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.testkit.Await;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** One-time addresses of nodes that wait for an outside system, through the whole server. */
final class CallbacksTest {
  @TempDir static Path folder;

  static LiveServer server;
  static String owner;

  @BeforeAll
  static void start() {
    server = new LiveServer(folder);
    owner = server.owner();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** A run whose only node waits. */
  private record Waiting(String run, String node) {
    static Waiting begin(String config) {
      String flow =
          server
              .rpc(owner, "fn_create_workflow", "{'p_title':'Call me'}")
              .path(0)
              .path("id")
              .asString();
      server.rpc(
          owner,
          "fn_upsert_workflow_nodes",
          "{'p_workflow_id':'%s','p_nodes':[{'label':'ask','kind':'callback','config':%s}]}"
              .formatted(flow, config));
      String run =
          server
              .rpc(owner, "fn_start_workflow_run", "{'p_workflow_id':'%s'}".formatted(flow))
              .asString();
      String node =
          Await.value(
              "the node waits",
              () -> {
                String found =
                    server.sql(
                        "select node_id::text from lenses.workflow_node_results where run_id = '"
                            + run
                            + "' and status = 'blocked'");
                return found.isEmpty() ? null : found;
              });
      return new Waiting(run, node);
    }

    LiveServer.Answer open(@Nullable String token) {
      return server.send(
          "POST",
          "/rest/v1/rpc/fn_open_callback",
          "{'p_run_id':'%s','p_node_id':'%s'}".formatted(run, node),
          token);
    }

    String address() {
      LiveServer.Answer answer = open(owner);
      assertThat(answer.status()).as(answer.raw()).isEqualTo(200);
      return answer.text("url");
    }

    void awaitStatus(String status) {
      Await.until(
          "the run is " + status,
          () ->
              server
                  .sql("select status from lenses.workflow_runs where id = '" + run + "'")
                  .equals(status));
    }
  }

  private static LiveServer.Answer post(String address, String body) {
    return server.send("POST", address, body, null);
  }

  private static void unknown(LiveServer.Answer answer) {
    assertThat(answer.status()).as(answer.raw()).isEqualTo(404);
    assertThat(answer.text("hint")).startsWith("callback_not_found: ");
  }

  @Test
  void anAddressIsGoodForOneAnswer() {
    Waiting waiting = Waiting.begin("{}");
    String address = waiting.address();
    assertThat(address).matches("/v1/callbacks/[A-Za-z0-9_-]{43}");
    unknown(post(address + "x", "{}"));
    assertThat(post(address, "{'ok':true}").status()).isEqualTo(204);
    unknown(post(address, "{'ok':true}"));
    waiting.awaitStatus("completed");
    assertThat(
            server.sql(
                "select output_data -> 'data' ->> 'ok' from lenses.workflow_node_results where run_id = '"
                    + waiting.run()
                    + "'"))
        .isEqualTo("true");
    LiveServer.Answer late = waiting.open(owner);
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.text("hint")).startsWith("not_waiting: ");
  }

  @Test
  void theTokenStandsNowhere() {
    Waiting waiting = Waiting.begin("{}");
    String token = waiting.address().substring("/v1/callbacks/".length());
    JsonNode events =
        server
            .send(
                "GET",
                "/rest/v1/workflow_run_events?run_id=eq." + waiting.run(),
                "",
                owner,
                "lenses")
            .body();
    assertThat(events.toString())
        .contains("node.blocked")
        .doesNotContain(token)
        .doesNotContain("/v1/callbacks/");
    List<String> columns =
        List.of(
            server
                .sql(
                    """
                    select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
                    where c.relkind = 'r' and n.nspname in ('lenses', 'agents', 'engine', 'audit', 'lensers', 'ai')
                    """)
                .split(" "));
    assertThat(columns).contains("engine.callbacks", "audit.log", "lenses.workflow_run_events");
    for (String table : columns) {
      assertThat(
              server.sql(
                  "select count(*)::text from %s t where t::text like '%%%s%%'"
                      .formatted(table, token)))
          .as("rows of %s with the token", table)
          .isEqualTo("0");
    }
    assertThat(
            server.sql(
                "select (token_hash = sha256('%s'))::text from engine.callbacks where run_id = '%s'"
                    .formatted(token, waiting.run())))
        .isEqualTo("true");
  }

  @Test
  void whoMayNotAnswerTheNodeGetsNoAddress() {
    Waiting waiting = Waiting.begin("{}");
    String stranger = server.signUp("nosy", "correct horse battery");
    assertThat(waiting.open(stranger).status()).isEqualTo(404);
    assertThat(waiting.open(null).status()).isEqualTo(401);
    assertThat(waiting.open(owner).status()).isEqualTo(200);
  }

  @Test
  void askingAgainEndsTheAddressBefore() {
    Waiting waiting = Waiting.begin("{}");
    String first = waiting.address();
    String second = waiting.address();
    unknown(post(first, "{}"));
    assertThat(post(second, "{}").status()).isEqualTo(204);
  }

  @Test
  void anAddressEndsWithItsTime() {
    Waiting waiting = Waiting.begin("{'timeoutMinutes':1}");
    String address = waiting.address();
    server.sql(
        "update engine.callbacks set expires_at = now() where run_id = '%s' returning 1::text"
            .formatted(waiting.run()));
    unknown(post(address, "{}"));
    assertThat(waiting.open(owner).text("hint")).startsWith("not_waiting: ");
    assertThat(
            server.sql(
                "select (used_at is null)::text from engine.callbacks where run_id = '%s'"
                    .formatted(waiting.run())))
        .isEqualTo("true");
    assertThat(
            server.sql(
                "select count(*)::text from engine.signals where run_id = '%s'"
                    .formatted(waiting.run())))
        .isEqualTo("0");
  }

  @Test
  void whenItsTimeIsOverTheNodeHasTimedOutAndTheAddressIsGone() {
    Waiting waiting = Waiting.begin("{'timeoutMinutes':1}");
    String address = waiting.address();
    server.sql(
        """
        with timers as (update engine.timers set due_at = now() where run_id = '%1$s'),
          callbacks as (update engine.callbacks set expires_at = now() where run_id = '%1$s')
        update engine.run_queue set available_at = now() where run_id = '%1$s' returning 1::text
        """
            .formatted(waiting.run()));
    waiting.awaitStatus("failed");
    unknown(post(address, "{}"));
    assertThat(
            server.sql(
                "select status from lenses.workflow_node_results where run_id = '"
                    + waiting.run()
                    + "'"))
        .isEqualTo("timed_out");
    assertThat(waiting.open(owner).text("hint")).startsWith("not_waiting: ");
  }

  @Test
  void ofManyAnswersAtOnceOneCounts() throws Exception {
    Waiting waiting = Waiting.begin("{}");
    String address = waiting.address();
    int senders = 8;
    CountDownLatch ready = new CountDownLatch(senders);
    List<Integer> statuses = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < senders; i++) {
        String body = "{'sender':" + i + "}";
        Callable<Integer> send =
            () -> {
              ready.countDown();
              ready.await();
              return post(address, body).status();
            };
        answers.add(threads.submit(send));
      }
      for (Future<Integer> answer : answers) {
        statuses.add(answer.get());
      }
    }
    assertThat(statuses).containsOnlyOnce(204).containsOnly(204, 404);
    waiting.awaitStatus("completed");
  }

  @Test
  void whatIsTooLargeIsRefusedAndTheAddressStaysGood() {
    Waiting waiting = Waiting.begin("{}");
    String address = waiting.address();
    LiveServer.Answer large = post(address, "'" + "x".repeat(600_000) + "'");
    assertThat(large.status()).isEqualTo(413);
    assertThat(large.text("code")).isEqualTo("payload_too_large");
    assertThat(post(address, "no JSON at all").status()).isEqualTo(204);
    waiting.awaitStatus("completed");
  }
}
