package dev.connectedlenses.engine.node;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.engine.Failpoint;
import dev.connectedlenses.engine.graph.Json;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Requests of nodes that may change something outside, noted before and after they are sent. */
final class RequestStore {
  private final Database database;

  RequestStore(Database database) {
    this.database = database;
  }

  /** Whether a request may be sent now, and what is known of it. */
  JsonNode begin(Attempt attempt, ObjectNode request, boolean keyed) {
    String begun =
        database.asEngine(handle ->
            handle
                .createQuery("select engine.begin_request(?, ?, ?, cast(? as jsonb), ?)::text")
                .bind(0, attempt.runId())
                .bind(1, Objects.requireNonNull(attempt.behalf().claimId()))
                .bind(2, attempt.node().id())
                .bind(3, request.toString())
                .bind(4, keyed)
                .mapTo(String.class)
                .one());
    Failpoint.TOOL_INTENT_COMMITTED.pass();
    return Json.MAPPER.readTree(begun);
  }

  /** Records what came of it; false where somebody else holds the run by now. */
  boolean end(
      Attempt attempt, String status, @Nullable ObjectNode output, @Nullable String reason) {
    boolean ended =
        database.asEngine(handle ->
            handle
                .createQuery("select engine.end_request(?, ?, ?, ?, cast(? as jsonb), ?)")
                .bind(0, attempt.runId())
                .bind(1, Objects.requireNonNull(attempt.behalf().claimId()))
                .bind(2, attempt.node().id())
                .bind(3, status)
                .bind(4, output == null ? null : output.toString())
                .bind(5, reason)
                .mapTo(Boolean.class)
                .one());
    Failpoint.TOOL_RESULT_COMMITTED.pass();
    return ended;
  }
}
