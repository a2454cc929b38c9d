package dev.connectedlenses.cli.schedule;

import dev.connectedlenses.cli.out.Column;
import java.util.List;

/** What the history of a schedule shows. */
final class ScheduleHistory {
  static final List<Column> COLUMNS =
      List.of(
          Column.time("for", "scheduled_for"),
          Column.of("outcome", "outcome"),
          Column.of("status", "status"),
          Column.of("run", "run_id"),
          Column.time("completed", "completed_at"),
          Column.wide("source", "source"),
          Column.of("message", "message"));

  private ScheduleHistory() {}
}
