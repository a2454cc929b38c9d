package dev.connectedlenses.server;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.engine.memory.Memories;
import dev.connectedlenses.engine.node.Credentials;
import dev.connectedlenses.engine.node.LensKind;
import dev.connectedlenses.engine.node.NodeKinds;
import dev.connectedlenses.engine.team.Delegates;
import dev.connectedlenses.engine.team.Desk;
import dev.connectedlenses.engine.tool.Builtins;
import dev.connectedlenses.engine.tool.HttpRunner;
import dev.connectedlenses.engine.tool.ToolRunner;
import dev.connectedlenses.engine.tool.ToolSpec;
import dev.connectedlenses.engine.tool.Toolbox;
import dev.connectedlenses.mcp.McpServers;
import dev.connectedlenses.outbound.OutboundClient;
import dev.connectedlenses.outbound.Secret;
import dev.connectedlenses.server.tools.McpRunner;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The node kinds as people and as agents run them, wired. */
final class ControlRoom {
  private ControlRoom() {}

  /** What tools need. */
  record Ways(Database database, OutboundClient outbound, McpServers servers, Credentials keys) {}

  /** How each sort of tool is called. */
  static Map<ToolSpec.Kind, ToolRunner> runners(Ways ways) {
    HttpRunner.Vault vault = (run, name) -> secret(ways.keys(), run, name);
    return Map.of(
        ToolSpec.Kind.HTTP,
        new HttpRunner(ways.outbound(), vault),
        ToolSpec.Kind.MCP,
        new McpRunner(ways.servers(), vault, ways.database()),
        ToolSpec.Kind.BUILTIN,
        new Builtins(ways.database(), new Memories(ways.database()), InstantSource.system()));
  }

  static NodeKinds kinds(
      Database database,
      OutboundClient outbound,
      LensKind lens,
      Map<ToolSpec.Kind, ToolRunner> runners) {
    InstantSource clock = InstantSource.system();
    Toolbox toolbox = new Toolbox(database, runners, clock);
    NodeKinds.Agents agents =
        new NodeKinds.Agents(toolbox, new Delegates(database, lens), new Memories(database));
    NodeKinds kinds =
        NodeKinds.all(
            new NodeKinds.Surroundings(
                lens, outbound, database, clock, new SecureRandom(), agents));
    return Desk.around(database, lens, kinds);
  }

  /** A copy of a credential: the call that it is for outlives the loan. */
  private static @Nullable Secret secret(Credentials credentials, UUID run, String name) {
    try (Credentials.Lent lent = credentials.find(run, name)) {
      Secret secret = lent.secret();
      return secret == null ? null : secret.expose(Secret::of);
    }
  }
}
