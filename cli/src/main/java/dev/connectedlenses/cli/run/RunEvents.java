package dev.connectedlenses.cli.run;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.out.Column;
import dev.connectedlenses.cli.out.Exit;
import dev.connectedlenses.cli.out.Format;
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
    boolean lines = context.format() == Format.jsonl;
    ArrayNode all = JsonMapper.shared().createArrayNode();
    JsonNode page = page(context, after);
    while (!page.isEmpty()) {
      ArrayNode wanted = wanted(page);
      if (lines) {
        context.printer().list(wanted, columns(labels));
      } else {
        all.addAll(wanted);
      }
      page = page.size() < PAGE ? all.arrayNode() : page(context, last(page));
    }
    if (!lines) {
      context.printer().list(all, columns(labels));
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

  private static long last(JsonNode page) {
    return page.get(page.size() - 1).path("event_id").asLong();
  }

  private ArrayNode wanted(JsonNode page) {
    ArrayNode wanted = JsonMapper.shared().createArrayNode();
    page.valueStream()
        .filter(e -> type.isEmpty() || e.path("type").asString("").equals(type))
        .forEach(wanted::add);
    return wanted;
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
