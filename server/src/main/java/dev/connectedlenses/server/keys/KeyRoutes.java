package dev.connectedlenses.server.keys;

import dev.connectedlenses.database.Identity;
import dev.connectedlenses.server.http.Caller;
import dev.connectedlenses.server.http.Handler;
import dev.connectedlenses.server.http.Refusal;
import dev.connectedlenses.server.http.Request;
import dev.connectedlenses.server.http.Response;
import dev.connectedlenses.server.http.Router;
import dev.connectedlenses.server.routes.DatabaseRefusals;
import java.util.UUID;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /v1/keys}: takes secrets in and never gives one out. Listing and revoking are functions of
 * the data API, for they need no secret.
 */
public final class KeyRoutes {

  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final ProviderKeys keys;
  private final Consumer<Caller> requireLive;

  /**
   * @param requireLive refuses a caller whose session has ended
   */
  public KeyRoutes(ProviderKeys keys, Consumer<Caller> requireLive) {
    this.keys = keys;
    this.requireLive = requireLive;
  }

  /** Adds the routes; only somebody who signed in comes in. */
  public void addTo(Router router) {
    router
        .on("POST", "/v1/keys", session(this::add))
        .on("PATCH", "/v1/keys/{id}", session(this::change))
        .on("POST", "/v1/keys/{id}/rotate", session(this::rotate))
        .on("POST", "/v1/keys/{id}/test", session(this::test));
  }

  private Response add(Request request, Identity caller) {
    return Response.json(201, keys.add(caller, NewKey.of(body(request))));
  }

  private Response change(Request request, Identity caller) {
    return Response.json(200, keys.change(caller, id(request), body(request)));
  }

  private Response rotate(Request request, Identity caller) {
    return Response.json(200, keys.rotate(caller, id(request), NewKey.secretOnly(body(request))));
  }

  private Response test(Request request, Identity caller) throws InterruptedException {
    return Response.json(200, keys.test(caller, id(request)));
  }

  /** An action of somebody who signed in; may be interrupted when the server stops. */
  @FunctionalInterface
  private interface Action {
    Response answer(Request request, Identity caller) throws InterruptedException;
  }

  private Handler session(Action action) {
    return new Handler.Session((request, caller) -> {
      requireLive.accept(caller);
      try {
        return action.answer(request, identity(caller)).with("Cache-Control", "no-store");
      } catch (Refusal refusal) {
        throw refusal;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw Refusal.of(503, "stopping", "the server is stopping", "try again in a moment");
      } catch (RuntimeException e) {
        throw DatabaseRefusals.of(e);
      }
    });
  }

  private static Identity identity(Caller caller) {
    return new Identity(caller.role(), caller.claims().toString(), caller.userId());
  }

  /** What is wrong with a body is not repeated: it may be the secret. */
  private static ObjectNode body(Request request) {
    try {
      JsonNode node = STRICT.readTree(request.body());
      if (node instanceof ObjectNode object) {
        return object;
      }
    } catch (JacksonException e) {
      // the same answer as for a body that is JSON but no object
    }
    throw NewKey.bad("bad_json", "the body must be one JSON object");
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
    throw Refusal.of(404, "P0002", "there is no such key", "key_not_found: clens key list");
  }
}
