package dev.connectedlenses.server.catalog;

import dev.connectedlenses.outbound.Secret;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A server of models that may be asked for its list.
 *
 * @param key its name in the catalog
 * @param dialect openai or ollama
 */
public record ModelServer(
    String key, String displayName, String dialect, URI baseUrl, @Nullable Secret apiKey) {

  /** The address that lists its models. */
  String listAddress() {
    String base = baseUrl.toString().replaceAll("/+$", "");
    return dialect.equals("ollama") ? base + "/api/tags" : base + "/models";
  }
}
