package dev.connectedlenses.cli.agent;

import dev.connectedlenses.cli.Commands;
import dev.connectedlenses.cli.api.Refs;
import dev.connectedlenses.cli.call.Call;
import dev.connectedlenses.cli.call.Meaning;
import dev.connectedlenses.cli.out.Column;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code clens agent …}: profiles that act for a person. */
@Command(
    name = "agent",
    description = "Agents: profiles that act for you.",
    synopsisSubcommandLabel = "COMMAND")
public final class AgentCommands {
  private static final List<Column> LIST =
      List.of(
          Column.of("handle", "handle"),
          Column.of("name", "display_name"),
          Column.of("active", "is_active"),
          Column.time("created", "created_at"),
          Column.wide("policy", "policy"),
          Column.of("id", "ai_lenser_id"));
  private static final List<Column> FEED =
      List.of(
          Column.time("when", "occurred_at"),
          Column.of("kind", "kind"),
          Column.of("title", "title"),
          Column.of("result", "result"),
          Column.wide("run", "run_id"));

  public static Commands commands() {
    return Commands.none()
        .with("list", AgentCommands::list)
        .with("get", AgentGet::new)
        .with("create", AgentCommands::create)
        .with("update", AgentUpdate::new)
        .with("suspend", () -> agent("fn_pause_agent", "Suspend an agent.").says("suspended %s"))
        .with("resume", () -> agent("fn_resume_agent", "Let it go on.").says("resumed %s"))
        .with("policy", AgentPolicy::new)
        .with("kill-switch", AgentCommands::killSwitch)
        .with("feed", () -> agent("fn_get_agent_automation_feed", FEED_HELP).limited().list(FEED));
  }

  private static final String FEED_HELP =
      "List what an agent did and what was done with it, newest first.";

  private static Call list() {
    return Call.of("fn_list_agents_by_owner", "List the agents that you own, newest first.")
        .with("p_owner_lenser_id", context -> new Refs(context.api()).myProfile())
        .list(LIST);
  }

  private static Call create() {
    return Call.of("fn_create_ai_lenser", "Make an agent that you own.")
        .with("p_owner_lenser_id", context -> new Refs(context.api()).myProfile())
        .word("HANDLE", "p_handle", Meaning.TEXT, "4 to 24 of a-z, 0-9, dot and underscore.")
        .word("NAME", "p_display_name", Meaning.TEXT, "Its name.")
        .option("--model", "ID", "p_ai_model_id", Meaning.TEXT, "Model of its runs, by id.")
        .one(List.of(Column.of("id", "ai_lenser_id"), Column.of("profile", "profile_id")));
  }

  private static Call killSwitch() {
    return agent(
            "fn_toggle_kill_switch",
            "on: no outside call of the agent's runs begins any more; off: they go on.")
        .word("STATE", "p_enabled", Meaning.SWITCH, "on or off.")
        .says("the kill switch of %s is %s");
  }

  private static Call agent(String function, String description) {
    return Call.of(function, description)
        .word("AGENT", "p_ai_lenser_id", Meaning.AGENT, "Handle or id.");
  }
}
