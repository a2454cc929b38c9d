package dev.connectedlenses.cli.run;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.out.Column;
import dev.connectedlenses.cli.out.Exit;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** {@code clens run events}: what has happened in a run, from its first event to its last. */
@Command(name = "events", description = "List what has happened in a run, in order.")
final class RunEvents extends CliCommand {
  private static final int PAGE = 200;

  @Parameters(paramLabel = "RUN", description = "Its id.")
  String runId = "";

  @Option(names = "--after", paramLabel = "N", description = "Only events after this one.")
  long after;

  @Option(names = "--type", paramLabel = "TYPE", description = "Only events of this type.")
  String type = "";

  @Override
  protected Exit run(Context context) {
    Map<String, String> labels = RunLabels.of(context.api(), runId);
    ArrayNode events = JsonMapper.shared().createArrayNode();
    long seen = after;
    boolean more = true;
    while (more && events.size() < context.limit()) {
      JsonNode page = page(context, seen);
      more = page.size() == PAGE;
      for (JsonNode event : page) {
        boolean wanted = type.isEmpty() || event.path("type").asString("").equals(type);
        if (wanted && events.size() == context.limit()) {
          more = true;
          break;
        }
        seen = event.path("event_id").asLong();
        if (wanted) {
          events.add(event);
        }
      }
    }
    context.printer().list(events, columns(labels));
    if (more) {
      context.notes().say("there are more; go on with --after " + seen);
    }
    return Exit.OK;
  }

  private JsonNode page(Context context, long from) {
    return context
        .api()
        .rpc(
            "fn_list_workflow_run_events",
            Map.of("p_run_id", runId, "p_after_event_id", from, "p_limit", PAGE));
  }

  private static List<Column> columns(Map<String, String> labels) {
    return List.of(
        Column.of("event", "event_id"),
        Column.time("when", "occurred_at"),
        Column.of("type", "type"),
        new Column("node", e -> labels.getOrDefault(e.path("node_id").asString(""), ""), false),
        Column.wide("payload", "payload"));
  }
}
