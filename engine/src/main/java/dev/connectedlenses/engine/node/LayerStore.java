package dev.connectedlenses.engine.node;

import dev.connectedlenses.database.Database;
import java.util.List;
import java.util.UUID;

/** Reads the layers of a prompt that a run's agent brings along. */
final class LayerStore {
  private static final String READ =
      "select layer, source, content, forbidden from engine.prompt_layers(?)";

  private final Database database;

  LayerStore(Database database) {
    this.database = database;
  }

  /** What the agent of a run adds; nothing for a run without one. */
  List<Layers.Part> of(UUID runId) {
    return database.asEngine(handle ->
        handle
            .createQuery(READ)
            .bind(0, runId)
            .map((row, _) ->
                new Layers.Part(
                    row.getInt(1),
                    row.getString(2),
                    row.getString(3),
                    List.of((String[]) row.getArray(4).getArray())))
            .list());
  }
}
