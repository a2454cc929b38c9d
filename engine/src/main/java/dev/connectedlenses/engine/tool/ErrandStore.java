package dev.connectedlenses.engine.tool;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.database.Identity;
import dev.connectedlenses.engine.graph.Json;
import java.time.Duration;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Calls that people ask for, in the database and under their own rights. */
final class ErrandStore {
  private final Database database;

  ErrandStore(Database database) {
    this.database = database;
  }

  /** Begins a call: how it stands, and all that carrying it out takes. */
  JsonNode begin(Identity caller, UUID invocation, Duration time) {
    return json(
        caller,
        "select public.fn_begin_tool_invocation(?, ?)::text",
        invocation,
        (int) time.toSeconds());
  }

  /** Records what came of a call. */
  void end(Identity caller, UUID invocation, ErrandEnd end) {
    database.asUser(
        caller,
        handle ->
            handle
                .createQuery(
                    "select public.fn_complete_tool_invocation(?, ?, cast(? as jsonb), ?)::text")
                .bind(0, invocation)
                .bind(1, end.status())
                .bind(2, end.output() == null ? null : end.output().toString())
                .bind(3, end.error())
                .mapTo(String.class)
                .one());
  }

  /** A call with its result, as the caller sees it. */
  JsonNode shown(Identity caller, UUID invocation) {
    return json(
        caller,
        "select (to_jsonb(i) - 'input_hash')::text from agents.tool_invocations_v i where i.id = ?",
        invocation);
  }

  private JsonNode json(Identity caller, String sql, Object... arguments) {
    String found =
        database.asUser(
            caller,
            handle -> {
              var query = handle.createQuery(sql);
              for (int i = 0; i < arguments.length; i++) {
                query.bind(i, arguments[i]);
              }
              return query.mapTo(String.class).one();
            });
    return Json.MAPPER.readTree(found);
  }
}
