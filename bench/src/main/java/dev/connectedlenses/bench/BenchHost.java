package dev.connectedlenses.bench;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.database.DatabaseOptions;
import dev.connectedlenses.database.Identity;
import dev.connectedlenses.database.Migrator;
import dev.connectedlenses.database.Notifications;
import dev.connectedlenses.database.ServerUrl;
import dev.connectedlenses.database.embedded.EmbeddedOptions;
import dev.connectedlenses.database.embedded.EmbeddedPostgres;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** A database of its own for one benchmark, with fsync on, thrown away at the end. */
final class BenchHost implements AutoCloseable {
  private final EmbeddedPostgres postgres;
  private final Database database;
  private final Notifications notifications;

  private BenchHost(EmbeddedPostgres postgres) {
    this.postgres = postgres;
    new Migrator(postgres.url()).migrate();
    this.database = Database.open(postgres.url(), DatabaseOptions.defaults());
    this.notifications = Notifications.of(postgres.url());
  }

  static BenchHost start() {
    return new BenchHost(EmbeddedPostgres.start(EmbeddedOptions.temporary()));
  }

  Database database() {
    return database;
  }

  Notifications notifications() {
    return notifications;
  }

  ServerUrl url() {
    return postgres.url();
  }

  /** Signs somebody up and gives their identity. */
  Identity somebody() {
    Identity accounts = new Identity("gateway_auth", "{\"role\":\"gateway_auth\"}", null);
    String user =
        database.asUser(
            accounts,
            handle ->
                handle
                    .createQuery("select auth.sign_up('bench@example.com', 'no-password')::text")
                    .mapTo(String.class)
                    .one());
    return Identity.of(UUID.fromString(JsonMapper.shared().readTree(user).path("id").asString()));
  }

  @Override
  public void close() {
    notifications.close();
    database.close();
    postgres.close();
  }
}
