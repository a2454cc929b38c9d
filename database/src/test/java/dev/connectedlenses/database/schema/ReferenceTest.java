package dev.connectedlenses.database.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.database.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The reference pages and the web page's types say what the catalog says: they are written from it,
 * and a test is red when they are stale.
 */
class ReferenceTest {
  private static final Pattern HINT = Pattern.compile("hint = '([a-z][a-z0-9_]*): ");
  private static final Pattern CODE = Pattern.compile("`([a-z][a-z0-9_]*)`");

  private static TestDatabase database;

  @BeforeAll
  static void start() {
    database = TestDatabase.create();
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  static List<Map<String, Object>> rows(String query) {
    return database
        .admin()
        .withHandle(h -> h.createQuery(Resources.text("reference/" + query)).mapToMap().list());
  }

  private static String text(Map<String, Object> row, String name) {
    return Objects.toString(row.get(name), "");
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }

  /** The sentence that a file of code begins with. */
  private static String firstComment(Path file) {
    List<String> lines =
        Resources.text(file).lines().takeWhile(line -> line.startsWith("--")).toList();
    return String.join(" ", lines.stream().map(line -> line.substring(2).strip()).toList());
  }

  @Test
  void everyFunctionIsOnThePage() {
    Map<String, String> comments = new HashMap<>();
    for (Path file : Resources.below("db/code/public")) {
      comments.put(
          Resources.name(file).replaceAll("^R__\\w+\\.public\\.|\\.sql$", ""), firstComment(file));
    }
    StringBuilder page = new StringBuilder(RPC_HEAD);
    for (Map<String, Object> row : rows("functions.sql")) {
      String name = text(row, "name");
      String comment = comments.getOrDefault(name, "");
      assertThat(comment).as("the file of %s begins with a sentence", name).isNotEmpty();
      page.append("\n## %s\n\n%s\n\n".formatted(name, comment));
      page.append("%s · %s\n\n```\n(".formatted(text(row, "kind"), text(row, "callers")));
      page.append(text(row, "arguments")).append(")\n→ ").append(text(row, "result"));
      page.append("\n```\n");
    }
    Generated.check("docs/reference/rpc.md", page.toString());
  }

  private static final String RPC_HEAD =
      """
      # Functions of the API

      Written from the catalog by a test; do not edit. Each is called at `POST /rest/v1/rpc/<name>` with named arguments, those that only read also by GET. Errors: [errors.md](errors.md).
      """;

  @Test
  void everyTableIsOnThePage() {
    Map<String, List<String>> rules = new HashMap<>();
    for (Map<String, Object> row : rows("unique.sql")) {
      rules
          .computeIfAbsent(
              text(row, "schema") + "." + text(row, "relation"), _ -> new ArrayList<>())
          .add(text(row, "rule"));
    }
    StringBuilder page = new StringBuilder(TABLES_HEAD);
    String last = "";
    for (Map<String, Object> row : rows("tables.sql")) {
      String relation = text(row, "schema") + "." + text(row, "relation");
      if (!relation.equals(last)) {
        page.append(ending(rules, last)).append(beginning(row, relation));
        last = relation;
      }
      page.append(column(row));
    }
    page.append(ending(rules, last));
    Generated.check("docs/reference/tables.md", page.toString());
  }

  private static String beginning(Map<String, Object> row, String relation) {
    String kind = Boolean.TRUE.equals(row.get("is_view")) ? " (view)" : "";
    String comment = text(row, "comment");
    return "\n## %s%s\n%s\n| column | type | default | rule |\n|---|---|---|---|\n"
        .formatted(relation, kind, comment.isEmpty() ? "" : "\n" + comment + "\n");
  }

  private static String column(Map<String, Object> row) {
    String nullable = Boolean.TRUE.equals(row.get("nullable")) ? "?" : "";
    String rule = (text(row, "foreign_key") + " " + text(row, "checks")).strip();
    return "| %s%s | %s | %s | %s |\n"
        .formatted(
            text(row, "name"),
            nullable,
            text(row, "type"),
            cell(text(row, "default_value")),
            cell(rule));
  }

  private static String ending(Map<String, List<String>> rules, String relation) {
    StringBuilder end = new StringBuilder();
    List<String> its = rules.getOrDefault(relation, List.of());
    its.forEach(
        rule -> end.append(end.isEmpty() ? "\n" : "").append("- ").append(rule).append("\n"));
    return end.toString();
  }

  private static final String TABLES_HEAD =
      """
      # Tables and views

      Written from the catalog by a test; do not edit. `?` after a name: may be null. `→`: refers to, deleted along with it unless something else is said. Who may do what with the rows: row security and grants, tried for every persona by `RightsMatrixTest`. State columns: [state-machines.md](state-machines.md).
      """;

  @Test
  void theTypesOfTheWebPageAreThoseOfTheCatalog() {
    TypeScript types = new TypeScript(rows("types.sql"), rows("calls.sql"));
    Generated.check("web/src/api/enums.ts", types.enums());
    Generated.check("web/src/api/database.types.ts", types.database());
  }

  @Test
  void everyCodeThatTheDatabaseRaisesIsOnThePageOfErrors() {
    TreeSet<String> raised = new TreeSet<>();
    for (Path file : Resources.below("db/code")) {
      HINT.matcher(Resources.text(file)).results().map(m -> m.group(1)).forEach(raised::add);
    }
    String page = Resources.text(Path.of("..", "docs", "reference", "errors.md"));
    TreeSet<String> told = new TreeSet<>();
    CODE.matcher(page).results().map((MatchResult m) -> m.group(1)).forEach(told::add);
    assertThat(raised).hasSizeGreaterThan(50);
    assertThat(told).as("codes on docs/reference/errors.md").containsAll(raised);
  }

  @Test
  void everyEventOfATeamRunIsOnThePageOfEvents() {
    String check =
        database
            .admin()
            .withHandle(h ->
                h.createQuery(
                        """
                        select string_agg(pg_get_constraintdef(oid), ' ') from pg_constraint
                        where contypid = 'agents.run_event_type'::regtype
                        """)
                    .mapTo(String.class)
                    .one());
    String page = Resources.text(Path.of("..", "docs", "reference", "events.md"));
    List<String> types =
        Pattern.compile("'([a-z_]+\\.[a-z_.]+)'")
            .matcher(check)
            .results()
            .map(m -> m.group(1))
            .distinct()
            .toList();
    assertThat(types).hasSizeGreaterThan(20);
    assertThat(types).allSatisfy(type -> assertThat(page).contains("`" + type + "`"));
  }
}
