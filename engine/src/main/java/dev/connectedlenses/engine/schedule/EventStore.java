package dev.connectedlenses.engine.schedule;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.engine.graph.Json;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What happened, and the workflows that wait for it. */
final class EventStore {

  private static final String TAKE =
      """
      with taken as materialized (
        select h.id, h.event_type, h.workflow_id, h.payload
        from engine.happenings h
        order by h.id
        limit ?
        for update skip locked
      )
      select h.id, h.payload::text as payload, t.id as trigger_id, t.filter::text as filter
      from taken h
      left join lenses.workflow_triggers t on t.source_workflow_id = h.workflow_id and t.kind = 'event' and t.is_active
        and (t.event_type = h.event_type or (t.event_type = 'run.ended' and h.event_type like 'run.%'))
      order by h.id, t.id
      """;

  private static final String FIRE = "select lenses.fire_event(?, ?)";

  private static final String FORGET = "delete from engine.happenings where id = any (?)";

  private final Database database;

  EventStore(Database database) {
    this.database = database;
  }

  private record Pair(
      UUID happening, @Nullable UUID trigger, @Nullable JsonNode filter, JsonNode payload) {}

  /**
   * Takes happenings and fires the triggers whose filter holds, in one transaction; how many
   * happenings that were.
   */
  int take(int limit, BiPredicate<@Nullable JsonNode, JsonNode> holds) throws SQLException {
    return database.asEngine(handle -> {
      List<Pair> pairs = new ArrayList<>();
      try (PreparedStatement statement = handle.getConnection().prepareStatement(TAKE)) {
        statement.setInt(1, limit);
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            pairs.add(pair(rows));
          }
        }
      }
      for (Pair pair : pairs) {
        if (pair.trigger() != null && holds.test(pair.filter(), pair.payload())) {
          handle.execute(FIRE, pair.trigger(), pair.happening());
        }
      }
      Object[] ids = pairs.stream().map(Pair::happening).distinct().toArray();
      try (PreparedStatement forget = handle.getConnection().prepareStatement(FORGET)) {
        forget.setArray(1, handle.getConnection().createArrayOf("uuid", ids));
        forget.executeUpdate();
      }
      return ids.length;
    });
  }

  private static Pair pair(ResultSet row) throws SQLException {
    String filter = row.getString("filter");
    return new Pair(
        row.getObject("id", UUID.class),
        row.getObject("trigger_id", UUID.class),
        filter == null ? null : Json.MAPPER.readTree(filter),
        Json.MAPPER.readTree(row.getString("payload")));
  }
}
