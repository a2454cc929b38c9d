package dev.connectedlenses.engine.schedule;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.engine.graph.Json;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Schedules in the database. Instants that are null stand for the database's present. */
final class ScheduleStore {

  private static final String DISPATCH =
      "select lenses.dispatch_due(?, coalesce(?, clock_timestamp()))";

  /** Those that run out of instants, that were missed, or that older time-zone data computed. */
  private static final String UNPLANNED =
      """
      select s.id, s.cron_expr, s.timezone, s.next_run_at, s.upcoming, s.decided_until, s.calendar,
        s.queue_policy ->> 'onMissed' as on_missed, s.queue_policy ->> 'maxBackfill' as max_backfill,
        coalesce(?, clock_timestamp()) as now
      from lenses.workflow_schedules s
      where s.is_active and (s.next_run_at is null or cardinality(s.upcoming) < 16
        or (s.next_run_at <= coalesce(?, clock_timestamp()) - lenses.late_after()
          and s.next_run_at > coalesce(s.decided_until, '-infinity'))
        or s.calendar < ?)
      order by s.next_run_at nulls first
      limit ?
      """;

  private static final String PLAN = "select lenses.plan_schedules(?::jsonb, ?)";

  private static final String NEXT =
      """
      select extract(epoch from min(s.next_run_at) - clock_timestamp()) * 1000
      from lenses.workflow_schedules s
      where s.is_active and (s.retry_at is null or s.retry_at <= clock_timestamp())
        and (s.next_run_at > clock_timestamp() - lenses.late_after() or s.next_run_at <= s.decided_until)
      """;

  private static final String OVERDUE =
      """
      select count(*)::int from lenses.workflow_schedules s
      where s.is_active and s.next_run_at <= coalesce(?, clock_timestamp()) - make_interval(secs => ?)
        and (s.retry_at is null or s.retry_at <= coalesce(?, clock_timestamp()))
      """;

  private static final String PRUNE =
      """
      with firings as (
        delete from lenses.schedule_firings f
        where f.created_at < clock_timestamp() - interval '90 days' and (f.run_id is null or f.ended_at is not null)
      )
      delete from engine.trigger_messages m where m.seen_at < clock_timestamp() - interval '30 days'
      """;

  private final Database database;

  ScheduleStore(Database database) {
    this.database = database;
  }

  /** Fires what is due, each schedule once; how many that were. */
  int dispatch(int limit, @Nullable Instant now) throws SQLException {
    return database.asEngine(handle -> {
      try (PreparedStatement statement = handle.getConnection().prepareStatement(DISPATCH)) {
        statement.setInt(1, limit);
        statement.setObject(2, at(now), java.sql.Types.TIMESTAMP_WITH_TIMEZONE);
        try (ResultSet rows = statement.executeQuery()) {
          rows.next();
          return rows.getInt(1);
        }
      }
    });
  }

  /** A schedule to plan and the time at which it was read. */
  record Unplanned(ScheduleRow row, Instant now) {}

  List<Unplanned> unplanned(int limit, @Nullable Instant now) throws SQLException {
    return database.asEngine(handle -> {
      try (PreparedStatement statement = handle.getConnection().prepareStatement(UNPLANNED)) {
        statement.setObject(1, at(now), java.sql.Types.TIMESTAMP_WITH_TIMEZONE);
        statement.setObject(2, at(now), java.sql.Types.TIMESTAMP_WITH_TIMEZONE);
        statement.setString(3, Plan.CALENDAR);
        statement.setInt(4, limit);
        return unplanned(statement);
      }
    });
  }

  private static List<Unplanned> unplanned(PreparedStatement statement) throws SQLException {
    List<Unplanned> found = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        found.add(new Unplanned(row(rows), instant(rows, "now")));
      }
    }
    return found;
  }

  private static ScheduleRow row(ResultSet row) throws SQLException {
    String most = row.getString("max_backfill");
    return new ScheduleRow(
        row.getObject("id", UUID.class),
        row.getString("cron_expr"),
        row.getString("timezone"),
        nullable(row, "next_run_at"),
        instants(row.getArray("upcoming")),
        nullable(row, "decided_until"),
        OnMissed.of(row.getString("on_missed")),
        most == null ? ScheduleRow.MAX_BACKFILL : Integer.parseInt(most),
        row.getString("calendar"));
  }

  private static List<Instant> instants(Array array) throws SQLException {
    List<Instant> instants = new ArrayList<>();
    for (Object at : (Object[]) array.getArray()) {
      instants.add(((Timestamp) at).toInstant());
    }
    return instants;
  }

  /** A plan and the schedule, as it was read, that it is for. */
  record Planned(ScheduleRow row, Plan plan) {
    private ObjectNode json() {
      ObjectNode json = Json.MAPPER.createObjectNode();
      json.put("id", row.id().toString()).put("cron", row.cron()).put("zone", row.zone());
      put(json, "next", row.next());
      put(json, "decided", row.decidedUntil());
      ArrayNode fires = json.putArray("fires");
      plan.fires().forEach(at -> fires.add(at.toString()));
      put(json, "decided_until", plan.decidedUntil());
      put(json, "missed_from", plan.missedFrom());
      return json.put("missed", plan.missed());
    }

    private static void put(ObjectNode json, String name, @Nullable Instant at) {
      if (at != null) {
        json.put(name, at.toString());
      }
    }
  }

  /** Writes plans down, together; how many. Schedules that changed meanwhile are left out. */
  int plan(List<Planned> some) throws SQLException {
    ArrayNode plans = Json.MAPPER.createArrayNode();
    some.forEach(one -> plans.add(one.json()));
    return database.asEngine(handle -> {
      try (PreparedStatement statement = handle.getConnection().prepareStatement(PLAN)) {
        statement.setString(1, plans.toString());
        statement.setString(2, Plan.CALENDAR);
        try (ResultSet rows = statement.executeQuery()) {
          rows.next();
          return rows.getInt(1);
        }
      }
    });
  }

  /** Stops a schedule that cannot be read, and says why. */
  void refuse(ScheduleRow row, String why) {
    database.asEngine(
        handle -> handle.execute("select lenses.refuse_schedule(?, ?)", row.id(), why));
  }

  /** How many schedules have been due for so long. */
  int overdue(Duration since, @Nullable Instant now) throws SQLException {
    return database.asEngine(handle -> {
      try (PreparedStatement statement = handle.getConnection().prepareStatement(OVERDUE)) {
        bind(statement, 1, now);
        statement.setDouble(2, since.toMillis() / 1000.0);
        bind(statement, 3, now);
        try (ResultSet rows = statement.executeQuery()) {
          rows.next();
          return rows.getInt(1);
        }
      }
    });
  }

  /** How long it is to the next instant of any schedule; null when there is none. */
  @Nullable Duration untilNext() {
    Double millis =
        database.asEngine(
            handle -> handle.createQuery(NEXT).mapTo(Double.class).findOne().orElse(null));
    return millis == null ? null : Duration.ofMillis((long) Math.ceil(Math.max(0, millis)));
  }

  /** Forgets what is old. */
  void prune() {
    database.asEngine(handle -> handle.execute(PRUNE));
  }

  private static void bind(PreparedStatement statement, int index, @Nullable Instant at)
      throws SQLException {
    statement.setObject(index, at(at), java.sql.Types.TIMESTAMP_WITH_TIMEZONE);
  }

  private static @Nullable OffsetDateTime at(@Nullable Instant at) {
    return at == null ? null : at.atOffset(ZoneOffset.UTC);
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static @Nullable Instant nullable(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
