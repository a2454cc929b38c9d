package dev.connectedlenses.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;

/** How our connection pools are set up. */
final class Pools {

  private static final Duration KEEP_ALIVE = Duration.ofMinutes(2);

  private Pools() {}

  static HikariDataSource gateway(ServerUrl login, DatabaseOptions options) {
    return new HikariDataSource(
        config(login, options, "clens-gateway", options.gatewayConnections()));
  }

  static HikariDataSource engine(ServerUrl login, DatabaseOptions options) {
    HikariConfig config = config(login, options, "clens-engine", options.engineConnections());
    config.addDataSourceProperty("prepareThreshold", "1");
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    return new HikariDataSource(config);
  }

  /** For one thread that keeps leases and one that looks for cancellations; empty until used. */
  static HikariDataSource keeper(ServerUrl login, DatabaseOptions options) {
    HikariConfig config = config(login, options, "clens-keeper", 2);
    config.setMinimumIdle(0);
    return new HikariDataSource(config);
  }

  private static HikariConfig config(
      ServerUrl url, DatabaseOptions options, String name, int most) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setMaximumPoolSize(most);
    config.setJdbcUrl(url.jdbc());
    config.setUsername(url.user());
    config.setPassword(url.password());
    config.setMinimumIdle(1);
    config.setConnectionTimeout(options.waitForConnection().toMillis());
    config.setMaxLifetime(options.keeping().life().toMillis());
    config.setIdleTimeout(options.keeping().rest().toMillis());
    config.setKeepaliveTime(KEEP_ALIVE.toMillis());
    config.setInitializationFailTimeout(-1);
    config.setExceptionOverride(new Refusals());
    config.setConnectionInitSql("set time zone 'UTC'");
    config.addDataSourceProperty("ApplicationName", "clens-" + url.user());
    config.addDataSourceProperty("prepareThreshold", options.keeping().prepares() ? "3" : "0");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty("connectTimeout", "5");
    config.addDataSourceProperty("loginTimeout", "5");
    config.addDataSourceProperty("cancelSignalTimeout", "5");
    config.addDataSourceProperty("socketTimeout", Long.toString(options.silence().toSeconds()));
    config.addDataSourceProperty("options", "-c idle_in_transaction_session_timeout=15s");
    return config;
  }
}
