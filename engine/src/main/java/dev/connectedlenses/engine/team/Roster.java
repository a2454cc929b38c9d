package dev.connectedlenses.engine.team;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Who could work on a run: its members, the hand-overs between them, the sort of work that each
 * node is, and the steps that were given out already.
 *
 * @param handoffs from whose place the next phase goes to whose
 * @param categories of the lenses, by node
 * @param given the member of each step that was given out
 */
record Roster(
    List<Member> members,
    List<Handoff> handoffs,
    Map<UUID, String> categories,
    Map<UUID, Given> given) {
  Roster {
    members = List.copyOf(members);
    handoffs = List.copyOf(handoffs);
    categories = Map.copyOf(categories);
    given = Map.copyOf(given);
  }

  /** An edge by which one member takes over from another. */
  record Handoff(UUID from, UUID to) {}

  /** Who was given a step; neither where nobody was there for it. */
  record Given(@Nullable UUID memberId, @Nullable UUID agentId) {}

  /** Reads what {@code agents.team_of_run} gives. */
  static Roster read(JsonNode json) {
    List<Member> members = json.path("members").valueStream().map(Roster::member).toList();
    List<Handoff> handoffs =
        json.path("edges")
            .valueStream()
            .filter(edge -> edge.path("type").asString().equals("handoff"))
            .map(edge -> new Handoff(required(edge, "source"), required(edge, "target")))
            .toList();
    Map<UUID, String> categories = new HashMap<>();
    json.path("categories")
        .forEachEntry(
            (node, category) -> categories.put(UUID.fromString(node), category.asString()));
    Map<UUID, Given> given = new HashMap<>();
    for (JsonNode step : json.path("steps")) {
      given.put(required(step, "node_id"), new Given(id(step, "member_id"), id(step, "agent_id")));
    }
    return new Roster(members, handoffs, categories, given);
  }

  private static Member member(JsonNode json) {
    Map<String, String> denied = new HashMap<>();
    json.path("denied").forEachEntry((key, reason) -> denied.put(key, reason.asString()));
    return new Member(
        id(json, "member_id"),
        required(json, "agent_id"),
        json.path("name").asString(),
        json.path("role").asString(),
        json.path("lane").asInt(),
        json.path("sort_order").asInt(),
        text(json, "refusal"),
        text(json, "model_refusal"),
        denied);
  }

  /** The seat of a given step: the member's place in the list, -1 where there is none. */
  int seatOf(Given step) {
    for (int i = 0; i < members.size(); i++) {
      Member member = members.get(i);
      if (member.agentId().equals(step.agentId()) && Objects.equals(member.id(), step.memberId())) {
        return i;
      }
    }
    return -1;
  }

  private static @Nullable String text(JsonNode json, String name) {
    JsonNode value = json.get(name);
    return value == null || value.isNull() ? null : value.asString();
  }

  private static @Nullable UUID id(JsonNode json, String name) {
    String text = text(json, name);
    return text == null ? null : UUID.fromString(text);
  }

  private static UUID required(JsonNode json, String name) {
    return UUID.fromString(json.path(name).asString());
  }
}
