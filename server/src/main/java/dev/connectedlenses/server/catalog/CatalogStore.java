package dev.connectedlenses.server.catalog;

import dev.connectedlenses.database.ServerUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Enters servers and their models into the catalog, as its owner and, like a migration, outside the
 * pools: to everybody else the catalog is read-only. What the catalog knows better stays.
 */
final class CatalogStore {

  private static final String REGISTER =
      """
      with provider as (
        insert into ai.providers as p (key, display_name, dialect, base_url, support_level, metadata)
        values (?, ?, ?, ?, 'runnable', '{"configured": true}')
        on conflict (key) do update
        set base_url = excluded.base_url, support_level = 'runnable',
          metadata = p.metadata || excluded.metadata
        returning p.id
      )
      insert into ai.models (provider_id, key, name, capabilities, supports_streaming,
        support_level, metadata)
      select provider.id, listed.key, listed.key, '{chat}', true, 'runnable', '{"discovered": true}'
      from provider, unnest(?::text[]) as listed (key)
      where listed.key ~ '^[A-Za-z0-9][A-Za-z0-9._:/@-]{0,119}$'
      on conflict (provider_id, key) do update
      set support_level = 'runnable'
      where ai.models.support_level <> 'runnable'
      """;

  private final ServerUrl admin;

  CatalogStore(ServerUrl admin) {
    this.admin = admin;
  }

  /**
   * Enters what is new and returns how much that was; models no longer listed stay, for runs name
   * them.
   */
  int register(ModelServer server, List<String> models) throws SQLException {
    try (Connection connection = DriverManager.getConnection(admin.jdbc(), admin.login())) {
      try (Statement role = connection.createStatement()) {
        role.execute("set role clens_owner");
      }
      try (PreparedStatement statement = connection.prepareStatement(REGISTER)) {
        statement.setString(1, server.key());
        statement.setString(2, server.displayName());
        statement.setString(3, server.dialect());
        statement.setString(4, server.baseUrl().toString());
        statement.setArray(5, connection.createArrayOf("text", models.toArray()));
        return statement.executeUpdate();
      }
    }
  }
}
