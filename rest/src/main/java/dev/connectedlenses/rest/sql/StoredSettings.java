package dev.connectedlenses.rest.sql;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.database.UserSettings;
import dev.connectedlenses.rest.schemacache.CatalogStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the settings that the database keeps for the role we log in as. */
public final class StoredSettings {

  private final Database database;

  public StoredSettings(Database database) {
    this.database = database;
  }

  /**
   * The settings, by their names without {@code pgrst.} in front.
   *
   * @param function is called first and may set some ({@code schema.function}), or null
   */
  public Map<String, String> read(@Nullable String function) {
    try {
      return parse(
          database.asUser(
              new UserSettings(Map.of("role", "none")),
              handle -> read(handle.getConnection(), function)));
    } catch (SQLException | JdbiException e) {
      throw new IllegalStateException("the settings in the database could not be read", e);
    }
  }

  private static @Nullable String read(Connection connection, @Nullable String function)
      throws SQLException {
    if (function != null) {
      try (PreparedStatement call = connection.prepareStatement(Executor.call(function))) {
        call.execute();
      }
    }
    return read(connection, CatalogStatement.settings());
  }

  private static @Nullable String read(Connection connection, CatalogStatement statement)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(statement.text())) {
      query.setString(1, statement.parameters().getFirst());
      try (ResultSet rows = query.executeQuery()) {
        rows.next();
        return rows.getString(1);
      }
    }
  }

  private static Map<String, String> parse(@Nullable String json) {
    Map<String, String> settings = new LinkedHashMap<>();
    if (json != null) {
      for (Map.Entry<String, JsonNode> e : JsonMapper.shared().readTree(json).properties()) {
        settings.put(e.getKey(), e.getValue().asString());
      }
    }
    return settings;
  }
}
