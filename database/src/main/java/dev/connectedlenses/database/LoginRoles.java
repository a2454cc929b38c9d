package dev.connectedlenses.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/** Gives our login roles the passwords that their processes derive. */
record LoginRoles(ServerUrl admin) {

  private static final String WRONG_PASSWORD = "28P01";
  private static final String NO_SUCH_LOGIN = "28000";

  /** Two processes that change one role at once; the second finds the password set. */
  private static final String CONCURRENTLY_UPDATED = "XX000";

  private static final int ATTEMPTS = 5;

  /** A role that can enter already is left alone. */
  void setPasswords(Connection connection) throws SQLException {
    for (String role : RolePasswords.LOGIN_ROLES) {
      if (exists(connection, role)) {
        setPassword(connection, role);
      }
    }
  }

  private static boolean exists(Connection connection, String role) throws SQLException {
    String sql = "select from pg_catalog.pg_roles where rolname = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, role);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  private void setPassword(Connection connection, String role) throws SQLException {
    ServerUrl login = RolePasswords.enter(admin, role);
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      if (canEnter(login)) {
        return;
      }
      try {
        // hashed on this side, so that neither the wire nor the server's log sees the password
        connection
            .unwrap(PGConnection.class)
            .alterUserPassword(role, login.password().toCharArray(), "scram-sha-256");
      } catch (SQLException e) {
        if (!CONCURRENTLY_UPDATED.equals(e.getSQLState())) {
          throw e;
        }
      }
    }
    throw new StartRefusedException(
        "%s cannot be entered; let this role log in with a password in the server's pg_hba.conf"
            .formatted(login));
  }

  private static boolean canEnter(ServerUrl login) throws SQLException {
    try {
      DriverManager.getConnection(login.jdbc(), login.login()).close();
      return true;
    } catch (SQLException e) {
      if (WRONG_PASSWORD.equals(e.getSQLState()) || NO_SUCH_LOGIN.equals(e.getSQLState())) {
        return false;
      }
      throw e;
    }
  }
}
