package dev.connectedlenses.rest.sql;

import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers that are kept under the request's Idempotency-Key, in the transaction that gave them: a
 * repeated call is answered from there and calls nothing.
 */
final class Repeats {
  private static final String EARLIER = "select lensers.earlier_answer(?, ?)::text";
  private static final String KEEP = "select lensers.keep_answer(?, ?::jsonb)";

  private Repeats() {}

  /** Gives the answer of the first time. */
  interface First {
    Answer answer() throws SQLException;
  }

  /** The answer of an earlier call like this one, else of the first. */
  static Answer answer(Handle handle, Executor.Repeat repeat, First first) throws SQLException {
    String kept = ask(handle, EARLIER, repeat.function(), repeat.request());
    if (kept != null) {
      return read(kept);
    }
    Answer answer = first.answer();
    ask(handle, KEEP, repeat.function(), written(answer));
    return answer;
  }

  private static @Nullable String ask(Handle handle, String sql, String function, String text)
      throws SQLException {
    try (PreparedStatement statement = handle.getConnection().prepareStatement(sql)) {
      statement.setString(1, function);
      statement.setString(2, text);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? rows.getString(1) : null;
      }
    }
  }

  static String written(Answer answer) {
    ObjectNode json = JsonMapper.shared().createObjectNode();
    json.put("total", answer.total()).put("page", answer.page());
    json.put("body", new String(answer.body(), StandardCharsets.UTF_8));
    json.put("headers", answer.headers()).put("status", answer.status());
    return json.toString();
  }

  static Answer read(String kept) {
    JsonNode json = JsonMapper.shared().readTree(kept);
    JsonNode total = json.path("total");
    return new Answer(
        total.isNumber() ? total.asLong() : null,
        json.path("page").asLong(),
        json.path("body").asString("").getBytes(StandardCharsets.UTF_8),
        text(json.path("headers")),
        text(json.path("status")),
        null,
        null);
  }

  private static @Nullable String text(JsonNode value) {
    return value.isString() ? value.stringValue() : null;
  }
}
