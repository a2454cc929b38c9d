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
import dev.connectedlenses.engine.tool.ToolSpec;
import dev.connectedlenses.engine.tool.Toolbox;
import dev.connectedlenses.outbound.OutboundClient;
import dev.connectedlenses.outbound.Secret;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The node kinds as people and as agents run them, wired. */
final class ControlRoom {
  private ControlRoom() {}

  static NodeKinds kinds(
      Database database, OutboundClient outbound, LensKind lens, Credentials credentials) {
    InstantSource clock = InstantSource.system();
    Memories memories = new Memories(database);
    Toolbox toolbox =
        new Toolbox(
            database,
            Map.of(
                ToolSpec.Kind.HTTP,
                    new HttpRunner(outbound, (run, name) -> secret(credentials, run, name)),
                ToolSpec.Kind.BUILTIN, new Builtins(database, memories, clock)),
            clock);
    NodeKinds.Agents agents =
        new NodeKinds.Agents(toolbox, new Delegates(database, lens), memories);
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
