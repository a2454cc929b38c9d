package dev.connectedlenses.database.schema;

import dev.connectedlenses.database.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * One call of a function of the API that its owner may make, of {@code rights/calls/calls.txt}.
 *
 * @param arguments JSON with the ids of the fixture written out
 */
record RpcCall(String function, String arguments, String line) {

  static List<RpcCall> all() {
    return Resources.text("rights/calls/calls.txt").lines().map(RpcCall::read).toList();
  }

  private static RpcCall read(String line) {
    int space = line.indexOf(' ');
    return new RpcCall(
        line.substring(0, space), FixtureIds.writtenOut(line.substring(space + 1)), line);
  }

  /** The fixture, and everything in the state in which it can be called. */
  static void loadFixture(TestDatabase database) {
    RightsMatrix.loadFixture(database);
    database
        .admin()
        .useTransaction(h -> h.createScript(Resources.text("rights/calls/setup.sql")).execute());
  }

  /** The call as SQL that answers yes or nothing. */
  String statement(Handle handle) {
    return handle
        .createQuery(Resources.text("rights/calls/statement.sql"))
        .bind("arguments", arguments)
        .bind("function", function)
        .mapTo(String.class)
        .findOne()
        .orElseThrow(() -> new IllegalArgumentException("there is no function " + function));
  }

  /** What a persona is told: yes, nothing, or the SQLSTATE of a refusal. Changes nothing. */
  static String answer(Handle handle, Persona persona, String statement) {
    handle.begin();
    try {
      handle
          .createQuery(
              "select set_config('role', ?, true) || set_config('request.jwt.claims', ?, true)")
          .bind(0, persona.role())
          .bind(1, persona.claims())
          .mapTo(String.class)
          .one();
      return handle.createQuery(statement.replace("?", "??")).mapTo(String.class).one();
    } catch (JdbiException e) {
      if (e.getCause() instanceof SQLException refusal) {
        return String.valueOf(refusal.getSQLState());
      }
      throw e;
    } finally {
      handle.rollback();
    }
  }
}
