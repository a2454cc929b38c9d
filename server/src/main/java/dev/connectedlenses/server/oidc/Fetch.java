package dev.connectedlenses.server.oidc;

import dev.connectedlenses.outbound.Credential;
import dev.connectedlenses.outbound.HttpMethod;
import dev.connectedlenses.outbound.OutboundClient;
import dev.connectedlenses.outbound.OutboundException;
import dev.connectedlenses.outbound.OutboundLimits;
import dev.connectedlenses.outbound.OutboundRequest;
import dev.connectedlenses.outbound.OutboundResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON documents of a provider, through the one way out of the process. */
final class Fetch {

  private static final OutboundLimits LIMITS =
      OutboundLimits.within(Duration.ofSeconds(10)).withBodyBytes(512 * 1024);

  private final OutboundClient outbound;

  Fetch(OutboundClient outbound) {
    this.outbound = outbound;
  }

  ObjectNode get(String url, @Nullable Credential credential) throws OidcException {
    return ask(
        OutboundRequest.get(url, LIMITS)
            .withHeader("accept", "application/json")
            .withCredential(credential));
  }

  ObjectNode post(String url, Map<String, String> form, @Nullable Credential credential)
      throws OidcException {
    Map<String, String> headers =
        Map.of("content-type", "application/x-www-form-urlencoded", "accept", "application/json");
    return ask(
        new OutboundRequest(HttpMethod.POST, url, headers, encode(form), credential, LIMITS));
  }

  static String encode(Map<String, String> form) {
    return form.entrySet().stream()
        .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
        .collect(Collectors.joining("&"));
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private ObjectNode ask(OutboundRequest request) throws OidcException {
    try (OutboundResponse answer = outbound.send(request)) {
      if (answer.status() != 200) {
        throw new OidcException("the provider answered " + answer.status());
      }
      if (JsonMapper.shared().readTree(answer.text()) instanceof ObjectNode object) {
        return object;
      }
      throw new OidcException("the provider answered with no JSON object");
    } catch (JacksonException e) {
      throw new OidcException("the provider answered with no JSON", e);
    } catch (OutboundException e) {
      throw new OidcException("the provider cannot be reached: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OidcException("the server is stopping", e);
    }
  }
}
