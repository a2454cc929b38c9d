package dev.connectedlenses.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Memory, tools and cost on the command line. */
final class MemoryAndToolCommandsTest extends SignedInTest {
  private static final String RUN = "0197d4c0-0000-7000-8000-0000000000e1";
  private static final String NODE = "0197d4c0-0000-7000-8000-0000000000e2";
  private static final String TOOL = "0197d4c0-0000-7000-8000-0000000000f1";

  @Test
  void memoryIsWrittenSearchedAndRedacted() {
    server
        .rpc("fn_write_memory_entry", '"' + RUN + '"')
        .rpc("fn_search_memory_entries", "[{\"id\":\"" + RUN + "\",\"content\":\"likes tea\"}]")
        .rpc("fn_redact_memory_entry", "null")
        .rpc("fn_summarize_memory_profile", "{\"count\":4,\"scopes\":{\"project\":4}}")
        .rpc("fn_renew_memory_summary", '"' + RUN + '"')
        .rpc("fn_promote_scratchpad_to_memory", "{}")
        .rpc(
            "fn_list_memory_access_logs", "[{\"action\":\"read\",\"actor\":{\"handle\":\"ada\"}}]");
    assertThat(
            json(
                ok("memory", "write", NODE, "likes tea", "--confidence", "0.9", "-o", "json")
                    .out()))
        .isEqualTo(json("{\"id\":\"" + RUN + "\"}"));
    assertThat(sent("fn_write_memory_entry"))
        .isEqualTo(
            json(
                """
                {"p_profile_id":"%s","p_content":"likes tea","p_source":"manual","p_scope":"project","p_confidence":0.9}
                """
                    .formatted(NODE)));
    assertThat(ok("memory", "search", "tea").out()).contains("likes tea");
    assertThat(ok("memory", "redact", RUN, "--reason", "asked").err().strip())
        .isEqualTo("redacted entry " + RUN);
    assertThat(ok("memory", "summarize", NODE).out()).contains("entries       4");
    assertThat(ok("memory", "renew-summary", NODE).out()).contains(RUN);
    assertThat(ok("memory", "access-log", RUN).out()).contains("read", "ada");
    assertThat(ok("memory", "promote", RUN, NODE).err()).contains("kept the scratchpad of " + RUN);
  }

  @Test
  void aScopeThatIsSaidWins() {
    server.rpc("fn_write_memory_entry", '"' + RUN + '"').rpc("fn_list_agent_memories", "[]");
    ok("memory", "write", NODE, "x", "--scope", "global");
    assertThat(sent("fn_write_memory_entry").path("p_scope").asString()).isEqualTo("global");
    ok("memory", "list", NODE, "--redacted");
    assertThat(sent("fn_list_agent_memories").path("p_include_redacted").asBoolean()).isTrue();
    assertThat(sent("fn_list_agent_memories").has("p_scope")).isFalse();
  }

  @Test
  void aToolComesFromAFileAndFromOptions() throws IOException {
    Path file = dir.resolve("tool.yaml");
    Files.writeString(
        file,
        """
        name: Mail
        kind: http
        egress_class: write
        endpoint_url: https://mail.example/send
        schema_input: {type: object}
        """);
    server.rpc("fn_register_tool", "{\"id\":\"" + TOOL + "\",\"key\":\"mail\"}");
    ok(
        "tool",
        "register",
        "mail",
        "-f",
        file.toString(),
        "--set",
        "is_dangerous:=true",
        "--set",
        "name=Post");
    assertThat(sent("fn_register_tool"))
        .isEqualTo(
            json(
                """
                {"p_key":"mail","p_name":"Post","p_kind":"http","p_egress_class":"write","p_is_dangerous":true,
                 "p_endpoint_url":"https://mail.example/send","p_schema_input":{"type":"object"}}
                """));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "colour: red | \"colour\" is no field of a tool",
        "[1, 2]      | FILE holds no tool",
        "{           | FILE is no YAML"
      })
  void aFileThatIsNoToolIsRefused(String text, String message) throws IOException {
    Path file = dir.resolve("bad.yaml");
    Files.writeString(file, text);
    refused(
        2,
        message.replace("FILE", file.toString()),
        "tool",
        "register",
        "x",
        "-f",
        file.toString());
    assertThat(server.everything()).isEmpty();
  }

  @Test
  void toolsAreFoundByKey() {
    server
        .json("GET /rest/v1/tools_registry", 200, "[{\"id\":\"" + TOOL + "\",\"key\":\"mail\"}]")
        .rpc("fn_assign_tool", "{\"id\":\"as\",\"allowed\":false}")
        .rpc("fn_revoke_tool", "true")
        .rpc("fn_revoke_tool", "false")
        .rpc("fn_invoke_tool", '"' + NODE + '"')
        .json(
            "POST /v1/tool-invocations/" + NODE + "/run",
            200,
            "{\"id\":\"" + NODE + "\",\"status\":\"completed\",\"output\":{\"sent\":true}}");
    ok("tool", "assign", AGENT, "mail", "--deny");
    assertThat(sent("fn_assign_tool"))
        .isEqualTo(
            json(
                "{\"p_ai_lenser_id\":\"%s\",\"p_tool_id\":\"%s\",\"p_allowed\":false}"
                    .formatted(AGENT, TOOL)));
    assertThat(ok("tool", "revoke", AGENT, "mail").err()).startsWith("took mail from");
    assertThat(ok("tool", "revoke", AGENT, "mail").err()).startsWith("mail was not given to");
    assertThat(ok("tool", "invoke", RUN, AGENT, "mail", "-i", "to=ada", "-i", "n:=2").out())
        .contains("completed", "{\"sent\":true}");
    assertThat(sent("fn_invoke_tool").path("p_input")).isEqualTo(json("{\"to\":\"ada\",\"n\":2}"));
    assertThat(ok("tool", "get", "mail", "-o", "name").out()).isEqualTo("mail\n");
  }

  @Test
  void aCallThatNeedsApprovalIsLeftForLater() {
    server
        .json("GET /rest/v1/tools_registry", 200, "[{\"id\":\"" + TOOL + "\",\"key\":\"mail\"}]")
        .rpc("fn_invoke_tool", '"' + NODE + '"')
        .json(
            "POST /v1/tool-invocations/" + NODE + "/run",
            409,
            "{\"code\":\"55000\",\"message\":\"the call was not approved\",\"hint\":\"not_approved: approve it first\"}")
        .json(
            "GET /rest/v1/tool_invocations_v",
            200,
            "[{\"id\":\"" + NODE + "\",\"status\":\"pending\"}]");
    Terminal.Result asked = signedIn().run("tool", "invoke", RUN, AGENT, "mail");
    assertThat(asked.exit()).isEqualTo(8);
    assertThat(asked.err()).contains("clens approval get " + NODE, "clens tool run " + NODE);
    assertThat(asked.out()).contains("pending");
  }

  @Test
  void aCallIsCarriedOutByHandAndItsFailureIsOne() {
    server.json(
        "POST /v1/tool-invocations/" + NODE + "/run",
        200,
        "{\"id\":\""
            + NODE
            + "\",\"status\":\"failed\",\"error\":\"the other side answered 500\"}");
    Terminal.Result ran = signedIn().run("tool", "run", NODE);
    assertThat(ran.exit()).isEqualTo(3);
    assertThat(ran.out()).contains("failed", "the other side answered 500");
  }

  @Test
  void toolsOfMcpServersAreListedAndTaken() {
    String url = "https://mcp.example.org/mcp";
    server
        .json("GET /v1/mcp/servers", 200, "{\"servers\":[{\"url\":\"" + url + "\"}]}")
        .json(
            "POST /v1/mcp/list",
            200,
            "{\"tools\":[{\"name\":\"Echo\",\"description\":\"Says it again.\",\"known_as\":null},{\"name\":\"sum\"}]}")
        .json("POST /v1/mcp/import", 200, "{\"tools\":[{\"key\":\"x.echo\",\"kind\":\"mcp\"}]}");
    assertThat(ok("tool", "import-mcp").out()).contains(url);
    assertThat(ok("tool", "import-mcp", url).out()).contains("Echo", "Says it again.");
    assertThat(ok("tool", "import-mcp", url, "Echo", "--prefix", "x.", "--read-only").out())
        .contains("x.echo", "mcp");
    assertThat(json(server.only("POST /v1/mcp/import").body()))
        .isEqualTo(
            json(
                """
                {"url":"%s","tools":[{"name":"Echo","egress_class":"read_only","key":"x.echo"}]}
                """
                    .formatted(url)));
  }

  @Test
  void allToolsOfAServerAreTakenAsOnesThatWrite() {
    server
        .json("POST /v1/mcp/list", 200, "{\"tools\":[{\"name\":\"a\"},{\"name\":\"b\"}]}")
        .json("POST /v1/mcp/import", 200, "{\"tools\":[]}");
    ok("tool", "import-mcp", "https://m.example.org", "--all", "--credential", "lab");
    assertThat(json(server.only("POST /v1/mcp/import").body()))
        .isEqualTo(
            json(
                """
                {"url":"https://m.example.org","credential_ref":"lab","tools":[{"name":"a","egress_class":"write"},{"name":"b","egress_class":"write"}]}
                """));
  }

  @Test
  void aChangeOfAServerIsShownAndApprovedByItsHash() {
    server
        .json("GET /rest/v1/tools_registry", 200, "[{\"id\":\"" + TOOL + "\",\"key\":\"mail\"}]")
        .rpc(
            "fn_list_tools_registry",
            "[{\"id\":\"%s\",\"key\":\"mail\",\"changed_at\":\"2026-01-01T00:00:00Z\",\"offered\":{\"description\":\"new\"},\"offered_hash\":\"abc\"}]"
                .formatted(TOOL))
        .rpc("fn_lensers_get_active_profile", "[{\"id\":\"" + NODE + "\"}]")
        .rpc("fn_approve_tool_change", "{\"key\":\"mail\"}");
    assertThat(ok("tool", "change", "mail").out()).contains("abc", "new");
    ok("tool", "change", "mail", "--approve", "abc");
    assertThat(sent("fn_approve_tool_change"))
        .isEqualTo(json("{\"p_tool_id\":\"" + TOOL + "\",\"p_hash\":\"abc\"}"));
  }

  @Test
  void callsAreFilteredByColumns() {
    server
        .json(
            "GET /rest/v1/tool_invocations_v",
            200,
            "[{\"tool_key\":\"mail\",\"status\":\"pending\"}]")
        .rpc(
            "fn_list_agent_tools",
            "[{\"key\":\"mail\",\"allowed\":false,\"reason\":\"denied_by_profile\"}]");
    assertThat(ok("tool", "invocations", AGENT, "--status", "pending").out()).contains("mail");
    assertThat(server.only("GET /rest/v1/tool_invocations_v").query())
        .contains(
            "ai_lenser_id=eq." + AGENT,
            "status=eq.pending",
            "order=created_at.desc,id",
            "limit=50");
    assertThat(ok("tool", "of", AGENT).out()).contains("denied_by_profile");
  }

  @Test
  void costIsShownAsTheServerSumsIt() {
    server
        .rpc(
            "fn_get_cost_overview",
            "{\"month\":\"2026-11\",\"credits\":12.5,\"forecast_credits\":20}")
        .rpc("fn_get_cost_breakdown", "[{\"label\":\"demo/m\",\"credits\":3}]")
        .rpc("fn_get_agent_cost_summary", "[{\"period_date\":\"2026-11-23\",\"credits_spent\":4}]");
    assertThat(ok("cost", "summary").out()).contains("2026-11", "12.5", "20");
    assertThat(ok("cost", "by", "model", "--days", "7").out()).contains("demo/m");
    assertThat(sent("fn_get_cost_breakdown")).isEqualTo(json("{\"p_by\":\"model\",\"p_days\":7}"));
    assertThat(ok("cost", "of", AGENT).out()).contains("2026-11-23");
  }
}
