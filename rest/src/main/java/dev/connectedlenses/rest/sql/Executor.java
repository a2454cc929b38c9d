package dev.connectedlenses.rest.sql;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.database.UserSettings;
import dev.connectedlenses.rest.error.SqlStates;
import dev.connectedlenses.rest.plan.Plan;
import dev.connectedlenses.rest.plan.Plan.Counting;
import dev.connectedlenses.rest.request.ApiRequest;
import dev.connectedlenses.rest.request.MediaType;
import dev.connectedlenses.rest.request.Preferences.Count;
import dev.connectedlenses.rest.schemacache.CatalogStatement;
import dev.connectedlenses.rest.schemacache.Visible;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** Runs the statement of a plan as a user, in one round trip unless it is to be undone. */
public final class Executor {

  private final Database database;
  private final SqlStates states;
  private final Retries retries;
  private final @Nullable String before;

  /**
   * An executor on this database.
   *
   * @param kind whether statuses are kinder than PostgREST's and passing conflicts are retried
   * @param before the function that runs before every statement ({@code schema.function}), or null
   */
  public Executor(Database database, boolean kind, @Nullable String before) {
    this.before = before == null ? null : call(before);
    this.database = database;
    this.states = new SqlStates(kind);
    this.retries = new Retries(kind ? 3 : 1);
  }

  static String call(String function) {
    return Arrays.stream(function.split("\\.", 2))
        .map(part -> "\"" + part.replace("\"", "\"\"") + "\"")
        .collect(Collectors.joining(".", "select ", "()"));
  }

  /** How a plan is run. */
  public record Run(UserSettings settings, boolean rollback, boolean anonymous) {}

  /** Runs a plan; what the database refuses becomes a refusal of the request. */
  public Answer run(Plan plan, ApiRequest request, Run run) {
    try {
      return retries.run(() -> run(plan, request, run.settings(), run.rollback()));
    } catch (SQLException e) {
      throw DatabaseErrors.of(e, states, run.anonymous()).asException();
    } catch (JdbiException e) {
      if (e.getCause() instanceof SQLException refused) {
        throw DatabaseErrors.of(refused, states, run.anonymous()).asException();
      }
      throw e;
    }
  }

  /**
   * Runs a plan.
   *
   * @param rollback whether everything is undone afterwards
   */
  private Answer run(Plan plan, ApiRequest request, UserSettings settings, boolean rollback)
      throws SQLException {
    Sql sql = Statements.of(plan, request);
    Reader reader = reader(plan);
    Answer answer =
        rollback || before != null
            ? inSteps(sql, settings, reader, rollback)
            : database.asUser(
                settings, sql.text(), (s, first) -> bind(s, first, sql.params()), reader::read);
    if (!(media(plan) instanceof MediaType.Plan)) {
      for (var violation : Statements.guard(plan, request).violations(answer.page())) {
        throw violation.asException();
      }
    }
    return needsGuess(plan, request, answer) ? guessed(plan, settings, answer) : answer;
  }

  /** A planned total always, an estimated one when there are more rows than were counted. */
  private static boolean needsGuess(Plan plan, ApiRequest request, Answer answer) {
    if (plan instanceof Plan.Write || media(plan) instanceof MediaType.Plan) {
      return false;
    }
    Count count = request.preferences().count();
    Counting counting =
        plan instanceof Plan.Read r ? r.count() : plan instanceof Plan.Call c ? c.count() : null;
    Long most = counting == null ? null : counting.most();
    Long total = answer.total();
    return count == Count.PLANNED
        || (count == Count.ESTIMATED && most != null && total != null && total >= most);
  }

  private Answer guessed(Plan plan, UserSettings settings, Answer answer) throws SQLException {
    Sql sql = Statements.planned(plan);
    long planned =
        database.asUser(
            settings,
            sql.text(),
            (s, first) -> bind(s, first, sql.params()),
            AnswerReader::plannedRows);
    Long total = answer.total();
    return answer.withTotal(total == null ? planned : Math.max(total, planned));
  }

  /** How the rows of an answer are read. */
  private interface Reader {
    Answer read(ResultSet rows) throws SQLException;
  }

  private static Reader reader(Plan plan) {
    if (media(plan) instanceof MediaType.Plan) {
      return AnswerReader::readPlan;
    }
    return plan instanceof Plan.Write ? AnswerReader::readWrite : AnswerReader::read;
  }

  private static MediaType media(Plan plan) {
    return switch (plan) {
      case Plan.Read r -> r.media();
      case Plan.Call c -> c.media();
      case Plan.Write w -> w.media();
      case Plan.Allow a -> new MediaType.Json();
      case Plan.Describe d -> d.media();
    };
  }

  /** Several round trips: the function that runs before, the statement, and perhaps the undoing. */
  private Answer inSteps(Sql sql, UserSettings settings, Reader reader, boolean rollback)
      throws SQLException {
    return database.asUser(
        settings,
        handle -> {
          if (before != null) {
            try (PreparedStatement first = handle.getConnection().prepareStatement(before)) {
              first.execute();
            }
          }
          Answer answer;
          try (PreparedStatement statement = handle.getConnection().prepareStatement(sql.text())) {
            bind(statement, 1, sql.params());
            try (ResultSet rows = statement.executeQuery()) {
              answer = reader.read(rows);
            }
          }
          if (rollback) {
            try (PreparedStatement check =
                handle.getConnection().prepareStatement("set constraints all immediate")) {
              check.execute();
            }
            handle.rollback();
          }
          return answer;
        });
  }

  /**
   * Reads the catalogs as the connection's own role; with no search path, names come out in full.
   */
  public byte[] catalogs(CatalogStatement statement) {
    try {
      return read(statement, new UserSettings(Map.of("role", "none", "search_path", "")));
    } catch (SQLException e) {
      throw new IllegalStateException("the catalogs could not be read", e);
    }
  }

  /** What a caller may use of a schema. */
  public Visible visible(String schema, Run run) {
    try {
      return Visible.read(read(CatalogStatement.visible(schema), run.settings()));
    } catch (SQLException e) {
      throw DatabaseErrors.of(e, states, run.anonymous()).asException();
    }
  }

  private byte[] read(CatalogStatement statement, UserSettings settings) throws SQLException {
    return database.asUser(
        settings,
        statement.text(),
        (s, first) -> {
          int index = first;
          for (String parameter : statement.parameters()) {
            s.setString(index++, parameter);
          }
        },
        rows -> {
          rows.next();
          return rows.getString(1).getBytes(StandardCharsets.UTF_8);
        });
  }

  private static void bind(PreparedStatement statement, int first, List<Sql.Param> params)
      throws SQLException {
    int index = first;
    for (Sql.Param param : params) {
      switch (param) {
        case Sql.Param.Text t -> statement.setString(index, t.value());
        case Sql.Param.Untyped u -> statement.setObject(index, u.value(), Types.OTHER);
        case Sql.Param.Count c -> statement.setLong(index, c.value());
        case Sql.Param.Bytes b -> statement.setBytes(index, b.value());
      }
      index++;
    }
  }
}
