package dev.connectedlenses.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * The one way into the database, with two doors: {@code asUser}, where row security decides what
 * the caller sees, and {@code asEngine}, for everything that happens later.
 *
 * <p>Both doors log in as roles that may do little by themselves; the user's door takes on the
 * caller's role for one statement or transaction and no longer.
 */
public final class Database implements AutoCloseable {

  private final HikariDataSource gateway;
  private final HikariDataSource engine;
  private final HikariDataSource keeper;
  private final Jdbi gatewayJdbi;
  private final Jdbi engineJdbi;
  private final StatementTexts texts = new StatementTexts();
  private final Sharing sharing = new Sharing(this::carry);

  private final Turns turns;

  private Database(HikariDataSource gateway, HikariDataSource engine, HikariDataSource keeper) {
    this.gateway = gateway;
    this.engine = engine;
    this.keeper = keeper;
    this.turns = new Turns(engine);
    this.gatewayJdbi = PostgresTypes.jdbi(gateway);
    this.engineJdbi = PostgresTypes.jdbi(engine);
  }

  /**
   * Opens both doors of a migrated database; more connections are made when they are needed.
   *
   * @param admin the administrator's address, from which the passwords of the doors are derived
   */
  public static Database open(ServerUrl admin, DatabaseOptions options) {
    ServerUrl engine = RolePasswords.enter(admin, RolePasswords.ENGINE);
    return new Database(
        Pools.gateway(RolePasswords.enter(admin, RolePasswords.GATEWAY), options),
        Pools.engine(engine, options),
        Pools.keeper(engine, options));
  }

  /**
   * Opens somebody else's database, which holds nothing of ours: one pool, entered as the address
   * says, whose user must be allowed to take on the roles of callers.
   */
  public static Database guest(ServerUrl login, DatabaseOptions options) {
    HikariDataSource pool = Pools.gateway(login, options);
    return new Database(pool, pool, pool);
  }

  /**
   * Runs one statement as a user, in one round trip.
   *
   * <p>Settings and statement travel together in one transaction: the settings are gone when the
   * answer is here, whether the statement succeeded or not. The statement must be a single one that
   * returns rows; write {@code ??} for the operator {@code ?}.
   *
   * <p>The transaction is begun in words, although statements before one Sync would be one anyway:
   * the driver ends a batch early once it knows that an answer may be large, and what came after
   * would run without the caller's role. Give every parameter a type (no {@code Types.OTHER}), then
   * it has no reason to, and one round trip is enough.
   */
  public <T> T asUser(UserSettings settings, String sql, Binder binder, ResultReader<T> reader)
      throws SQLException {
    Sharing.Call<T> call = new Sharing.Call<>(settings, sql, -1, binder, reader);
    carry(List.of(call));
    return call.value();
  }

  /**
   * The same for a small write that many of its kind are made of: calls of one caller with one text
   * that come together share a transaction, in which each is made as if it were alone ({@link
   * Sharing}). Two calls see the same {@code now()}, and each what those before it did; what the
   * statement sets for the rest of the transaction is to be nothing.
   *
   * @param parameters how many parameters the binder binds
   */
  public <T> T asUserSharing(
      UserSettings settings, String sql, int parameters, Binder binder, ResultReader<T> reader)
      throws SQLException {
    Sharing.Call<T> call = new Sharing.Call<>(settings, sql, parameters, binder, reader);
    sharing.run(call);
    return call.value();
  }

  /** Who waits to share a transaction. */
  Sharing sharing() {
    return sharing;
  }

  /** Runs calls of one caller with one text in one transaction and one round trip. */
  private void carry(List<Sharing.Call<?>> calls) throws SQLException {
    Sharing.Call<?> any = calls.getFirst();
    int parameters = calls.size() == 1 ? 0 : any.parameters;
    try (Connection connection = gateway.getConnection()) {
      try (PreparedStatement statement =
          connection.prepareStatement(texts.of(any.settings, any.sql, calls.size()))) {
        int next = 1;
        for (Sharing.Call<?> call : calls) {
          next = bind(statement, call.settings, next);
          call.binder.bind(statement, next);
          next += parameters;
        }
        statement.execute();
        for (Sharing.Call<?> call : calls) {
          boolean settled = statement.getMoreResults();
          if (!settled || !statement.getMoreResults()) {
            throw new SQLException("the statement returned no rows; add a returning clause");
          }
          try (ResultSet rows = statement.getResultSet()) {
            call.read(rows);
          }
        }
      } finally {
        leaveNothing(connection);
      }
    }
  }

  /** A transaction that failed must not be handed to the next caller. */
  private void leaveNothing(Connection connection) throws SQLException {
    if (connection.isClosed() || isIdle(connection)) {
      return;
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("rollback");
    } finally {
      if (!isIdle(connection)) {
        gateway.evictConnection(connection);
      }
    }
  }

  private static boolean isIdle(Connection connection) throws SQLException {
    return connection.unwrap(BaseConnection.class).getTransactionState() == TransactionState.IDLE;
  }

  /** Runs several statements as a user in one transaction. */
  public <T, X extends Exception> T asUser(UserSettings settings, HandleCallback<T, X> work)
      throws X {
    return inTransaction(
        gatewayJdbi,
        handle -> {
          become(handle, settings);
          return work.withHandle(handle);
        });
  }

  /** Runs several statements as a user in one transaction, with role and claims only. */
  public <T, X extends Exception> T asUser(Identity identity, HandleCallback<T, X> work) throws X {
    return asUser(UserSettings.of(identity), work);
  }

  /**
   * Takes on these settings for the rest of a transaction that {@link #asUser(UserSettings,
   * HandleCallback)} began.
   */
  public static void become(Handle handle, UserSettings settings) {
    if (!settings.begin().equals("begin")) {
      handle.execute(settings.begin().replace("begin", "set transaction"));
    }
    try (PreparedStatement statement = handle.getConnection().prepareStatement(settings.sql())) {
      bind(statement, settings, 1);
      statement.execute();
    } catch (SQLException e) {
      throw new ConnectionException(e);
    }
  }

  /** Returns the index of the first parameter after the settings. */
  private static int bind(PreparedStatement statement, UserSettings settings, int first)
      throws SQLException {
    int index = first;
    for (String value : settings.assigned()) {
      statement.setString(index++, value);
    }
    return index;
  }

  /** Runs the engine's statements in one transaction. */
  public <T, X extends Exception> T asEngine(HandleCallback<T, X> work) throws X {
    boolean taken = turns.take();
    try {
      return inTransaction(engineJdbi, work);
    } finally {
      turns.giveBack(taken);
    }
  }

  /**
   * The same database for those who keep leases and look for cancellations: {@code asEngine} leads
   * to two connections that nobody else can take, so that no amount of work makes them wait. Not to
   * be closed; it ends with this one.
   */
  public Database forKeeper() {
    return new Database(gateway, keeper, keeper);
  }

  /**
   * Always on a connection of its own: JDBI would hand the outer one to a nested call on the same
   * thread, and with it one caller's transaction to another.
   */
  private static <T, X extends Exception> T inTransaction(Jdbi jdbi, HandleCallback<T, X> work)
      throws X {
    try (Handle handle = jdbi.open()) {
      return handle.inTransaction(work);
    }
  }

  /**
   * Makes one more connection as users have them, beside the pool, and ends it: whether the server
   * can be reached, and what it says, however busy the pool is.
   */
  public void knock() throws SQLException {
    Properties properties = new Properties();
    properties.putAll(gateway.getDataSourceProperties());
    properties.setProperty("user", gateway.getUsername());
    properties.setProperty("password", gateway.getPassword());
    DriverManager.getConnection(gateway.getJdbcUrl(), properties).close();
  }

  /** Whether a failed {@link #knock} means that nobody is there, or too many are, for now. */
  public static boolean isAway(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    return state.startsWith("08") || state.equals("57P03") || state.equals("53300");
  }

  /** How the pools stand: one, where all doors are the same. */
  public List<PoolState> pools() {
    return Stream.of(gateway, engine, keeper).distinct().map(PoolState::of).toList();
  }

  /** Closes the pools; statements that still run are cut. */
  @Override
  public void close() {
    gateway.close();
    engine.close();
    keeper.close();
  }
}
