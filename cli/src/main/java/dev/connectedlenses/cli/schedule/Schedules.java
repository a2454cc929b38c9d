package dev.connectedlenses.cli.schedule;

import dev.connectedlenses.cli.api.Api;
import dev.connectedlenses.cli.out.CliError;
import dev.connectedlenses.cli.out.Column;
import dev.connectedlenses.cli.out.Exit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Schedules as the server knows them. */
final class Schedules {
  static final List<Column> COLUMNS =
      List.of(
          Column.of("id", "id"),
          Column.of("cron", "cron_expr"),
          Column.of("zone", "timezone"),
          Column.of("active", "is_active"),
          Column.time("next", "next_run_at"),
          Column.time("last", "last_run_at"),
          Column.of("last dispatch", "last_dispatch_status"),
          Column.wide("failures", "consecutive_failures"),
          Column.wide("workflow id", "workflow_id"),
          Column.wide("error", "last_error_message"),
          Column.wide("description", "description"));

  private Schedules() {}

  /** Arguments of a procedure as the API takes them. */
  static Map<String, JsonNode> map(ObjectNode arguments) {
    Map<String, JsonNode> map = new LinkedHashMap<>();
    arguments.forEachEntry(map::put);
    return map;
  }

  static JsonNode get(Api api, String id) {
    JsonNode rows =
        api.rows("lenses", "workflow_schedules", Map.of("select", "*", "id", "eq." + id));
    if (rows.isEmpty()) {
      throw new CliError(
          Exit.NOT_FOUND,
          "schedule_not_found",
          "no schedule " + id,
          "list yours with: clens schedule list");
    }
    return rows.path(0);
  }
}
