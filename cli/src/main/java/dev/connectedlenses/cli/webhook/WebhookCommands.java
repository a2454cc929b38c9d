package dev.connectedlenses.cli.webhook;

import dev.connectedlenses.cli.Commands;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.call.Call;
import dev.connectedlenses.cli.call.Meaning;
import dev.connectedlenses.cli.out.Column;
import dev.connectedlenses.cli.out.Exit;
import java.util.List;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code clens webhook …}: the signed messages that start a workflow. */
@Command(
    name = "webhook",
    description = "Signed messages from outside that start a workflow.",
    synopsisSubcommandLabel = "COMMAND")
public final class WebhookCommands {
  private static final String ROTATE =
      "Make a new secret and print it, this once; the one before stays good until the next. The first one makes the webhook.";
  private static final String RUN_AS =
      "Start runs with this assignment, and its approvals, from now on.";
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("webhook", "webhook_id"),
          Column.of("url", "url"),
          Column.of("active", "is_active"),
          Column.of("secret ends in", "secret_hint"),
          Column.time("rotated", "rotated_at"),
          Column.time("last fired", "last_fired_at"),
          Column.of("last run", "last_run_id"),
          Column.of("assignment", "workflow_assignment_id"));
  private static final List<Column> SECRET =
      List.of(Column.of("url", "url"), Column.of("secret", "secret"));

  public static Commands commands() {
    return Commands.none()
        .with("get", WebhookCommands::get)
        .with("rotate", WebhookCommands::rotate)
        .with("update", WebhookCommands::update);
  }

  private static Call get() {
    return of("fn_get_workflow_webhook_config", "Show a workflow's webhook; never its secret.")
        .shows((context, answer, words) -> show(context, answer, COLUMNS));
  }

  private static Call rotate() {
    return of("fn_rotate_webhook_secret", ROTATE)
        .shows((context, answer, words) -> {
          ObjectNode made = JsonMapper.shared().createObjectNode();
          made.put("url", config(context, words.getFirst()).path("url").asString(""));
          made.set("secret", answer);
          return show(context, made, SECRET);
        });
  }

  private static Call update() {
    return of("fn_update_workflow_webhook", "Switch a webhook, or say as what its runs start.")
        .option("--active", "STATE", "p_is_active", Meaning.SWITCH, "on or off.")
        .option("--assignment", "ID", "p_workflow_assignment_id", Meaning.TEXT, RUN_AS)
        .flag("--as-author", "p_as_author", true, "Start runs as the workflow's author again.")
        .shows((context, answer, words) -> show(context, answer, COLUMNS));
  }

  private static JsonNode config(Context context, String workflow) {
    Object id = Meaning.WORKFLOW.of(context, workflow);
    return context
        .api()
        .rpc("fn_get_workflow_webhook_config", java.util.Map.of("p_workflow_id", id));
  }

  /** The address is printed whole, so that it can be pasted into the sender. */
  private static Exit show(Context context, JsonNode answer, List<Column> columns) {
    JsonNode row = answer.deepCopy();
    if (row instanceof ObjectNode own && own.path("url").isString()) {
      own.put("url", context.settings().url().resolve(own.path("url").asString()).toString());
    }
    context.printer().one(row, columns);
    return Exit.OK;
  }

  private static Call of(String function, String description) {
    return Call.of(function, description)
        .word("WORKFLOW", "p_workflow_id", Meaning.WORKFLOW, "Its slug, handle/slug or id.");
  }
}
