package dev.connectedlenses.database.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.database.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** The psql session of docs/howto/walk-the-domain.md answers what the page says. */
class WalkTest {
  private static final Path PAGE = Path.of("..", "docs", "howto", "walk-the-domain.md");
  private static final Pattern BLOCK = Pattern.compile("(?s)```sql\n(.*?)```");

  /** A statement of the page and its answer; empty where the page shows none. */
  private record Step(String sql, String answer) {}

  private static List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    BLOCK
        .matcher(Resources.text(PAGE))
        .results()
        .flatMap(block -> Pattern.compile("\n\\s*\n").splitAsStream(block.group(1)))
        .forEach(part -> {
          int answer = part.indexOf("-- => ");
          String sql = answer < 0 ? part : part.substring(0, answer);
          steps.add(
              new Step(
                  sql.strip().replaceAll(";$", ""),
                  answer < 0 ? "" : part.substring(answer + 6).strip()));
        });
    return steps;
  }

  @Test
  void everyStatementAnswersWhatThePageSays() throws SQLException {
    List<Step> steps = steps();
    assertThat(steps).hasSizeGreaterThan(40);
    try (TestDatabase database = TestDatabase.create();
        var handle = database.admin().open()) {
      for (Step step : steps) {
        assertThat(answer(handle.getConnection(), step.sql()))
            .as(step.sql())
            .isEqualTo(step.answer());
      }
    }
  }

  @Test
  void thePageIsWalkedAsEverybody() {
    assertThat(steps().stream().map(Step::sql).filter(sql -> sql.startsWith("set role")))
        .containsExactly("set role anon", "set role authenticated", "set role authenticated");
    assertThat(steps().stream().filter(step -> step.answer().startsWith("!")))
        .hasSizeGreaterThan(15);
  }

  private static String answer(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return "";
      }
      List<String> rows = new ArrayList<>();
      try (ResultSet answer = statement.getResultSet()) {
        while (answer.next()) {
          rows.add(shown(answer.getString(1)));
        }
      }
      return rows.isEmpty() ? "nothing" : String.join(" · ", rows);
    } catch (PSQLException e) {
      return error(e);
    }
  }

  private static String shown(@Nullable String value) {
    return value == null ? "null" : value.isEmpty() ? "empty" : value;
  }

  private static String error(PSQLException e) {
    ServerErrorMessage message = e.getServerErrorMessage();
    String hint = message == null || message.getHint() == null ? "" : message.getHint();
    int colon = hint.indexOf(": ");
    String state = String.valueOf(e.getSQLState()).toUpperCase(Locale.ROOT);
    boolean ours = colon > 0 && hint.substring(0, colon).matches("[a-z][a-z0-9_]*");
    return "! " + state + (ours ? " " + hint.substring(0, colon) : "");
  }
}
