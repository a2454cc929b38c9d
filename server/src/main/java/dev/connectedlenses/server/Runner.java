package dev.connectedlenses.server;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.database.Notifications;
import dev.connectedlenses.engine.node.LensKind;
import dev.connectedlenses.engine.node.NodeKinds;
import dev.connectedlenses.engine.run.Engine;
import dev.connectedlenses.engine.run.EngineConfig;
import dev.connectedlenses.engine.team.Team;
import dev.connectedlenses.engine.tool.Errands;
import dev.connectedlenses.engine.tool.ToolRunner;
import dev.connectedlenses.engine.tool.ToolSpec;
import dev.connectedlenses.mcp.McpServers;
import dev.connectedlenses.outbound.OutboundClient;
import dev.connectedlenses.outbound.Secret;
import dev.connectedlenses.providers.Providers;
import dev.connectedlenses.server.keys.ProviderKeys;
import dev.connectedlenses.server.keys.RunCredentials;
import dev.connectedlenses.server.tools.McpImport;
import dev.connectedlenses.server.tools.ToolRoutes;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Everything that happens later, wired: the engine, its node kinds, and what they may call. */
final class Runner {

  private Runner() {}

  /** What the engine reaches the world by. */
  record Doors(Database database, Notifications hints, OutboundClient outbound) {}

  /** An engine that is not started yet, and the tools that it and people call. */
  record Works(Engine engine, ToolRoutes tools) {}

  static Works works(Config config, Doors doors, ProviderKeys own) {
    Database database = doors.database();
    OutboundClient outbound = doors.outbound();
    Notifications hints = doors.hints();
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
    OutboundClient toTools = Outside.toTools(outbound, config);
    McpServers servers =
        new McpServers(Outside.toMcpServers(outbound, config), config.neighbours().mcpServers());
    Map<ToolSpec.Kind, ToolRunner> runners =
        ControlRoom.runners(new ControlRoom.Ways(database, toTools, servers, credentials));
    NodeKinds kinds = ControlRoom.kinds(database, toTools, lens, runners);
    return new Works(
        new Engine(EngineConfig.defaults(), database, kinds, host, new Team(database)),
        new ToolRoutes(
            new Errands(database, runners), new McpImport(servers, database, own::ofCaller)));
  }
}
