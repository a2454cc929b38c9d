package dev.connectedlenses.cli.notify;

import dev.connectedlenses.cli.Commands;
import dev.connectedlenses.cli.call.Call;
import dev.connectedlenses.cli.call.Meaning;
import dev.connectedlenses.cli.out.Column;
import dev.connectedlenses.cli.out.Exit;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code clens notify …}: where you are told of approvals and of ends of runs. */
@Command(
    name = "notify",
    description = "Where you are told of approvals and of ends of runs: webhooks and letters.",
    synopsisSubcommandLabel = "COMMAND")
public final class NotifyCommands {
  static final List<Column> TARGETS =
      List.of(
          Column.of("kind", "kind"),
          Column.of("label", "label"),
          Column.of("url", "url"),
          Column.of("state", "state"),
          Column.of("waiting", "waiting"),
          Column.of("given up", "given_up"),
          Column.wide("events", "events"),
          Column.time("delivered", "last_delivered_at"),
          Column.wide("last error", "last_error"),
          Column.of("id", "id"));
  private static final List<Column> MESSAGES =
      List.of(
          Column.time("when", "created_at"),
          Column.of("event", "event_type"),
          Column.of("status", "status"),
          Column.of("tries", "attempts"),
          Column.of("last error", "last_error"),
          Column.wide("next try", "available_at"),
          Column.wide("target", "target_id"),
          Column.of("id", "id"));

  public static Commands commands() {
    return Commands.none()
        .with("add", NotifyAdd::new)
        .with("mail", NotifyCommands::mail)
        .with(
            "list",
            () ->
                Call.of("fn_list_notification_targets", "List where you are told things.")
                    .list(TARGETS))
        .with("set", NotifyCommands::set)
        .with("rotate", NotifyCommands::rotate)
        .with(
            "test",
            () -> target("fn_test_notification_target", "Send a message of type test.ping.").id())
        .with("messages", NotifyCommands::messages)
        .with("replay", NotifyCommands::replay)
        .with(
            "remove",
            () ->
                target("fn_delete_notification_target", "Delete a target, with what waits for it.")
                    .says("removed target %s"));
  }

  private static Call mail() {
    return Call.of(
            "fn_upsert_notification_target", "Have letters sent to the address of your account.")
        .with("p_kind", _ -> "email")
        .option("--events", "LIST", "p_events", EventNames.MEANING, EventNames.HELP)
        .one(TARGETS);
  }

  private static Call set() {
    return target("fn_upsert_notification_target", "Change a target; what is left out stays.")
        .option("--to", "URL", "p_url", Meaning.TEXT, "Where messages are posted to.")
        .option("--events", "LIST", "p_events", EventNames.MEANING, EventNames.HELP)
        .option("--label", "TEXT", "p_label", Meaning.TEXT, "What you call it.")
        .option("--active", "SWITCH", "p_is_active", Meaning.SWITCH, "on or off.")
        .one(TARGETS);
  }

  private static Call rotate() {
    return target(
            "fn_rotate_notification_secret",
            "Make a new secret, shown this once; the one before it stays good until the next.")
        .shows((context, answer, _) -> {
          NotifyAdd.print(context, answer.asString(""));
          return Exit.OK;
        });
  }

  private static Call messages() {
    return Call.of("fn_list_notifications", "List messages, newest first.")
        .option("--target", "ID", "p_target_id", Meaning.TEXT, "Only to this target.")
        .option("--status", "STATUS", "p_status", Meaning.TEXT, "waiting, delivered or given_up.")
        .limited()
        .list(MESSAGES);
  }

  private static Call replay() {
    return target("fn_replay_notifications", "Send again what was given up, under the same ids.")
        .option("--message", "ID", "p_notification_id", Meaning.TEXT, "Only this message.")
        .shows((context, answer, _) -> {
          context.notes().say("sent again: " + answer.asInt(0));
          return Exit.OK;
        });
  }

  private static Call target(String function, String description) {
    return Call.of(function, description)
        .word("TARGET", "p_target_id", Meaning.TEXT, "Its id: clens notify list.");
  }
}
