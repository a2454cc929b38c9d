package dev.connectedlenses.providers;

import dev.connectedlenses.providers.ProviderException.Kind;

/** Opens the connector for a dialect; the one place that knows all dialects. */
public final class Providers {
  private final Provider demo;

  public Providers(Provider demo) {
    this.demo = demo;
  }

  /** Opens no connection yet; refuses a dialect or a configuration that cannot work. */
  public Provider open(ProviderConfig config) throws ProviderException {
    return switch (config.dialect()) {
      case "demo" -> demo;
      default ->
          throw new ProviderException(
              Kind.BAD_REQUEST,
              "provider \""
                  + config.key()
                  + "\" speaks the dialect \""
                  + config.dialect()
                  + "\", which this version cannot run; choose a model of a provider with dialect"
                  + " openai, ollama or demo");
    };
  }
}
