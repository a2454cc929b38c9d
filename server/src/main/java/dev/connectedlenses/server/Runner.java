package dev.connectedlenses.server;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.database.Notifications;
import dev.connectedlenses.engine.node.LensKind;
import dev.connectedlenses.engine.node.NodeKinds;
import dev.connectedlenses.engine.run.Engine;
import dev.connectedlenses.engine.run.EngineConfig;
import dev.connectedlenses.engine.team.Team;
import dev.connectedlenses.outbound.OutboundClient;
import dev.connectedlenses.outbound.Secret;
import dev.connectedlenses.providers.Providers;
import dev.connectedlenses.server.keys.ProviderKeys;
import dev.connectedlenses.server.keys.RunCredentials;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Everything that happens later, wired: the engine, its node kinds, and what they may call. */
final class Runner {

  private Runner() {}

  /** An engine that is not started yet. */
  static Engine engine(
      Config config,
      Database database,
      Notifications hints,
      OutboundClient outbound,
      ProviderKeys own) {
    Map<String, Secret> keys = new HashMap<>();
    for (Config.ProviderEntry provider : config.models().providers()) {
      Secret key = provider.apiKey();
      if (key != null) {
        keys.put(Outside.catalogKey(provider.name()), key);
      }
    }
    Providers providers = new Providers(outbound);
    RunCredentials credentials = new RunCredentials(own, keys);
    LensKind lens = new LensKind(database, System::nanoTime, providers, credentials);
    Engine.Host host =
        new Engine.Host(
            UUID.randomUUID(),
            Serve.version(),
            System::nanoTime,
            new SecureRandom(),
            () -> hints.hint("clens_events"));
    NodeKinds kinds =
        ControlRoom.kinds(database, Outside.toTools(outbound, config), lens, credentials);
    return new Engine(EngineConfig.defaults(), database, kinds, host, new Team(database));
  }
}
