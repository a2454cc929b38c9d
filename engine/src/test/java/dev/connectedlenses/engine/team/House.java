package dev.connectedlenses.engine.team;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.engine.memory.Memories;
import dev.connectedlenses.engine.node.Credentials;
import dev.connectedlenses.engine.node.LensKind;
import dev.connectedlenses.engine.node.NodeKinds;
import dev.connectedlenses.engine.run.Engine;
import dev.connectedlenses.engine.run.EngineConfig;
import dev.connectedlenses.engine.tool.Builtins;
import dev.connectedlenses.engine.tool.HttpRunner;
import dev.connectedlenses.engine.tool.ToolSpec;
import dev.connectedlenses.engine.tool.Toolbox;
import dev.connectedlenses.outbound.EgressGrant;
import dev.connectedlenses.outbound.EgressObserver;
import dev.connectedlenses.outbound.EgressPolicy;
import dev.connectedlenses.outbound.OutboundClient;
import dev.connectedlenses.outbound.OutboundException;
import dev.connectedlenses.outbound.Secret;
import dev.connectedlenses.providers.Provider;
import dev.connectedlenses.providers.Providers;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** The engine as the server wires it, with a model that a test speaks for. */
public final class House {
  static final EngineConfig QUICK =
      EngineConfig.defaults()
          .withLease(Duration.ofSeconds(5))
          .withPoll(Duration.ofMillis(50))
          .withPatience(Duration.ofSeconds(10));

  private House() {}

  /** An engine of a database, started, and the rounds of its control room. */
  public static Engine open(Office office, Provider model, List<URI> reachable) {
    Database database = office.test().database();
    OutboundClient outbound = outbound(reachable);
    InstantSource clock = InstantSource.system();
    LensKind lens =
        new LensKind(
            database, System::nanoTime, new Providers(outbound, model, clock), Credentials.NONE);
    Memories memories = new Memories(database);
    Toolbox toolbox =
        new Toolbox(
            database,
            Map.of(
                ToolSpec.Kind.HTTP,
                new HttpRunner(outbound, (run, name) -> Secret.of("canary-" + name)),
                ToolSpec.Kind.BUILTIN,
                new Builtins(database, memories, clock)),
            clock);
    NodeKinds kinds =
        NodeKinds.all(
            new NodeKinds.Surroundings(
                lens,
                outbound,
                database,
                clock,
                new Random(3),
                new NodeKinds.Agents(toolbox, new Delegates(database, lens), memories)));
    Engine engine =
        new Engine(
            QUICK,
            database,
            Desk.around(database, lens, kinds),
            new Engine.Host(UUID.randomUUID(), "test", System::nanoTime, new Random(7), () -> {}),
            new Team(database));
    office.closing(engine);
    engine.start();
    return engine;
  }

  private static OutboundClient outbound(List<URI> reachable) {
    EgressPolicy policy = EgressPolicy.publicOnly();
    try {
      for (URI uri : reachable) {
        policy = policy.allowing(EgressGrant.of(uri));
      }
    } catch (OutboundException e) {
      throw new IllegalArgumentException(e);
    }
    return new OutboundClient(policy, EgressObserver.none());
  }
}
