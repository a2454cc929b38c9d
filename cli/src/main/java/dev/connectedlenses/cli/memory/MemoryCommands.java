package dev.connectedlenses.cli.memory;

import dev.connectedlenses.cli.Commands;
import dev.connectedlenses.cli.call.Call;
import dev.connectedlenses.cli.call.Meaning;
import dev.connectedlenses.cli.out.Column;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code clens memory …}: what agents remember. */
@Command(
    name = "memory",
    description = "What agents remember.",
    synopsisSubcommandLabel = "COMMAND")
public final class MemoryCommands {
  private static final List<Column> PROFILES =
      List.of(
          Column.of("name", "name"),
          Column.of("default", "is_default"),
          Column.of("entries", "entry_count"),
          Column.of("isolation", "isolation_mode"),
          Column.of("days", "retention_days"),
          Column.of("injected", "injection_limit"),
          Column.wide("reset", "reset_policy"),
          Column.wide("scope", "scope_type"),
          Column.of("id", "id"));
  private static final List<Column> ENTRIES =
      List.of(
          Column.of("id", "id"),
          Column.of("scope", "scope"),
          Column.of("from", "source"),
          Column.of("confidence", "confidence"),
          Column.wide("expires", "expires_at"),
          Column.wide("run", "team_run_id"),
          Column.of("content", "content"));
  private static final List<Column> SUMMARY =
      List.of(
          Column.of("entries", "count"),
          Column.of("by scope", "scopes"),
          Column.time("last written", "last_written_at"),
          Column.of("stale", "summary_is_stale"),
          Column.of("summary", "summary"));
  private static final List<Column> ACCESS =
      List.of(
          Column.time("when", "accessed_at"),
          Column.of("action", "action"),
          new Column("who", row -> row.path("actor").path("handle").asString(""), false),
          Column.of("team run", "team_run_id"),
          Column.wide("context", "context"));

  public static Commands commands() {
    return Commands.none()
        .with(
            "profiles",
            () ->
                Call.of("fn_list_memory_profiles", "List an agent's profiles.")
                    .word("AGENT", "p_ai_lenser_id", Meaning.AGENT, "Handle or id.")
                    .list(PROFILES))
        .with("list", MemoryCommands::list)
        .with("search", MemoryCommands::search)
        .with("write", MemoryCommands::write)
        .with("redact", MemoryCommands::redact)
        .with(
            "summarize",
            () -> profile("fn_summarize_memory_profile", "Say what a profile holds.").one(SUMMARY))
        .with(
            "renew-summary",
            () ->
                profile(
                        "fn_renew_memory_summary",
                        "Have the agent's model say what a profile holds; the id of the team run.")
                    .id())
        .with("promote", MemoryCommands::promote)
        .with("access-log", MemoryCommands::accessLog);
  }

  private static Call list() {
    return profile(
            "fn_list_agent_memories", "List what a profile holds, newest first; it is noted.")
        .option("--scope", "SCOPE", "p_scope", Meaning.TEXT, "project, conversation or global.")
        .flag("--redacted", "p_include_redacted", true, "What was redacted too.")
        .limited()
        .list(ENTRIES);
  }

  private static Call search() {
    return Call.of("fn_search_memory_entries", "Find entries that hold the words, the best first.")
        .word("WORDS", "p_query", Meaning.TEXT, "What to look for.")
        .option("--profile", "ID", "p_profile_id", Meaning.TEXT, "Only in this profile.")
        .limited()
        .list(ENTRIES);
  }

  private static Call write() {
    return profile("fn_write_memory_entry", "Have an agent remember something.")
        .word("TEXT", "p_content", Meaning.LONG_TEXT, "What; @file reads a file, - reads input.")
        .with("p_source", _ -> "manual")
        .with("p_scope", _ -> "project")
        .option("--scope", "SCOPE", "p_scope", Meaning.TEXT, "project (default) or another.")
        .option("--confidence", "N", "p_confidence", Meaning.NUMBER, "0 to 1; default 0.5.")
        .option("--expires", "WHEN", "p_expires_at", Meaning.TEXT, "An instant with its offset.")
        .id();
  }

  private static Call redact() {
    return Call.of("fn_redact_memory_entry", "Take the content out of an entry, for good.")
        .word("ENTRY", "p_memory_id", Meaning.TEXT, "Its id.")
        .option("--reason", "TEXT", "p_reason", Meaning.TEXT, "Why; it is kept.")
        .says("redacted entry %s");
  }

  private static Call promote() {
    return Call.of(
            "fn_promote_scratchpad_to_memory", "Keep the scratchpad of a team run as a memory.")
        .word("TEAM_RUN", "p_run_id", Meaning.TEXT, "Its id.")
        .word("PROFILE", "p_memory_profile_id", Meaning.TEXT, "The id of the profile.")
        .says("kept the scratchpad of %s in %s");
  }

  private static Call accessLog() {
    return Call.of("fn_list_memory_access_logs", "List who used an entry, newest first.")
        .word("ENTRY", "p_memory_id", Meaning.TEXT, "Its id.")
        .limited()
        .list(ACCESS);
  }

  private static Call profile(String function, String description) {
    return Call.of(function, description)
        .word(
            "PROFILE", "p_profile_id", Meaning.TEXT, "The id of a profile: clens memory profiles.");
  }
}
