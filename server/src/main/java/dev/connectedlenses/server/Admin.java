package dev.connectedlenses.server;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.rest.RestService;
import dev.connectedlenses.server.admin.AdminDoor;
import dev.connectedlenses.server.http.HttpServer;
import dev.connectedlenses.server.http.HttpSettings;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the operator's listener, where one is asked for. */
final class Admin {

  private static final Logger LOG = LoggerFactory.getLogger(Admin.class);

  private Admin() {}

  static @Nullable HttpServer start(
      Config.@Nullable AdminAddress address,
      Database database,
      RestService rest,
      HttpServer main,
      Closing parts) {
    if (address == null) {
      return null;
    }
    HttpSettings local = HttpSettings.loopback(address.port());
    boolean alone = Listening.isLoopback(address.host());
    if (!alone) {
      LOG.warn(
          "the operator's listener on {} tells figures to whoever reaches it; keep others out",
          address.host());
    }
    HttpSettings settings =
        new HttpSettings(
            address.host(),
            address.port(),
            alone ? local.hosts() : Set.of(),
            Set.of(),
            HttpSettings.Limits.STANDARD);
    AdminDoor door = new AdminDoor(database, rest, main, () -> Routes.answers(database));
    return parts.add(Listening.start(settings, door.router()));
  }
}
