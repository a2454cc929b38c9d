package dev.connectedlenses.database;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Sets the parameters of a statement. */
@FunctionalInterface
public interface Binder {

  /** For a statement without parameters. */
  Binder NONE = (statement, first) -> {};

  /**
   * Binds all parameters, each with a definite type: not {@code setTimestamp}, not {@code
   * Types.OTHER}, not an untyped null. A parameter whose type the server has to find out makes
   * pgjdbc describe the statement, and from then on send it on its own, without its settings.
   *
   * @param first the index of the first parameter; it is not 1, because the settings come before
   */
  void bind(PreparedStatement statement, int first) throws SQLException;
}
