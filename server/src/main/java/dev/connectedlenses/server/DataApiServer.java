package dev.connectedlenses.server;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.database.Notifications;
import dev.connectedlenses.database.ServerUrl;
import dev.connectedlenses.database.StartRefusedException;
import dev.connectedlenses.rest.PoolSettings;
import dev.connectedlenses.rest.RestService;
import dev.connectedlenses.rest.RestSettings;
import dev.connectedlenses.server.http.Caller;
import dev.connectedlenses.server.http.Handler;
import dev.connectedlenses.server.http.HttpServer;
import dev.connectedlenses.server.http.HttpSettings;
import dev.connectedlenses.server.http.Request;
import dev.connectedlenses.server.http.Router;
import dev.connectedlenses.server.routes.RestRoute;
import java.net.URI;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The data API alone, on any PostgreSQL, mounted at the root of its address: no accounts, no
 * engine, no object of ours in the database.
 */
public final class DataApiServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DataApiServer.class);

  private final Closing parts = new Closing();
  private final HttpServer http;
  private final @Nullable HttpServer admin;
  private final RestService rest;

  private DataApiServer(ServerUrl login, RestSettings settings, Address address) {
    PoolSettings pool = settings.pool();
    Database database = parts.add(Database.guest(login, pool.options()));
    rest = parts.add(RestService.open(database, settings, InstantSource.system()));
    if (!rest.ready() && !(pool.recovers() && isAway(database))) {
      parts.close();
      throw new StartRefusedException(
          "%s does not let its catalogs be read; check address, user and schemas".formatted(login));
    }
    if (pool.listens()) {
      Notifications hints = parts.add(Notifications.entering(login));
      hints.whenLost(rest::doubt);
      hints.start();
      parts.add(hints.listen(channel(settings), rest::reload));
    }
    RestRoute route = new RestRoute(rest::handle, Request::headers, () -> {});
    Router router = new Router(DataApiServer::nobody);
    router.on("ANY", "/*", new Handler.SelfChecking(route::answer));
    http = parts.add(Listening.start(settings(address), router));
    admin = Admin.start(adminAddress(settings), database, rest, http, parts);
  }

  /** Whether there is nobody to say no. */
  private static boolean isAway(Database database) {
    try {
      database.knock();
      return false;
    } catch (SQLException e) {
      return Database.isAway(e);
    }
  }

  private static Config.@Nullable AdminAddress adminAddress(RestSettings settings) {
    String port = settings.text("admin_server_port");
    String host = settings.text("admin_server_host");
    return port == null
        ? null
        : new Config.AdminAddress(host == null ? "127.0.0.1" : host, ConfigReader.port(port));
  }

  /** Where the operator's listener answers; null without one. */
  public @Nullable URI adminUrl() {
    return admin == null ? null : admin.uri();
  }

  /** Where to listen. */
  public record Address(String host, int port) {}

  /**
   * Starts it and returns when requests are answered.
   *
   * @param login the database, entered as a user that may take on the roles of callers
   * @throws StartRefusedException with one line that names the thing and the remedy
   */
  public static DataApiServer start(ServerUrl login, RestSettings settings, Address address) {
    try {
      settings.config();
      settings.pool();
    } catch (IllegalArgumentException e) {
      throw new StartRefusedException(String.valueOf(e.getMessage()), e);
    }
    for (String name : settings.unknown()) {
      LOG.warn("setting {} means nothing to this server; see docs/reference/data-api.md", name);
    }
    return new DataApiServer(login, settings, address);
  }

  /** A name that only resolves to this machine must not get through to a server meant for it. */
  private static HttpSettings settings(Address address) {
    HttpSettings local = HttpSettings.loopback(address.port());
    boolean alone = Listening.isLoopback(address.host());
    return new HttpSettings(
        address.host(),
        address.port(),
        alone ? local.hosts() : Set.of(),
        Set.of(),
        HttpSettings.Limits.STANDARD);
  }

  private static String channel(RestSettings settings) {
    String channel = settings.text("db_channel");
    return channel == null ? "pgrst" : channel;
  }

  private static Caller nobody(Request request) {
    throw new IllegalStateException("no route of the data API alone asks for a signed-in user");
  }

  /** Reads settings and catalogs again. */
  public void reload() {
    rest.reload();
  }

  /** What to do when the database is lost and the settings say that it is not to be waited for. */
  public void whenLost(RestSettings settings, Runnable action) {
    if (!settings.pool().recovers()) {
      rest.whenLost(action);
    }
  }

  /** Where it answers. */
  public URI url() {
    return http.uri();
  }

  /** Stops: requests first, the database last. Twice is fine. */
  @Override
  public void close() {
    parts.close();
  }
}
