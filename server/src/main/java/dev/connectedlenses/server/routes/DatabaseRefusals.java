package dev.connectedlenses.server.routes;

import dev.connectedlenses.rest.error.ApiError;
import dev.connectedlenses.rest.error.Remedies;
import dev.connectedlenses.rest.error.SqlStates;
import dev.connectedlenses.server.http.Refusal;
import dev.connectedlenses.server.http.Response;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Words what the database refused as the data API does, for routes that are not part of it. */
public final class DatabaseRefusals {

  private static final SqlStates STATES = new SqlStates(true);

  private DatabaseRefusals() {}

  /** The refusal that this failure means to the client; other failures are thrown on. */
  public static Refusal of(RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLTransientConnectionException) {
        return new Refusal(
            Response.error(503, "busy", "the server is busy", "try again in a moment")
                .with("Retry-After", "1"));
      }
      if (cause instanceof PSQLException sql) {
        return new Refusal(response(Remedies.told(error(sql))));
      }
    }
    throw failure;
  }

  private static ApiError error(PSQLException failure) {
    ServerErrorMessage told = failure.getServerErrorMessage();
    String state = String.valueOf(failure.getSQLState());
    SqlStates.Raised raised =
        told == null
            ? new SqlStates.Raised(state, "the database could not be asked", null, null)
            : new SqlStates.Raised(state, message(told, failure), told.getDetail(), told.getHint());
    return STATES.error(raised, false);
  }

  private static String message(ServerErrorMessage told, SQLException failure) {
    String message = told.getMessage();
    return message == null ? String.valueOf(failure.getMessage()) : message;
  }

  private static Response response(ApiError error) {
    ObjectNode body = JsonMapper.shared().createObjectNode();
    body.put("code", error.code()).put("message", error.message());
    @Nullable JsonNode details = error.details();
    body.set("details", details == null ? JsonMapper.shared().nullNode() : details);
    body.put("hint", error.hint());
    Response response = Response.json(error.status(), body);
    for (var header : error.headers()) {
      response = response.with(header.name(), header.value());
    }
    return response;
  }
}
