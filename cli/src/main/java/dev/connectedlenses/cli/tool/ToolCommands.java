package dev.connectedlenses.cli.tool;

import dev.connectedlenses.cli.Commands;
import dev.connectedlenses.cli.api.Refs;
import dev.connectedlenses.cli.call.Call;
import dev.connectedlenses.cli.call.Meaning;
import dev.connectedlenses.cli.call.Rows;
import dev.connectedlenses.cli.out.Column;
import dev.connectedlenses.cli.out.Exit;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code clens tool …}: what agents may call. */
@Command(
    name = "tool",
    description = "Tools that agents may call, and their calls.",
    synopsisSubcommandLabel = "COMMAND")
public final class ToolCommands {
  static final Rows TOOLS =
      new Rows("agents", "tools_registry", "tool", "list yours with: clens tool list");
  static final Rows CALLED =
      new Rows("agents", "tool_invocations_v", "invocation", "clens tool invocations");
  static final List<Column> ONE =
      List.of(
          Column.of("key", "key"),
          Column.of("name", "name"),
          Column.of("kind", "kind"),
          Column.of("egress", "egress_class"),
          Column.of("approval", "requires_approval"),
          Column.of("status", "status"),
          Column.wide("address", "endpoint_url"),
          Column.wide("hash", "content_hash"),
          Column.of("id", "id"));
  private static final List<Column> OF_AGENT =
      List.of(
          Column.of("key", "key"),
          Column.of("name", "name"),
          Column.of("egress", "egress_class"),
          Column.of("allowed", "allowed"),
          Column.of("approval", "approval_required"),
          Column.of("because", "reason"));
  private static final List<Column> CALLS =
      List.of(
          Column.of("id", "id"),
          Column.of("tool", "tool_key"),
          Column.of("status", "status"),
          Column.of("approval", "approval_status"),
          Column.of("tainted", "is_tainted"),
          Column.time("created", "created_at"),
          Column.of("cost", "cost_estimate"),
          Column.wide("input", "input"),
          Column.of("error", "error"));

  public static Commands commands() {
    return Commands.none()
        .with("list", ToolCommands::list)
        .with("of", ToolCommands::ofAgent)
        .with("get", ToolGet::new)
        .with("register", ToolRegister::new)
        .with("assign", ToolCommands::assign)
        .with("revoke", ToolCommands::revoke)
        .with("import-mcp", ToolImport::new)
        .with("change", ToolChange::new)
        .with("invoke", ToolCommands::invoke)
        .with("run", ToolErrand::command)
        .with("invocations", ToolCommands::invocations);
  }

  private static Call list() {
    return Call.of("fn_list_tools_registry", "List your tools by key.")
        .with("p_owner_lenser_id", context -> new Refs(context.api()).myProfile())
        .list(ONE);
  }

  private static Call ofAgent() {
    return agent(
            Call.of(
                "fn_list_agent_tools",
                "List the tools of an agent: which it may call, which need approval, and why."))
        .limited()
        .list(OF_AGENT);
  }

  private static Call assign() {
    return tool(agent(Call.of("fn_assign_tool", "Give an agent one of your tools.")))
        .option("--profile", "ID", "p_profile_id", Meaning.TEXT, "Under this tool profile.")
        .flag("--deny", "p_allowed", false, "Say that it may not have it.")
        .one(List.of(Column.of("id", "id"), Column.of("allowed", "allowed")));
  }

  private static Call revoke() {
    return tool(agent(Call.of("fn_revoke_tool", "Take a tool from an agent.")))
        .shows((context, had, words) -> {
          String did = had.asBoolean() ? "took %s from %s" : "%s was not given to %s";
          context.notes().say(did.formatted(words.get(1), words.get(0)));
          return Exit.OK;
        });
  }

  private static Call invoke() {
    return tool(agent(
            Call.of("fn_invoke_tool", "Ask for a call within a team run; it may need approval.")
                .word("TEAM_RUN", "p_team_run_id", Meaning.TEXT, "Its id.")))
        .inputs("-i", "p_input", "The input; NAME:=json is typed.")
        .shows((context, id, words) -> ToolErrand.begin(context, id.asString()));
  }

  private static Call invocations() {
    return new Call("List the calls of an agent, newest first.", CALLED.where("created_at.desc,id"))
        .word("AGENT", "ai_lenser_id", Meaning.AGENT, "Handle or id.")
        .option("--team-run", "ID", "team_run_id", Meaning.TEXT, "Only those of this team run.")
        .option("--status", "STATUS", "status", Meaning.TEXT, "Only with this status.")
        .list(CALLS);
  }

  private static Call agent(Call call) {
    return call.word("AGENT", "p_ai_lenser_id", Meaning.AGENT, "Handle or id.");
  }

  private static Call tool(Call call) {
    return call.word("TOOL", "p_tool_id", Meaning.TOOL, "Key or id.");
  }
}
