package dev.connectedlenses.engine.memory;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.engine.graph.Json;
import tools.jackson.databind.JsonNode;

/** Memories in the database; what an agent may read is decided there. */
final class MemoryStore {
  private final Database database;

  MemoryStore(Database database) {
    this.database = database;
  }

  JsonNode inject(Memories.Reader reader) {
    String found =
        database.asEngine(handle ->
            handle
                .createQuery("select agents.inject_memories(?, ?, ?, ?)::text")
                .bind(0, reader.runId())
                .bind(1, reader.nodeId())
                .bind(2, reader.agentId())
                .bind(3, reader.memberId())
                .mapTo(String.class)
                .one());
    return Json.MAPPER.readTree(found);
  }

  JsonNode find(Memories.Reader reader, JsonNode ask) {
    String found =
        database.asEngine(handle ->
            handle
                .createQuery("select agents.find_memories(?, ?, cast(? as jsonb))::text")
                .bind(0, reader.runId())
                .bind(1, reader.nodeId())
                .bind(2, ask.toString())
                .mapTo(String.class)
                .one());
    return Json.MAPPER.readTree(found);
  }
}
