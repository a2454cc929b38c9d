package dev.connectedlenses.engine.team;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.engine.graph.Edge;
import dev.connectedlenses.engine.graph.Graph;
import dev.connectedlenses.engine.graph.Json;
import dev.connectedlenses.engine.graph.MergeStrategy;
import dev.connectedlenses.engine.graph.Node;
import dev.connectedlenses.engine.graph.NodePolicy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CastingTest {
  private static final UUID ONE = new UUID(0, 1);
  private static final UUID TWO = new UUID(0, 2);

  private static Node node(int number, String kind, String config) {
    return new Node(
        new UUID(1, number),
        "n" + number,
        kind,
        Json.MAPPER.readTree(config.replace('\'', '"')).asObject(),
        null,
        List.of(),
        NodePolicy.DEFAULT);
  }

  private static Member member(UUID id, String role, int lane, int place) {
    return new Member(
        id,
        new UUID(2, id.getLeastSignificantBits()),
        "m" + id.getLeastSignificantBits(),
        role,
        lane,
        place,
        null,
        null,
        Map.of());
  }

  private static Graph chain(Node... nodes) {
    List<Edge> edges = new ArrayList<>();
    for (int i = 1; i < nodes.length; i++) {
      edges.add(
          new Edge(
              new UUID(3, i),
              i - 1,
              i,
              dev.connectedlenses.engine.graph.Path.parse("output"),
              "it",
              MergeStrategy.LAST_WRITE_WINS,
              null));
    }
    return new Graph(UUID.randomUUID(), UUID.randomUUID(), List.of(nodes), edges);
  }

  private static Roster roster(
      List<Member> members, Map<UUID, String> categories, Roster.Handoff... handoffs) {
    return new Roster(members, List.of(handoffs), categories, Map.of());
  }

  @ParameterizedTest
  @CsvSource({
    "validation, reviewer", "research, researcher", "planning, planner", "generation, writer",
    "routing, coordinator", "memory, archivist", "export, publisher", "instruction, operator"
  })
  void aRoleThatFitsTheWorkGoesBeforeLaneAndPlace(String category, String role) {
    Node lens = node(1, "lens", "{}");
    Roster roster =
        roster(
            List.of(member(ONE, "other", 0, 0), member(TWO, role, 5, 9)),
            Map.of(lens.id(), category));
    Casting.Choice choice = Casting.cast(chain(lens), roster).getFirst();
    assertThat(choice.member()).isNotNull().extracting(Member::id).isEqualTo(TWO);
    assertThat(choice.reason()).isEqualTo("its role %s fits %s".formatted(role, category));
  }

  @Test
  void withoutAFittingRoleTheLowerLaneAndThenTheLowerPlaceGoesFirst() {
    Node lens = node(1, "lens", "{}");
    List<Member> members =
        List.of(member(new UUID(0, 3), "a", 1, 0), member(ONE, "a", 0, 2), member(TWO, "a", 0, 1));
    assertThat(Casting.cast(chain(lens), roster(members, Map.of())).getFirst().member())
        .isNotNull()
        .extracting(Member::id)
        .isEqualTo(TWO);
  }

  @Test
  void whatSpeaksAgainstEachIsTold() {
    Node tool = node(1, "tool", "{'tool_key':'post'}");
    Member off = new Member(ONE, ONE, "off", "a", 0, 0, "the agent is paused", null, Map.of());
    Member denied =
        new Member(TWO, TWO, "denied", "a", 0, 0, null, null, Map.of("post", "denied_by_profile"));
    Casting.Choice choice =
        Casting.cast(chain(tool), roster(List.of(off, denied), Map.of())).getFirst();
    assertThat(choice.member()).isNull();
    assertThat(choice.against())
        .isEqualTo(
            Map.of(
                "off",
                "the agent is paused",
                "denied",
                "may not call \"post\": denied by profile"));
    assertThat(choice.toJson().path("blocker").asString()).startsWith("nobody can work on it");
  }

  @Test
  void aModelThatCannotBeAskedMattersOnlyWhereOneIsAsked() {
    Member mute = new Member(ONE, ONE, "mute", "a", 0, 0, null, "no model", Map.of());
    Roster roster = roster(List.of(mute), Map.of());
    assertThat(Casting.cast(chain(node(1, "lens", "{}")), roster).getFirst().member()).isNull();
    assertThat(Casting.cast(chain(node(1, "http_request", "{}")), roster).getFirst().member())
        .isEqualTo(mute);
  }

  @Test
  void nodesThatOnlyComputeOrWaitAreNobodysStep() {
    Graph graph =
        chain(node(1, "transform", "{}"), node(2, "approval", "{}"), node(3, "output", "{}"));
    assertThat(Casting.cast(graph, roster(List.of(member(ONE, "a", 0, 0)), Map.of()))).isEmpty();
  }

  @Test
  void handoffsLeadDownTheGraph() {
    Member a = member(ONE, "a", 0, 0);
    Member b = member(TWO, "b", 1, 0);
    Graph graph = chain(node(1, "lens", "{}"), node(2, "lens", "{}"), node(3, "lens", "{}"));
    List<Casting.Choice> choices =
        Casting.cast(graph, roster(List.of(a, b), Map.of(), new Roster.Handoff(ONE, TWO)));
    assertThat(choices).extracting(Casting.Choice::member).containsExactly(a, b, a);
    assertThat(choices.get(1).handoffFrom()).isEqualTo(ONE);
  }

  /**
   * Property: nobody unfit is ever chosen, somebody fit is where there is one, order of rows is
   * nothing.
   */
  @Test
  void choicesAreFitCompleteAndIndependentOfTheOrderOfRows() {
    for (long seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      List<Member> members = new ArrayList<>();
      for (int i = 1; i <= random.nextInt(0, 6); i++) {
        members.add(
            new Member(
                new UUID(0, i),
                new UUID(2, i),
                "m" + i,
                List.of("writer", "reviewer", "x").get(random.nextInt(3)),
                random.nextInt(3),
                i,
                random.nextInt(4) == 0 ? "off" : null,
                random.nextInt(4) == 0 ? "mute" : null,
                random.nextInt(4) == 0 ? Map.of("t", "no") : Map.of()));
      }
      Node node =
          random.nextBoolean() ? node(1, "lens", "{}") : node(1, "tool", "{'tool_key':'t'}");
      Map<UUID, String> categories =
          random.nextBoolean() ? Map.of(node.id(), "validation") : Map.of();
      Casting.Choice choice = Casting.cast(chain(node), roster(members, categories)).getFirst();
      boolean lens = node.kind().equals("lens");
      List<Member> fit =
          members.stream()
              .filter(m ->
                  m.refusal() == null && (lens ? m.modelRefusal() == null : m.denied().isEmpty()))
              .toList();
      assertThat(choice.member() == null).as("seed %d", seed).isEqualTo(fit.isEmpty());
      if (choice.member() != null) {
        assertThat(fit).as("seed %d", seed).contains(choice.member());
      }
      List<Member> shuffled = new ArrayList<>(members);
      Collections.shuffle(shuffled, random);
      assertThat(Casting.cast(chain(node), roster(shuffled, categories)).getFirst().member())
          .as("seed %d", seed)
          .isEqualTo(choice.member());
    }
  }
}
