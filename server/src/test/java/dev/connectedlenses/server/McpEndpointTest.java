package dev.connectedlenses.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.mcp.McpServers;
import dev.connectedlenses.mcp.McpSession;
import dev.connectedlenses.outbound.Credential;
import dev.connectedlenses.outbound.EgressGrant;
import dev.connectedlenses.outbound.EgressObserver;
import dev.connectedlenses.outbound.EgressPolicy;
import dev.connectedlenses.outbound.OutboundClient;
import dev.connectedlenses.outbound.Secret;
import dev.connectedlenses.testkit.Await;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** This server as an MCP server, asked by the official SDK and by hand. */
final class McpEndpointTest {
  private static final String NONE = "00000000-0000-0000-0000-000000000000";

  @TempDir private Path folder;
  private LiveServer server;
  private String token;

  @BeforeEach
  void start() {
    server = new LiveServer(folder);
    token = server.signUp("ada", "correct horse battery");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private McpSession open(String bearer) throws Exception {
    URI url = server.uri().resolve("/mcp");
    EgressPolicy policy = EgressPolicy.publicOnly().allowing(EgressGrant.of(url));
    OutboundClient client = new OutboundClient(policy, EgressObserver.none());
    return new McpServers(client, List.of(url))
        .open(url.toString(), Credential.bearer(Secret.of(bearer)), Duration.ofSeconds(30));
  }

  private static ObjectNode arguments(String json) {
    return JsonMapper.shared().readTree(json.replace('\'', '"')).asObject();
  }

  private LiveServer.Answer post(String body) {
    return server.send("POST", "/mcp", body, token);
  }

  private JsonNode call(String tool, String arguments) {
    LiveServer.Answer answer =
        post(
            "{'jsonrpc':'2.0','id':1,'method':'tools/call','params':{'name':'%s','arguments':%s}}"
                .formatted(tool, arguments));
    assertThat(answer.status()).as(answer.raw()).isEqualTo(200);
    return answer.body().path("result");
  }

  @Test
  void theSdkFindsTheDefaultToolsAndWorksWithThem() throws Exception {
    try (McpSession session = open(token)) {
      assertThat(session.tools())
          .hasSize(15)
          .allSatisfy(tool -> {
            assertThat(tool.path("description").asString()).isNotEmpty();
            assertThat(tool.path("inputSchema").path("additionalProperties").asBoolean(true))
                .isFalse();
          });
      assertThat(session.tool("run_workflow").path("annotations").path("readOnlyHint").asBoolean())
          .isFalse();
      assertThat(
              session
                  .tool("decide_approval")
                  .path("annotations")
                  .path("destructiveHint")
                  .asBoolean())
          .isTrue();
      assertThat(session.call("get_me", arguments("{}")).path("profile").path("id").asString())
          .isNotEmpty();
      assertThat(session.call("list_models", arguments("{'limit': 5}")).path("models").size())
          .isEqualTo(5);
      runs(session);
    }
  }

  private void runs(McpSession session) throws Exception {
    LiveServer.Answer made =
        server.send("POST", "/rest/v1/rpc/fn_create_workflow", "{'p_title': 'Herons'}", token);
    JsonNode row = made.body().isArray() ? made.body().path(0) : made.body();
    String workflow = row.path("id").asString();
    server.send(
        "POST",
        "/rest/v1/rpc/fn_upsert_workflow_nodes",
        "{'p_workflow_id': '%s', 'p_nodes': [{'label': 'a', 'kind': 'transform', 'config': {'text': 'hi'}}]}"
            .formatted(workflow),
        token);
    assertThat(session.call("search_workflows", arguments("{'query': 'heron'}")).path("workflows"))
        .hasSize(1);
    assertThat(
            session
                .call("validate_workflow", arguments("{'workflow_id': '%s'}".formatted(workflow)))
                .path("problems")
                .isArray())
        .isTrue();
    ObjectNode start =
        arguments("{'workflow_id': '%s', 'client_request_id': 'one'}".formatted(workflow));
    String run = session.call("run_workflow", start).path("run_id").asString();
    assertThat(session.call("run_workflow", start).path("run_id").asString()).isEqualTo(run);
    ObjectNode look = arguments("{'run_id': '%s'}".formatted(run));
    Await.until(
        "the run ends",
        () -> session.call("get_run", look).path("status").asString().equals("completed"));
    assertThat(session.call("get_run", look.deepCopy().put("view", "nodes")).path("nodes"))
        .hasSize(1);
    assertThat(session.call("get_run", look.deepCopy().put("view", "events")).path("events").size())
        .isGreaterThan(2);
    assertThat(session.call("list_runs", arguments("{}")).path("runs")).hasSize(1);
    assertThat(session.call("control_run", look.deepCopy().put("action", "rerun")).isObject())
        .isTrue();
  }

  /** Every tool answers: with rows, with nothing found, or with a refusal in words. */
  @Test
  void everyToolAnswersAlsoAboutWhatIsNotThere() throws Exception {
    Map<String, String> asked =
        Map.ofEntries(
            Map.entry("search_lenses", "{'query':'x','limit':3}"),
            Map.entry("get_lens", "{'lens_id':'" + NONE + "'}"),
            Map.entry("render_lens", "{'version_id':'" + NONE + "'}"),
            Map.entry("run_lens", "{'lens_id':'" + NONE + "'}"),
            Map.entry("search_workflows", "{}"),
            Map.entry("get_workflow", "{'workflow':'nobody/nothing'}"),
            Map.entry("validate_workflow", "{'workflow_id':'" + NONE + "'}"),
            Map.entry("run_workflow", "{'workflow_id':'" + NONE + "'}"),
            Map.entry("list_runs", "{'workflow_id':'" + NONE + "'}"),
            Map.entry("get_run", "{'run_id':'" + NONE + "'}"),
            Map.entry("control_run", "{'run_id':'" + NONE + "','action':'cancel'}"),
            Map.entry("list_approvals", "{}"),
            Map.entry(
                "decide_approval",
                "{'request_id':'%s','request_kind':'team_run','decision':'approved'}"
                    .formatted(NONE)),
            Map.entry("get_me", "{}"),
            Map.entry("list_models", "{'provider':'none'}"));
    asked.forEach((tool, arguments) -> {
      JsonNode result = call(tool, arguments);
      String said = result.path("content").path(0).path("text").asString("");
      assertThat(said).as(tool).isNotEmpty().doesNotContain("Exception", "SELECT", "syntax error");
      if (result.path("isError").asBoolean(false)) {
        assertThat(JsonMapper.shared().readTree(said).path("hint").asString(""))
            .as("%s: %s", tool, said)
            .contains(": ");
      }
    });
  }

  @Test
  void argumentsThatDoNotFitAreRefusedByName() {
    JsonNode result = call("get_run", "{'run_id':'x; drop table','view':'all'}");
    assertThat(result.path("isError").asBoolean(false) || result.isMissingNode()).isTrue();
    assertThat(call("get_me", "{'as':'somebody'}").path("isError").asBoolean(false)).isTrue();
  }

  @Test
  void onlyWhoIsSignedInComesInAndNobodySeesWhatIsNotTheirs() throws Exception {
    String ping = "{'jsonrpc':'2.0','id':1,'method':'ping'}";
    assertThat(server.send("POST", "/mcp", ping, null).status()).isEqualTo(401);
    assertThat(server.send("POST", "/mcp", ping, "a.b.c").status()).isIn(401, 403);
    assertThat(post(ping).status()).isEqualTo(200);
    assertThat(server.send("GET", "/mcp", "", token).status()).isEqualTo(405);
    assertThat(server.send("DELETE", "/mcp", "", token).status()).isEqualTo(405);
    String eve = server.signUp("eve", "correct horse battery");
    server.send("POST", "/rest/v1/rpc/fn_create_workflow", "{'p_title': 'Secret'}", token);
    try (McpSession session = open(eve)) {
      assertThat(session.call("search_workflows", arguments("{}")).path("workflows")).isEmpty();
    }
  }

  @Test
  void apageOfAnotherOriginIsRefused() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(server.uri().resolve("/mcp"))
            .header("Authorization", "Bearer " + token)
            .header("Origin", "https://evil.example")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}"))
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("origin_refused");
  }

  @Test
  void whatIsNoMessageIsRefused() {
    for (String body : List.of("", "[]", "{}", "null", "{'jsonrpc':'2.0'}", "hello")) {
      LiveServer.Answer answer = post(body);
      assertThat(answer.status()).as(body).isEqualTo(400);
      assertThat(answer.text("code")).isEqualTo("bad_message");
    }
    assertThat(post("{'jsonrpc':'2.0','method':'notifications/initialized'}").status())
        .isEqualTo(202);
    assertThat(post("{'jsonrpc':'2.0','id':1,'method':'no/such'}").body().has("error")).isTrue();
  }
}
