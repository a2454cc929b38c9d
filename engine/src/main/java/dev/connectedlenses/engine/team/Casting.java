package dev.connectedlenses.engine.team;

import dev.connectedlenses.engine.graph.Edge;
import dev.connectedlenses.engine.graph.Graph;
import dev.connectedlenses.engine.graph.Json;
import dev.connectedlenses.engine.graph.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Chooses who works on each node of a run. Pure: the same graph and roster give the same choice.
 *
 * <p>Nobody is chosen who cannot work at the moment, may not call a tool that the node needs, or
 * whose model cannot be asked where the node asks one. Among the rest, whoever takes over from the
 * member of the node before goes first; then a role that fits the sort of work; then the lower
 * lane; then the lower place in it.
 */
final class Casting {
  /** Kinds that somebody works on; the others only compute or wait. */
  private static final Set<String> WORK =
      Set.of(
          "lens",
          "agent",
          "tool",
          "http_request",
          "for_each",
          "validate",
          "memory_read",
          "memory_write");

  private static final Set<String> ASKS_MODELS = Set.of("lens", "agent", "for_each");

  private static final Map<String, Set<String>> ROLES =
      Map.of(
          "instruction", Set.of("operator"),
          "research", Set.of("researcher", "research"),
          "planning", Set.of("planner", "lead"),
          "generation", Set.of("writer", "author", "generator"),
          "validation", Set.of("reviewer", "validator", "tester"),
          "routing", Set.of("router", "coordinator", "lead"),
          "memory", Set.of("archivist", "librarian"),
          "export", Set.of("publisher", "exporter"));

  private final Graph graph;
  private final Roster roster;
  private final Map<UUID, Choice> chosen = new LinkedHashMap<>();

  private Casting(Graph graph, Roster roster) {
    this.graph = graph;
    this.roster = roster;
  }

  /**
   * Who works on a node, and why.
   *
   * @param member null where nobody can
   * @param handoffFrom the member whose phase this one follows
   * @param against what spoke against each of the others, by name
   */
  record Choice(
      Node node,
      @Nullable Member member,
      String reason,
      @Nullable UUID handoffFrom,
      Map<String, String> against) {

    /** The step as {@code agents.cast_steps} takes it. */
    ObjectNode toJson() {
      ObjectNode step = Json.object().put("node_id", node.id().toString());
      step.put("title", node.label());
      ObjectNode choice = step.putObject("choice").put("reason", reason);
      if (handoffFrom != null) {
        choice.put("handoff_from", handoffFrom.toString());
      }
      ObjectNode others = choice.putObject("against");
      against.forEach(others::put);
      if (member == null) {
        return step.put("blocker", reason);
      }
      step.put("agent_id", member.agentId().toString()).put("lane", member.lane());
      return step.put("member_id", member.id() == null ? null : member.id().toString());
    }
  }

  /** The choice for each node that is work, in an order in which edges point forward. */
  static List<Choice> cast(Graph graph, Roster roster) {
    Casting casting = new Casting(graph, roster);
    for (int node : order(graph)) {
      if (isWork(graph.node(node))) {
        casting.chosen.put(graph.node(node).id(), casting.choose(node));
      }
    }
    return List.copyOf(casting.chosen.values());
  }

  /** The choice for one node, as the team is now. */
  static Choice recast(Graph graph, Roster roster, Node node) {
    Casting casting = new Casting(graph, roster);
    int index = graph.indexOf(node.id());
    return index < 0 ? casting.fresh(node) : casting.choose(index);
  }

  static boolean isWork(Node node) {
    return isWork(node.kind());
  }

  static boolean isWork(String kind) {
    return WORK.contains(kind);
  }

  /** The tools that a node needs, by key. */
  static Set<String> tools(Node node) {
    Set<String> keys = new HashSet<>();
    JsonNode config = node.config();
    if (node.kind().equals("tool") && config.path("tool_key").isString()) {
      keys.add(config.path("tool_key").asString());
    }
    config.path("tools").forEach(key -> keys.add(key.asString("")));
    return keys;
  }

  private static List<Integer> order(Graph graph) {
    int size = graph.nodes().size();
    List<Integer> order = new ArrayList<>();
    Set<Integer> done = new HashSet<>();
    while (order.size() < size) {
      int before = order.size();
      for (int node = 0; node < size; node++) {
        boolean ready =
            graph.incoming(node).stream().allMatch(edge -> done.contains(edge.source()));
        if (ready && done.add(node)) {
          order.add(node);
        }
      }
      if (order.size() == before) {
        throw new IllegalArgumentException("a graph with a cycle has no order");
      }
    }
    return order;
  }

  private Choice choose(int index) {
    Node node = graph.node(index);
    Map<String, String> against = new LinkedHashMap<>();
    List<Member> fit = fit(node, against);
    for (Edge edge : graph.incoming(index)) {
      UUID from = placeOf(graph.node(edge.source()).id());
      for (Roster.Handoff handoff : roster.handoffs()) {
        Member next = handoff.from().equals(from) ? find(fit, handoff.to()) : null;
        if (next != null) {
          return new Choice(node, next, "takes over from the member before", from, against);
        }
      }
    }
    return best(node, fit, against);
  }

  private Choice fresh(Node node) {
    Map<String, String> against = new LinkedHashMap<>();
    return best(node, fit(node, against), against);
  }

  private Choice best(Node node, List<Member> fit, Map<String, String> against) {
    if (fit.isEmpty()) {
      String why = against.isEmpty() ? "there is no member" : against.toString();
      return new Choice(node, null, "nobody can work on it: " + why, null, against);
    }
    Set<String> wanted =
        ROLES.getOrDefault(roster.categories().getOrDefault(node.id(), ""), Set.of());
    Member member = fit.stream().min(byFit(wanted)).orElseThrow();
    String reason =
        wanted.contains(member.role())
            ? "its role %s fits %s".formatted(member.role(), roster.categories().get(node.id()))
            : "the first who can, by lane and place";
    return new Choice(node, member, reason, null, against);
  }

  private static Comparator<Member> byFit(Set<String> wantedRoles) {
    return Comparator.comparing((Member member) -> !wantedRoles.contains(member.role()))
        .thenComparingInt(Member::lane)
        .thenComparingInt(Member::sortOrder);
  }

  /** The members that can work on a node; what speaks against the others is noted. */
  private List<Member> fit(Node node, Map<String, String> against) {
    List<Member> fit = new ArrayList<>();
    for (Member member : roster.members()) {
      String why = refusal(node, member);
      if (why == null) {
        fit.add(member);
      } else {
        against.put(member.name(), why);
      }
    }
    return fit;
  }

  private static @Nullable String refusal(Node node, Member member) {
    if (member.refusal() != null) {
      return member.refusal();
    }
    for (String tool : new TreeSet<>(tools(node))) {
      String denied = member.denied().get(tool);
      if (denied != null) {
        return "may not call \"%s\": %s".formatted(tool, denied.replace('_', ' '));
      }
    }
    return ASKS_MODELS.contains(node.kind()) ? member.modelRefusal() : null;
  }

  private @Nullable UUID placeOf(UUID node) {
    Choice choice = chosen.get(node);
    Member member = choice == null ? null : choice.member();
    if (member != null) {
      return member.id();
    }
    Roster.Given given = roster.given().get(node);
    return given == null ? null : given.memberId();
  }

  private static @Nullable Member find(List<Member> members, UUID place) {
    return members.stream()
        .filter(member -> Objects.equals(member.id(), place))
        .findFirst()
        .orElse(null);
  }
}
