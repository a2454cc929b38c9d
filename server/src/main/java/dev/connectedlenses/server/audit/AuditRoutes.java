package dev.connectedlenses.server.audit;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.database.Identity;
import dev.connectedlenses.server.http.Caller;
import dev.connectedlenses.server.http.Handler;
import dev.connectedlenses.server.http.Refusal;
import dev.connectedlenses.server.http.Request;
import dev.connectedlenses.server.http.Response;
import dev.connectedlenses.server.http.Router;
import dev.connectedlenses.server.routes.DatabaseRefusals;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code /v1/audit}: everybody checks the own chain; a back end of the operator checks all. */
public final class AuditRoutes {

  private final Database database;
  private final AuditVerifier verifier;

  public AuditRoutes(Database database, AuditVerifier verifier) {
    this.database = database;
    this.verifier = verifier;
  }

  /** Adds the routes. A copy of checkpoints may come along: {@code {"checkpoints": "lines"}}. */
  public void addTo(Router router) {
    router
        .on("GET", "/v1/audit/verify", new Handler.User(this::own))
        .on("POST", "/v1/audit/verify", new Handler.User(this::own))
        .on("GET", "/v1/admin/audit/verify", new Handler.Service(r -> all()));
  }

  private Response own(Request request, Caller caller) {
    return fresh(verifier.verify(profile(caller), copy(request)));
  }

  private static String copy(Request request) {
    if (request.body().length == 0) {
      return "";
    }
    try {
      JsonNode copy = JsonMapper.shared().readTree(request.body()).path("checkpoints");
      if (copy.isString() || copy.isMissingNode()) {
        return copy.asString("");
      }
    } catch (JacksonException e) {
      // the same answer as for JSON of another form
    }
    throw Refusal.of(
        400,
        "bad_json",
        "the body must be {\"checkpoints\": \"lines\"}",
        "see docs/reference/audit.md");
  }

  private Response all() {
    return fresh(verifier.verifyAll());
  }

  private UUID profile(Caller caller) {
    Identity identity = new Identity(caller.role(), caller.claims().toString(), caller.userId());
    try {
      return database.asUser(
          identity,
          handle -> handle.createQuery("select lensers.require_lenser()").mapTo(UUID.class).one());
    } catch (RuntimeException e) {
      throw DatabaseRefusals.of(e);
    }
  }

  private Response fresh(AuditReport report) {
    return Response.json(200, verifier.json(report)).with("Cache-Control", "no-store");
  }
}
