package dev.connectedlenses.database.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.database.TestDatabase;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rules that every object of the schema keeps: {@code lints/<rule>.sql} returns what breaks it, and
 * {@code lints/<rule>.bad.sql} plants something that does.
 */
class LintTest {
  private static TestDatabase database;

  @BeforeAll
  static void start() {
    database = TestDatabase.create();
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  static Stream<String> rules() {
    return Resources.below("lints").stream()
        .map(Resources::name)
        .filter(name -> name.endsWith(".sql") && !name.endsWith(".bad.sql"))
        .map(name -> name.replace(".sql", ""));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theSchemaKeepsTheRule(String rule) {
    List<String> found = database.admin().withHandle(h -> findings(h, rule));

    assertThat(found).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void aPlantedBreachIsFound(String rule) {
    List<String> found =
        database
            .admin()
            .inTransaction(h -> {
              h.createScript(Resources.text("lints/" + rule + ".bad.sql")).execute();
              List<String> findings = findings(h, rule);
              h.rollback();
              return findings;
            });

    assertThat(found).isNotEmpty();
  }

  private static List<String> findings(Handle handle, String rule) {
    var query = handle.createQuery(Resources.text("lints/" + rule + ".sql"));
    switch (rule) {
      case "definers-are-listed" -> query.bind("listed", list("definers"));
      case "open-policies-are-listed" -> query.bind("listed", list("open-policies"));
      default -> {}
    }
    return query.mapTo(String.class).list();
  }

  private static String list(String name) {
    return Resources.text("lints/" + name + ".txt").lines().collect(Collectors.joining(","));
  }
}
