package dev.connectedlenses.bench;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.database.DatabaseOptions;
import dev.connectedlenses.engine.node.NodeKinds;
import dev.connectedlenses.engine.run.Engine;
import dev.connectedlenses.engine.run.EngineConfig;
import dev.connectedlenses.server.http.Carriers;
import java.io.IOException;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * A process with an engine whose transforms need a processor for a while: they hash as often as
 * they are told.
 */
final class BurnNode {
  private BurnNode() {}

  /** The process; its argument says how often a node hashes. */
  public static void main(String[] arguments) throws IOException {
    Carriers.moreThanProcessors();
    NodeKinds kinds = new NodeKinds(new Burning(Integer.parseInt(arguments[0])));
    try (Database database = Database.open(ServerNode.database(), DatabaseOptions.defaults());
        Engine engine =
            new Engine(
                EngineConfig.defaults(),
                database,
                kinds,
                new Engine.Host(
                    UUID.randomUUID(),
                    "bench",
                    System::nanoTime,
                    RandomGenerator.getDefault(),
                    () -> {}))) {
      engine.start();
      ServerNode.work("nowhere");
    }
  }
}
