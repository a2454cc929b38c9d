package dev.connectedlenses.server.catalog;

import dev.connectedlenses.outbound.Credential;
import dev.connectedlenses.outbound.OutboundClient;
import dev.connectedlenses.outbound.OutboundException;
import dev.connectedlenses.outbound.OutboundLimits;
import dev.connectedlenses.outbound.OutboundRequest;
import dev.connectedlenses.outbound.OutboundResponse;
import dev.connectedlenses.outbound.Secret;
import java.time.Duration;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a server of models which ones it has. */
public final class ModelList {

  private static final OutboundLimits LIMITS =
      OutboundLimits.within(Duration.ofSeconds(5)).withBodyBytes(4 << 20);

  private final OutboundClient client;

  ModelList(OutboundClient client) {
    this.client = client;
  }

  /** The names it answers with; an exception's message says why there are none. */
  List<String> of(ModelServer server) throws OutboundException, InterruptedException {
    Secret key = server.apiKey();
    OutboundRequest request =
        OutboundRequest.get(server.listAddress(), LIMITS)
            .withCredential(key == null ? null : Credential.bearer(key));
    try (OutboundResponse response = client.send(request)) {
      if (response.status() != 200) {
        throw new IllegalStateException("it answered " + response.status());
      }
      return names(response.text());
    }
  }

  /** Both forms: {@code {"data": [{"id"}]}} and {@code {"models": [{"name"}]}}. */
  public static List<String> names(String body) {
    try {
      JsonNode json = JsonMapper.shared().readTree(body);
      JsonNode list = json.has("data") ? json.path("data") : json.path("models");
      return list.valueStream()
          .map(model -> model.path(model.has("id") ? "id" : "name").asString(""))
          .filter(name -> !name.isEmpty())
          .distinct()
          .limit(1000)
          .toList();
    } catch (JacksonException e) {
      throw new IllegalStateException("it answered something that is not a list of models", e);
    }
  }
}
