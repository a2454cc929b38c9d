package dev.connectedlenses.engine.team;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.engine.graph.Graph;
import dev.connectedlenses.engine.graph.Json;
import dev.connectedlenses.engine.graph.Node;
import dev.connectedlenses.engine.run.Crew;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Gives out the steps of a claimed run and keeps what was given out. */
public final class Team implements Crew {
  private final TeamStore store;

  public Team(Database database) {
    this.store = new TeamStore(database);
  }

  @Override
  public List<Integer> seats(UUID runId, UUID claimId, Graph graph) {
    Set<String> tools = new HashSet<>();
    graph.nodes().forEach(node -> tools.addAll(Casting.tools(node)));
    JsonNode team = store.team(runId, tools);
    if (team == null) {
      return List.of();
    }
    Roster before = Roster.read(team);
    Roster roster = before;
    if (graph.nodes().stream().anyMatch(node -> isNew(node, before))) {
      ArrayNode steps = Json.array();
      Casting.cast(graph, before).forEach(choice -> steps.add(choice.toJson()));
      store.cast(runId, claimId, steps, false);
      JsonNode cast = store.team(runId, tools);
      roster = cast == null ? before : Roster.read(cast);
    }
    List<Integer> seats = new ArrayList<>();
    for (Node node : graph.nodes()) {
      Roster.Given given = roster.given().get(node.id());
      seats.add(given == null ? -1 : roster.seatOf(given));
    }
    return seats;
  }

  private static boolean isNew(Node node, Roster roster) {
    return Casting.isWork(node) && !roster.given().containsKey(node.id());
  }
}
