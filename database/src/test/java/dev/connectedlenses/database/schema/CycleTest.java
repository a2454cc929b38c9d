package dev.connectedlenses.database.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.database.TestDatabase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

/** {@code lenses.find_cycle} against a search that tries every path, on random graphs. */
class CycleTest {
  private static final int GRAPHS = 300;

  /** A directed edge between two numbered nodes. */
  private record Edge(int source, int target) {}

  @Test
  void findsACycleExactlyWhereThereIsOne() {
    Random random = new Random(7);
    try (TestDatabase database = TestDatabase.create()) {
      database
          .admin()
          .useHandle(h -> {
            int cyclic = 0;
            for (int i = 0; i < GRAPHS; i++) {
              List<Edge> edges = graph(random);
              List<UUID> cycle = cycle(h, edges);
              assertThat(!cycle.isEmpty()).as("%s", edges).isEqualTo(hasCycle(edges));
              if (!cycle.isEmpty()) {
                cyclic++;
                assertLeadsBack(edges, cycle);
              }
            }
            assertThat(cyclic).isBetween(GRAPHS / 10, GRAPHS * 9 / 10);
          });
    }
  }

  @Test
  void noEdgesNoCycle() {
    try (TestDatabase database = TestDatabase.create()) {
      List<UUID> cycle = database.admin().withHandle(h -> cycle(h, List.of()));

      assertThat(cycle).isEmpty();
    }
  }

  private static List<Edge> graph(Random random) {
    int nodes = 2 + random.nextInt(7);
    List<Edge> edges = new ArrayList<>();
    for (int i = random.nextInt(2 * nodes); i > 0; i--) {
      int source = random.nextInt(nodes);
      edges.add(new Edge(source, (source + 1 + random.nextInt(nodes - 1)) % nodes));
    }
    return edges;
  }

  /** The nodes along a cycle, none where there is none. */
  private static List<UUID> cycle(Handle handle, List<Edge> edges) {
    UUID[] sources = edges.stream().map(e -> id(e.source())).toArray(UUID[]::new);
    UUID[] targets = edges.stream().map(e -> id(e.target())).toArray(UUID[]::new);
    return handle
        .createQuery("select unnest(lenses.find_cycle(?, ?))")
        .bind(0, sources)
        .bind(1, targets)
        .mapTo(UUID.class)
        .list();
  }

  private static UUID id(int node) {
    return new UUID(0, node);
  }

  private static boolean hasCycle(List<Edge> edges) {
    return edges.stream().anyMatch(e -> reachable(edges, e.target()).contains(e.source()));
  }

  private static Set<Integer> reachable(List<Edge> edges, int from) {
    Set<Integer> seen = new HashSet<>(Set.of(from));
    boolean grew = true;
    while (grew) {
      grew = false;
      for (Edge edge : edges) {
        grew |= seen.contains(edge.source()) && seen.add(edge.target());
      }
    }
    return seen;
  }

  private static void assertLeadsBack(List<Edge> edges, List<UUID> cycle) {
    assertThat(cycle).doesNotHaveDuplicates();
    for (int i = 0; i < cycle.size(); i++) {
      int source = (int) cycle.get(i).getLeastSignificantBits();
      int target = (int) cycle.get((i + 1) % cycle.size()).getLeastSignificantBits();
      assertThat(edges).contains(new Edge(source, target));
    }
  }
}
