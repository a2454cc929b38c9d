package dev.connectedlenses.cli.notify;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.out.Column;
import dev.connectedlenses.cli.out.Exit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code clens notify add}: a webhook and its first secret. */
@Command(
    name = "add",
    description = "Have signed messages posted to a URL; the secret is shown this once.")
final class NotifyAdd extends CliCommand {
  private static final List<Column> COLUMNS =
      List.of(Column.of("id", "id"), Column.of("url", "url"), Column.of("secret", "secret"));

  @Parameters(paramLabel = "URL", description = "Where messages are posted to.")
  String url = "";

  @Option(names = "--events", paramLabel = "LIST", description = EventNames.HELP)
  @Nullable String events;

  @Option(names = "--label", paramLabel = "TEXT", description = "What you call it.")
  @Nullable String label;

  @Override
  protected Exit run(Context context) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    arguments.put("p_url", url);
    if (events != null) {
      arguments.put("p_events", EventNames.MEANING.of(context, events));
    }
    if (label != null) {
      arguments.put("p_label", label);
    }
    ObjectNode target = context.api().rpc("fn_upsert_notification_target", arguments).asObject();
    JsonNode secret =
        context
            .api()
            .rpc(
                "fn_rotate_notification_secret",
                Map.of("p_target_id", target.path("id").asString()));
    context.printer().one(target.set("secret", secret), COLUMNS);
    keep(context);
    return Exit.OK;
  }

  /** Shows a secret for the only time. */
  static void print(Context context, String secret) {
    context
        .printer()
        .one(
            JsonMapper.shared().createObjectNode().put("secret", secret),
            List.of(Column.of("secret", "secret")));
    keep(context);
  }

  private static void keep(Context context) {
    context.notes().say("keep the secret now; it cannot be shown again");
  }
}
