package dev.connectedlenses.providers;

import dev.connectedlenses.outbound.EgressObserver;
import dev.connectedlenses.outbound.EgressPolicy;
import dev.connectedlenses.outbound.OutboundClient;
import dev.connectedlenses.providers.ProviderException.Kind;
import java.time.InstantSource;

/**
 * Opens the connector for a dialect; the one place that knows all dialects. A provider on a private
 * address works only if the client's policy grants its exact host and port.
 */
public final class Providers {
  private static final long ANSWER_BYTES = 8L << 20;

  private final Provider demo;
  private final RemoteProvider.Sending sending;

  /** For a process that has no private targets: remote providers at public addresses only. */
  public Providers(Provider demo) {
    this(
        new OutboundClient(EgressPolicy.publicOnly(), EgressObserver.none()),
        demo,
        InstantSource.system());
  }

  public Providers(OutboundClient client) {
    this(client, new DemoProvider(), InstantSource.system());
  }

  public Providers(OutboundClient client, Provider demo, InstantSource clock) {
    this(demo, new RemoteProvider.Sending(client, ANSWER_BYTES, clock));
  }

  Providers(Provider demo, RemoteProvider.Sending sending) {
    this.demo = demo;
    this.sending = sending;
  }

  /** Opens no connection yet; refuses a dialect that this version does not speak. */
  public Provider open(ProviderConfig config) throws ProviderException {
    return switch (config.dialect()) {
      case "demo" -> demo;
      case "openai" -> new RemoteProvider(config, new OpenAiDialect(), sending);
      case "ollama" -> new RemoteProvider(config, new OllamaDialect(), sending);
      default -> throw unknownDialect(config);
    };
  }

  private static ProviderException unknownDialect(ProviderConfig config) {
    return new ProviderException(
        Kind.BAD_REQUEST,
        "provider \""
            + config.key()
            + "\" speaks the dialect \""
            + config.dialect()
            + "\", which this version cannot run; choose a model of a provider with dialect"
            + " openai, ollama or demo");
  }
}
