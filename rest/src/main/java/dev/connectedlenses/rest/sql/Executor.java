package dev.connectedlenses.rest.sql;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.database.UserSettings;
import dev.connectedlenses.rest.error.RestException;
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
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** Runs the statement of a plan as a user, in one round trip unless it is to be undone. */
public final class Executor {

  private final Database database;
  private final SqlStates states;
  private final Retries retries;
  private final @Nullable String before;
  private final Presence presence;

  /**
   * An executor on this database.
   *
   * @param kind whether statuses are kinder than PostgREST's and passing conflicts are retried
   * @param before the function that runs before every statement ({@code schema.function}), or null
   */
  public Executor(Database database, boolean kind, @Nullable String before) {
    this(database, kind, before, Presence.CERTAIN);
  }

  /** The same on a database that may be away. */
  public Executor(Database database, boolean kind, @Nullable String before, Presence presence) {
    this.before = before == null ? null : call(before);
    this.database = database;
    this.presence = presence;
    this.states = new SqlStates(kind);
    this.retries = new Retries(kind ? 3 : 1);
  }

  static String call(String function) {
    return Arrays.stream(function.split("\\.", 2))
        .map(part -> "\"" + part.replace("\"", "\"\"") + "\"")
        .collect(Collectors.joining(".", "select ", "()"));
  }

  /**
   * How a plan is run.
   *
   * @param repeat what the answer is kept under, null for a request that is not told apart from its
   *     repeats
   * @param shares whether calls of the same kind may share its transaction
   */
  public record Run(
      UserSettings settings,
      boolean rollback,
      boolean anonymous,
      @Nullable Repeat repeat,
      boolean shares) {

    /** Of a request that is not told apart from its repeats. */
    public Run(UserSettings settings, boolean rollback, boolean anonymous) {
      this(settings, rollback, anonymous, null, false);
    }
  }

  /** The call of a function whose repeats are answered as it was, with all that makes it one. */
  public record Repeat(String function, String request) {}

  /** Runs a plan; what the database refuses becomes a refusal of the request. */
  public Answer run(Prepared prepared, ApiRequest request, Run run) {
    return refusing(run, () -> retries.run(() -> once(prepared, request, run)));
  }

  /** Asks the database for something. */
  private interface Question<T> {
    T ask() throws SQLException;
  }

  /** What the database refused becomes a refusal, and a lost connection a doubt. */
  private <T> T refusing(Run run, Question<T> question) {
    presence.check();
    try {
      return question.ask();
    } catch (SQLException e) {
      throw refusal(e, run);
    } catch (JdbiException e) {
      if (e.getCause() instanceof SQLException refused) {
        throw refusal(refused, run);
      }
      throw e;
    }
  }

  private RestException refusal(SQLException refused, Run run) {
    if (DatabaseErrors.isLoss(refused)) {
      presence.doubt();
    }
    return DatabaseErrors.of(refused, states, run.anonymous()).asException();
  }

  private Answer once(Prepared prepared, ApiRequest request, Run run) throws SQLException {
    Binding binding = new Binding(prepared.params(), request);
    Prepared.Reader reader = prepared.reader();
    Answer answer =
        run.rollback() || before != null || run.repeat() != null
            ? inSteps(prepared.text(), binding, run, reader)
            : inOne(prepared, binding, run, reader);
    if (!(prepared.media() instanceof MediaType.Plan)) {
      for (var violation : prepared.guard().violations(answer.page())) {
        throw violation.asException();
      }
    }
    return needsGuess(prepared, answer) ? guessed(prepared, request, run, answer) : answer;
  }

  /** One round trip, of this request alone or of several. */
  private Answer inOne(Prepared prepared, Binding binding, Run run, Prepared.Reader reader)
      throws SQLException {
    return run.shares()
        ? database.asUserSharing(
            run.settings().with("response.headers", "").with("response.status", ""),
            prepared.text(),
            prepared.params().size(),
            binding::bind,
            reader::read)
        : database.asUser(run.settings(), prepared.text(), binding::bind, reader::read);
  }

  /** A planned total always, an estimated one when there are more rows than were counted. */
  private static boolean needsGuess(Prepared prepared, Answer answer) {
    Plan plan = prepared.plan();
    if (plan instanceof Plan.Write || prepared.media() instanceof MediaType.Plan) {
      return false;
    }
    Count count = prepared.shape().preferences().count();
    Counting counting =
        plan instanceof Plan.Read r ? r.count() : plan instanceof Plan.Call c ? c.count() : null;
    Long most = counting == null ? null : counting.most();
    Long total = answer.total();
    return count == Count.PLANNED
        || (count == Count.ESTIMATED && most != null && total != null && total >= most);
  }

  private Answer guessed(Prepared prepared, ApiRequest request, Run run, Answer answer)
      throws SQLException {
    Sql sql = Statements.planned(prepared.plan());
    Binding binding = new Binding(sql.params(), request);
    long planned =
        database.asUser(run.settings(), sql.text(), binding::bind, AnswerReader::plannedRows);
    Long total = answer.total();
    return answer.withTotal(total == null ? planned : Math.max(total, planned));
  }

  /** What the planner thinks this request costs; nothing is run. */
  public double cost(Prepared prepared, ApiRequest request, Run run) {
    Binding binding = new Binding(prepared.params(), request);
    String explain = "explain (format json) " + prepared.text();
    return refusing(
        run,
        () -> database.asUser(run.settings(), explain, binding::bind, AnswerReader::plannedCost));
  }

  /** Work that runs several plans. */
  public interface Work<T> {
    /** Runs them. */
    T with(Together together) throws SQLException;
  }

  /** Runs several plans in one transaction: all of them hold, or none. */
  public <T> T together(Run first, Work<T> work) {
    return refusing(
        first,
        () ->
            retries.run(() ->
                database.asUser(
                    first.settings(), handle -> work.with(new Together(handle, before)))));
  }

  /** Several round trips: the function that runs before, the statement, and perhaps the undoing. */
  private Answer inSteps(String text, Binding binding, Run run, Prepared.Reader reader)
      throws SQLException {
    return database.asUser(
        run.settings(),
        handle -> {
          if (before != null) {
            try (PreparedStatement first = handle.getConnection().prepareStatement(before)) {
              first.execute();
            }
          }
          Repeats.First first = () -> answer(handle, text, binding, reader);
          Answer answer =
              run.repeat() == null ? first.answer() : Repeats.answer(handle, run.repeat(), first);
          if (run.rollback()) {
            try (PreparedStatement check =
                handle.getConnection().prepareStatement("set constraints all immediate")) {
              check.execute();
            }
            handle.rollback();
          }
          return answer;
        });
  }

  private static Answer answer(Handle handle, String text, Binding binding, Prepared.Reader reader)
      throws SQLException {
    try (PreparedStatement statement = handle.getConnection().prepareStatement(text)) {
      binding.bind(statement, 1);
      try (ResultSet rows = statement.executeQuery()) {
        return reader.read(rows);
      }
    }
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
    return refusing(
        run, () -> Visible.read(read(CatalogStatement.visible(schema), run.settings())));
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
}
