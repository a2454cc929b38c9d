package dev.connectedlenses.database.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.database.TestDatabase;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every graph of {@code graphs.txt} and what the validation says of it. */
class GraphProblemsTest {
  private static final Pattern BLANK_LINE = Pattern.compile("\n\\s*\n");
  private static final Pattern PLACE = Pattern.compile("@(\\d+)");
  private static final Pattern ROW = Pattern.compile("\"(lens|version|workflow)/(\\d+)\"");
  private static TestDatabase database;

  @BeforeAll
  static void start() {
    database = TestDatabase.create();
    RightsMatrix.loadFixture(database);
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  /** One graph and the lines "code severity: message" that it gets. */
  private record Case(String title, String graph, List<String> problems) {
    static Case read(String block) {
      List<String> lines = block.strip().lines().toList();
      List<String> graph =
          lines.stream().filter(l -> !l.startsWith("-- ") && !l.startsWith("=> ")).toList();
      List<String> problems =
          lines.stream().filter(l -> l.startsWith("=> ")).map(l -> l.substring(3)).toList();
      return new Case(
          lines.getFirst().substring(3),
          String.join("\n", graph),
          problems.equals(List.of("nothing")) ? List.of() : problems);
    }

    String json() {
      String placed = PLACE.matcher(graph).replaceAll(m -> id("f9", m.group(1)));
      return ROW.matcher(placed).replaceAll(m -> "\"" + id(prefix(m.group(1)), m.group(2)) + "\"");
    }

    private static String prefix(String table) {
      return switch (table) {
        case "lens" -> "d0";
        case "version" -> "e0";
        default -> "f0";
      };
    }

    private static String id(String prefix, String number) {
      return prefix + "000000-0000-7000-8000-" + "0".repeat(12 - number.length()) + number;
    }
  }

  @TestFactory
  Stream<DynamicTest> graphs() {
    return BLANK_LINE
        .splitAsStream(Resources.text("graphs.txt"))
        .filter(block -> block.contains("\n=> "))
        .map(Case::read)
        .map(graph ->
            DynamicTest.dynamicTest(
                graph.title(), () -> assertThat(problems(graph)).isEqualTo(graph.problems())));
  }

  private static List<String> problems(Case graph) {
    return database
        .admin()
        .inTransaction(h -> {
          h.createQuery("select set_config('request.jwt.claims', ?, true)")
              .bind(0, Persona.OWNER.claims())
              .mapTo(String.class)
              .one();
          return h.createQuery(
                  """
                  select code || ' ' || severity || ': ' || message
                  from lenses.graph_problems(?::jsonb, ?)
                  """)
              .bind(0, graph.json())
              .bind(1, UUID.fromString("f0000000-0000-7000-8000-000000000001"))
              .mapTo(String.class)
              .list();
        });
  }
}
