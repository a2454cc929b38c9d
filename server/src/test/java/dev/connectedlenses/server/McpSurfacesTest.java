package dev.connectedlenses.server;

import static dev.connectedlenses.server.SdkClient.call;
import static dev.connectedlenses.server.SdkClient.open;
import static dev.connectedlenses.server.SdkClient.read;
import static dev.connectedlenses.server.SdkClient.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Toolsets, prompts and resources of this server, read by the official SDK's own client. */
final class McpSurfacesTest {
  private static final String NONE = "00000000-0000-0000-0000-000000000000";

  @TempDir private static Path folder;
  private static LiveServer server;
  private static String ada;
  private static String handle;

  @BeforeAll
  static void start() {
    server = new LiveServer(folder);
    ada = server.signUp("ada", "correct horse battery");
    handle =
        server.rpc(ada, "fn_lensers_get_active_profile", "{}").path(0).path("handle").asString();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "                                  | 15",
        "?toolsets=default                 | 15",
        "?toolsets=all                     | 31",
        "?toolsets=lenses                  | 4",
        "?toolsets=lenses,lens-authoring   | 7",
        "?toolsets=workflow-authoring      | 3",
        "?toolsets=agents,memory,schedules | 10",
        "?toolsets=all&read_only=true      | 18",
        "?read_only=true                   | 11",
        "?read_only=false                  | 15"
      })
  void aClientGetsTheToolsThatItAsksFor(String query, int count) {
    try (McpSyncClient client = open(server, ada, query == null ? "" : query)) {
      List<McpSchema.Tool> tools = client.listTools().tools();
      assertThat(tools).hasSize(count);
      assertThat(tools)
          .allSatisfy(tool -> {
            assertThat(tool.name()).matches("[a-z]+(_[a-z]+)+");
            assertThat(tool.outputSchema()).containsEntry("type", "object");
            assertThat(tool.annotations().readOnlyHint()).isNotNull();
            assertThat(tool.annotations().destructiveHint()).isNotNull();
            assertThat(tool.annotations().idempotentHint()).isNotNull();
          });
      if (query != null && query.contains("read_only=true")) {
        assertThat(tools)
            .allSatisfy(tool -> assertThat(tool.annotations().readOnlyHint()).isTrue());
      }
    }
  }

  @Test
  void aToolThatWasNotAskedForIsNotCalled() {
    try (McpSyncClient client = open(server, ada, "?toolsets=all&read_only=true")) {
      assertThat(refused(client, "run_workflow", Map.of("workflow_id", NONE)))
          .contains("tool_not_offered");
    }
    try (McpSyncClient client = open(server, ada, "?toolsets=runs")) {
      assertThat(refused(client, "get_me", Map.of())).contains("tool_not_offered");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nothing", "lenses,", "LENSES", "lenses;runs"})
  void aToolsetThatThereIsNotIsRefusedByName(String sets) {
    LiveServer.Answer answer =
        server.send(
            "POST", "/mcp?toolsets=" + sets, "{'jsonrpc':'2.0','id':1,'method':'ping'}", ada);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("code")).isEqualTo("bad_toolset");
    assertThat(answer.text("hint")).contains("lens-authoring");
  }

  @Test
  void aLensIsWrittenComparedPublishedAndThenAPrompt() {
    try (McpSyncClient client = open(server, ada, "?toolsets=all")) {
      JsonNode made =
          call(
              client,
              "save_lens_draft",
              Map.of(
                  "title",
                  "Postcard",
                  "body",
                  "Write [[count]] lines to [[who]] in a [[mood]] mood.",
                  "parameters",
                  List.of(
                      Map.of("label", "who", "type", "text"),
                      Map.of("label", "count", "type", "integer"),
                      Map.of(
                          "label",
                          "mood",
                          "type",
                          "select",
                          "options",
                          List.of("glad", "grave")))));
      String lens = made.path("lens_id").asString();
      String first = made.path("version_id").asString();
      assertThat(
              call(client, "publish_lens_version", Map.of("version_id", first))
                  .path("published")
                  .asBoolean())
          .isTrue();
      JsonNode changed =
          call(
              client,
              "save_lens_draft",
              Map.of(
                  "lens_id",
                  lens,
                  "body",
                  "Write [[count]] short lines to [[who]] in a [[mood]] mood."));
      assertThat(changed.path("number").asInt()).isEqualTo(2);
      assertThat(
              call(
                      client,
                      "diff_lens_versions",
                      Map.of(
                          "version_a", first, "version_b", changed.path("version_id").asString()))
                  .toString())
          .contains("short");
      isAPrompt(client);
      isAResource(client);
    }
  }

  private static void isAPrompt(McpSyncClient client) {
    String name = handle + "/postcard";
    McpSchema.Prompt prompt =
        client.listPrompts().prompts().stream()
            .filter(one -> one.name().equals(name))
            .findFirst()
            .orElseThrow();
    assertThat(prompt.title()).isEqualTo("Postcard");
    assertThat(prompt.arguments().stream().map(McpSchema.PromptArgument::name))
        .containsExactlyInAnyOrder("who", "count", "mood");
    McpSchema.GetPromptResult filled =
        client.getPrompt(
            McpSchema.GetPromptRequest.builder(name)
                .arguments(Map.of("who", "Ann", "count", "3", "mood", "glad"))
                .build());
    assertThat(((McpSchema.TextContent) filled.messages().getFirst().content()).text())
        .as("the published version, not the draft")
        .isEqualTo("Write 3 lines to Ann in a glad mood.");
    McpSchema.CompleteResult completed =
        client.completeCompletion(
            McpSchema.CompleteRequest.builder(
                    McpSchema.PromptReference.builder(name).build(),
                    new McpSchema.CompleteRequest.CompleteArgument("mood", "gr"))
                .build());
    assertThat(completed.completion().values()).containsExactly("grave");
    assertThatThrownBy(() ->
            client.getPrompt(McpSchema.GetPromptRequest.builder(name).arguments(Map.of()).build()))
        .isInstanceOf(McpError.class)
        .hasMessageContaining("who");
    assertThatThrownBy(() ->
            client.getPrompt(
                McpSchema.GetPromptRequest.builder("nobody/nothing").arguments(Map.of()).build()))
        .isInstanceOf(McpError.class)
        .hasMessageContaining("no such prompt");
  }

  private static void isAResource(McpSyncClient client) {
    String uri = "lens://" + handle + "/postcard";
    assertThat(client.listResources().resources().stream().map(McpSchema.Resource::uri))
        .contains(uri, "schema://node-types", "docs://mcp");
    assertThat(JsonMapper.shared().readTree(read(client, uri)).path("version").asInt())
        .isEqualTo(1);
    assertThat(JsonMapper.shared().readTree(read(client, uri + "@2")).path("body").asString())
        .contains("short");
    assertThatThrownBy(() -> read(client, uri + "@9"))
        .isInstanceOf(McpError.class)
        .hasMessageContaining("no resource");
  }

  @Test
  void kindsOfNodesAndPagesAreThereForEverybody() throws Exception {
    try (McpSyncClient client = open(server, ada, "?toolsets=workflow-authoring")) {
      assertThat(
              call(client, "list_node_types", Map.of("kind", "wait")).path("kinds").propertyNames())
          .containsExactly("wait");
      assertThat(JsonMapper.shared().readTree(read(client, "schema://node-types")).path("kinds"))
          .hasSize(15);
      List<String> pages =
          client.listResources().resources().stream()
              .map(McpSchema.Resource::uri)
              .filter(uri -> uri.startsWith("docs://"))
              .map(uri -> uri.substring(7) + ".md")
              .toList();
      try (var files = Files.list(Path.of("../docs/reference"))) {
        assertThat(pages)
            .containsExactlyInAnyOrderElementsOf(
                files.map(file -> file.getFileName().toString()).toList());
      }
      for (String page : pages) {
        assertThat(read(client, "docs://" + page.replace(".md", ""))).startsWith("# ");
      }
      assertThat(client.listResourceTemplates().resourceTemplates()).hasSize(6);
    }
  }

  @Test
  void nobodyReadsWhatIsNotTheirs() {
    server.rpc(
        ada,
        "fn_create_lens",
        "{'p_visibility':'private','p_template_body':'top secret','p_title':'Hidden'}");
    String workflow = server.workflow(ada, "lab/tiny");
    String run = server.run(ada, workflow).path("id").asString();
    String eve = server.signUp("eve", "correct horse battery");
    try (McpSyncClient client = open(server, eve, "?toolsets=all")) {
      assertThat(client.listPrompts().prompts())
          .noneMatch(one -> one.name().startsWith(handle + "/"));
      assertThat(client.listResources().resources())
          .noneMatch(one -> one.uri().contains(handle) || one.uri().contains(run));
      for (String uri :
          List.of(
              "lens://" + handle + "/hidden",
              "workflow://" + handle + "/ask",
              "run://" + run,
              "run://%s/nodes/%s".formatted(run, NONE))) {
        assertThatThrownBy(() -> read(client, uri)).as(uri).isInstanceOf(McpError.class);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "lens://",
        "run://not-a-run",
        "run://00000000-0000-0000-0000-000000000000",
        "docs://../tools",
        "docs://nothing",
        "file:///etc/passwd",
        "lens://a/b; drop table x",
        "agent://nobody.here"
      })
  void anAddressThatLeadsNowhereIsRefusedInWords(String uri) {
    JsonNode answer =
        server
            .send(
                "POST",
                "/mcp",
                JsonMapper.shared()
                    .createObjectNode()
                    .put("jsonrpc", "2.0")
                    .put("id", 4)
                    .put("method", "resources/read")
                    .set("params", JsonMapper.shared().createObjectNode().put("uri", uri))
                    .toString(),
                ada)
            .body();
    assertThat(answer.path("id").asInt()).isEqualTo(4);
    assertThat(answer.path("error").path("code").asInt()).isEqualTo(-32602);
    assertThat(answer.path("error").path("data").path("hint").asString()).contains(": ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"prompts/list", "resources/list"})
  void aCursorThatNobodyGaveOutIsRefused(String method) {
    JsonNode answer =
        server
            .send(
                "POST",
                "/mcp",
                "{'jsonrpc':'2.0','id':1,'method':'%s','params':{'cursor':'1; select'}}"
                    .formatted(method),
                ada)
            .body();
    assertThat(answer.path("error").path("data").path("hint").asString()).startsWith("bad_cursor");
  }
}
