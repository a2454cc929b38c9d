package dev.connectedlenses.rest.sql;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the one row of an answer; the body stays bytes. */
final class AnswerReader {

  private static final byte[] NOTHING = {};

  private AnswerReader() {}

  static Answer read(ResultSet rows) throws SQLException {
    if (!rows.next()) {
      return new Answer(null, 0, NOTHING, null, null, null, null);
    }
    return new Answer(
        number(rows, "total"),
        rows.getLong("page"),
        bytes(rows),
        text(rows, "headers"),
        text(rows, "status"),
        null,
        null);
  }

  /** With the keys of the last row. */
  static Answer readPage(ResultSet rows) throws SQLException {
    Answer answer = read(rows);
    return new Answer(
        answer.total(),
        answer.page(),
        answer.body(),
        answer.headers(),
        answer.status(),
        text(rows, "location"),
        null);
  }

  static Answer readWrite(ResultSet rows) throws SQLException {
    Answer answer = read(rows);
    String inserted = text(rows, "inserted");
    return new Answer(
        answer.total(),
        answer.page(),
        answer.body(),
        answer.headers(),
        answer.status(),
        text(rows, "location"),
        inserted == null ? null : Long.valueOf(inserted));
  }

  /** The lines of an execution plan. */
  static Answer readPlan(ResultSet rows) throws SQLException {
    StringBuilder lines = new StringBuilder();
    while (rows.next()) {
      lines.append(lines.isEmpty() ? "" : "\n").append(rows.getString(1));
    }
    return new Answer(
        null, 0, lines.toString().getBytes(StandardCharsets.UTF_8), null, null, null, null);
  }

  /** The planner's guess in an execution plan in JSON. */
  static long plannedRows(ResultSet rows) throws SQLException {
    return planned(rows).path("Plan Rows").asLong();
  }

  /** What the planner thinks an execution plan in JSON costs. */
  static double plannedCost(ResultSet rows) throws SQLException {
    return planned(rows).path("Total Cost").asDouble();
  }

  private static JsonNode planned(ResultSet rows) throws SQLException {
    String plan = new String(readPlan(rows).body(), StandardCharsets.UTF_8);
    return JsonMapper.shared().readTree(plan).path(0).path("Plan");
  }

  private static byte[] bytes(ResultSet rows) throws SQLException {
    byte[] body = rows.getBytes("body");
    return body == null ? NOTHING : body;
  }

  private static @Nullable Long number(ResultSet rows, String column) throws SQLException {
    long value = rows.getLong(column);
    return rows.wasNull() ? null : Long.valueOf(value);
  }

  private static @Nullable String text(ResultSet rows, String column) throws SQLException {
    String value = rows.getString(column);
    return value == null || value.isEmpty() ? null : value;
  }
}
