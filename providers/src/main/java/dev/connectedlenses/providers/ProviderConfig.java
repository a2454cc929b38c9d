package dev.connectedlenses.providers;

import dev.connectedlenses.outbound.Secret;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where and how one provider is reached: its key in the catalog, the dialect it speaks ({@code
 * openai}, {@code ollama} or {@code demo}), its base URL (null: the dialect's usual one) and the
 * credential.
 */
public record ProviderConfig(
    String key, String dialect, @Nullable URI baseUrl, @Nullable Secret apiKey) {

  /** The offline provider that needs neither address nor credential. */
  public static ProviderConfig demo() {
    return new ProviderConfig("demo", "demo", null, null);
  }
}
