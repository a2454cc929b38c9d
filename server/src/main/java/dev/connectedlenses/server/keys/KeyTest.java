package dev.connectedlenses.server.keys;

import dev.connectedlenses.outbound.Credential;
import dev.connectedlenses.outbound.OutboundClient;
import dev.connectedlenses.outbound.OutboundException;
import dev.connectedlenses.outbound.OutboundLimits;
import dev.connectedlenses.outbound.OutboundRequest;
import dev.connectedlenses.outbound.OutboundResponse;
import dev.connectedlenses.outbound.Secret;
import dev.connectedlenses.server.catalog.ModelList;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Asks a provider for its list of models with a key: the cheapest call that needs one. */
final class KeyTest {

  private static final OutboundLimits LIMITS =
      OutboundLimits.within(Duration.ofSeconds(10)).withBodyBytes(4 << 20);
  private static final int SHOWN = 100;

  private final OutboundClient client;

  KeyTest(OutboundClient client) {
    this.client = client;
  }

  /**
   * What came of it. Nothing of the provider's words is in it, for they may hold the key.
   *
   * @param reason ok, refused, rate_limited, unreachable, unexpected or no_address
   */
  record Verdict(String reason, String message, List<String> models) {

    boolean works() {
      return reason.equals("ok");
    }

    JsonNode json() {
      ObjectNode json = JsonMapper.shared().createObjectNode();
      json.put("ok", works()).put("reason", reason).put("message", message);
      json.put("models_count", models.size());
      models.stream().limit(SHOWN).forEach(json.putArray("models")::add);
      return json;
    }
  }

  Verdict run(KeyTable.Place place, Secret secret) throws InterruptedException {
    String base = place.baseUrl();
    if (base == null || place.dialect().equals("demo")) {
      return not("no_address", place.key() + " has no address to ask at");
    }
    try (OutboundResponse response = client.send(request(place, base, secret))) {
      return read(place, response);
    } catch (OutboundException e) {
      return not("unreachable", "%s could not be asked: %s".formatted(place.key(), why(e.kind())));
    }
  }

  private static String why(OutboundException.Kind kind) {
    return switch (kind) {
      case REFUSED -> "this server may not connect to its address";
      case UNKNOWN_HOST -> "its address has no such host";
      case UNREACHABLE -> "nobody answers at its address";
      case TLS -> "its certificate is not trusted";
      case TIMEOUT -> "it does not answer in time";
      case TOO_LARGE -> "its answer is too long";
      case PROTOCOL, BROKEN -> "its answer cannot be read";
      case INTERRUPTED -> "the server is stopping";
    };
  }

  private static Verdict read(KeyTable.Place place, OutboundResponse response)
      throws OutboundException {
    String name = place.key();
    return switch (response.status()) {
      case 200 -> listed(name, response.text());
      case 401, 403 -> not("refused", "%s refuses the key (%d)".formatted(name, response.status()));
      case 429 -> not("rate_limited", name + " wants fewer calls (429); the key may be fine");
      default -> not("unexpected", "%s answered %d".formatted(name, response.status()));
    };
  }

  private static Verdict listed(String name, String body) {
    try {
      List<String> models = ModelList.names(body);
      return new Verdict("ok", "%s takes the key".formatted(name), models);
    } catch (IllegalStateException e) {
      return not("unexpected", name + " answered something that is not a list of models");
    }
  }

  private static OutboundRequest request(KeyTable.Place place, String base, Secret secret) {
    String root = base.replaceAll("/+$", "");
    return switch (place.dialect()) {
      case "anthropic" ->
          get(root + "/v1/models", new Credential("x-api-key", "", secret))
              .withHeader("anthropic-version", "2023-06-01");
      case "gemini" -> get(root + "/v1beta/models", new Credential("x-goog-api-key", "", secret));
      case "ollama" -> get(root + "/api/tags", Credential.bearer(secret));
      default -> get(root + "/models", Credential.bearer(secret));
    };
  }

  private static OutboundRequest get(String url, @Nullable Credential credential) {
    return OutboundRequest.get(url, LIMITS).withCredential(credential);
  }

  private static Verdict not(String reason, String message) {
    return new Verdict(reason, message, List.of());
  }
}
