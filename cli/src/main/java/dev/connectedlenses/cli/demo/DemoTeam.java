package dev.connectedlenses.cli.demo;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.api.Inputs;
import dev.connectedlenses.cli.out.Exit;
import dev.connectedlenses.cli.run.Trace;
import dev.connectedlenses.cli.team.TeamWatcher;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code clens demo team}: four agents make a brief, and a person decides twice on the way. */
@Command(
    name = "team",
    description =
        "Play a team: four agents in three lanes with all kinds of edges make a brief; you approve"
            + " the run with another focus, and the one call that would write outside.")
final class DemoTeam extends CliCommand {
  private static final String ELSEWHERE = "https://example.org/posts";

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "The text to read; a short one comes along.")
  @Nullable String file;

  @Option(
      names = "--post",
      paramLabel = "URL",
      description = "Send the brief there; without it the call is shown and rejected.")
  @Nullable URI post;

  @Override
  protected Exit run(Context context) {
    URI address = post;
    DemoTeamKit kit = new DemoTeamKit(context.api(), context.notes());
    Demo.chapter(context, "1. Team", ": lead, researcher, writer and reviewer");
    kit.team(address == null ? ELSEWHERE : address.toString());
    Demo.chapter(context, "2. Run", ", which waits for you: its assignment asks for approval");
    String run = start(context, kit);
    Demo.chapter(context, "3. Approval", " with another focus than was asked for");
    decide(context, run);
    Demo.chapter(context, "4. Work", ", as it happens");
    Exit exit = new TeamWatcher(context).watch(run, event -> answer(context, event));
    if (exit == Exit.OK) {
      String workflowRun = row(context, run).path("workflow_run_id").asString();
      Demo.chapter(context, "5. Result", " and where its brief came from");
      context.out().println(kit.output(workflowRun, "draft"));
      new Trace(context.api(), workflowRun)
          .lines("publish", "brief")
          .forEach(context.out()::println);
      Demo.chapter(context, "6. Report", "");
      context.out().println(row(context, run).path("report").toPrettyString());
    }
    return exit;
  }

  private String start(Context context, DemoTeamKit kit) {
    String source = file;
    String text =
        source == null ? DemoKit.resource("reading.txt") : Inputs.text(context.in(), source);
    Map<String, Object> arguments = new HashMap<>();
    arguments.put("p_ai_lenser_id", kit.lead());
    arguments.put("p_workflow_id", kit.workflow());
    arguments.put("p_inputs", Map.of("text", text, "focus", "everything"));
    String run = context.api().rpc("fn_start_team_run", arguments).asString();
    context.notes().say("   " + row(context, run).path("approval_status").asString(""));
    return run;
  }

  private static void decide(Context context, String run) {
    Map<String, Object> decision = new HashMap<>();
    decision.put("p_team_run_id", run);
    decision.put("p_decision", "modified");
    decision.put("p_reason", "the readers ask about the cost");
    decision.put("p_modifications", Map.of("focus", "what it costs"));
    context.api().rpc("fn_decide_approval", decision);
    context.notes().say("   focus: everything → what it costs");
  }

  /** Decides about the call that the lead asks for. */
  private void answer(Context context, JsonNode event) {
    if (!event.path("type").asString("").equals("tool.approval_required")) {
      return;
    }
    String id = event.path("payload").path("invocation_id").asString("");
    JsonNode call =
        context
            .api()
            .rows(
                "agents",
                "tool_invocations",
                Map.of("select", "request,is_tainted", "id", "eq." + id))
            .path(0);
    context.notes().say("   it would send: " + call.path("request").path("target").asString(""));
    boolean allow = post != null;
    Map<String, Object> arguments = new HashMap<>();
    arguments.put("p_invocation_id", id);
    if (!allow) {
      arguments.put("p_reason", "the demo sends nothing outside without --post");
    }
    String verb = allow ? "approve" : "reject";
    context.api().rpc("fn_" + verb + "_tool_invocation", arguments);
    context.notes().say(allow ? "   approved" : "   rejected: nothing leaves without --post");
  }

  private static JsonNode row(Context context, String run) {
    Map<String, String> query = Map.of("select", "*", "id", "eq." + run);
    JsonNode rows = context.api().rows("agents", "team_runs", query);
    return rows.isEmpty() ? JsonMapper.shared().createObjectNode() : rows.path(0);
  }
}
