package dev.connectedlenses.server.tools;

import dev.connectedlenses.database.Identity;
import dev.connectedlenses.engine.tool.Errands;
import dev.connectedlenses.server.http.Caller;
import dev.connectedlenses.server.http.Handler;
import dev.connectedlenses.server.http.Refusal;
import dev.connectedlenses.server.http.Request;
import dev.connectedlenses.server.http.Response;
import dev.connectedlenses.server.http.Router;
import dev.connectedlenses.server.routes.DatabaseRefusals;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /v1/tool-invocations} and {@code /v1/mcp}: what has to leave the process for somebody who
 * waits for the answer.
 */
public final class ToolRoutes {
  private static final int AT_ONCE = 32;

  private final Errands errands;
  private final McpImport imports;
  private final Semaphore places = new Semaphore(AT_ONCE);

  public ToolRoutes(Errands errands, McpImport imports) {
    this.errands = errands;
    this.imports = imports;
  }

  /** Adds the routes. An API token comes in with the scope write. */
  public void addTo(Router router) {
    router
        .on("POST", "/v1/tool-invocations/{id}/run", outside(this::run))
        .on("GET", "/v1/mcp/servers", outside((request, caller) -> imports.servers()))
        .on(
            "POST",
            "/v1/mcp/list",
            outside((request, caller) -> imports.list(caller, body(request))))
        .on(
            "POST",
            "/v1/mcp/import",
            outside((request, caller) -> imports.take(caller, body(request))));
  }

  private JsonNode run(Request request, Identity caller) throws InterruptedException {
    return errands.run(caller, id(request));
  }

  /** Something that may take a while; may be interrupted when the server stops. */
  @FunctionalInterface
  private interface Action {
    JsonNode answer(Request request, Identity caller) throws InterruptedException;
  }

  private Handler outside(Action action) {
    return new Handler.User((request, caller) -> {
      if (!places.tryAcquire()) {
        throw Refusal.of(503, "busy", "too many calls are on their way", "try again in a moment");
      }
      try {
        return Response.json(200, action.answer(request, identity(caller)))
            .with("Cache-Control", "no-store");
      } catch (Refusal refusal) {
        throw refusal;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw Refusal.of(503, "stopping", "the server is stopping", "try again in a moment");
      } catch (RuntimeException e) {
        throw DatabaseRefusals.of(e);
      } finally {
        places.release();
      }
    });
  }

  private static Identity identity(Caller caller) {
    return new Identity(caller.role(), caller.claims().toString(), caller.userId());
  }

  private static ObjectNode body(Request request) {
    try {
      if (JsonMapper.shared().readTree(request.body()) instanceof ObjectNode object) {
        return object;
      }
    } catch (JacksonException e) {
      // the same answer as for a body that is JSON but no object
    }
    throw Refusal.of(
        400, "bad_json", "the body must be one JSON object", "write {\"url\": \"https://…\"}");
  }

  private static UUID id(Request request) {
    String text = request.variable("id");
    try {
      UUID id = UUID.fromString(text);
      if (id.toString().equalsIgnoreCase(text)) {
        return id;
      }
    } catch (IllegalArgumentException e) {
      // told below, as for an id that nothing has
    }
    throw Refusal.of(
        404, "P0002", "there is no such call", "invocation_not_found: clens tool invocations");
  }
}
