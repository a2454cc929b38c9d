package dev.connectedlenses.server;

import dev.connectedlenses.database.StartRefusedException;
import dev.connectedlenses.server.http.HttpServer;
import dev.connectedlenses.server.http.HttpSettings;
import dev.connectedlenses.server.http.Router;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The address and port that the server takes, or one line on why it cannot. */
final class Listening {

  private static final Logger LOG = LoggerFactory.getLogger(Listening.class);

  private Listening() {}

  /** Refuses before anything is started or changed. */
  static void requireFree(Config config) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(
          new InetSocketAddress(address(config.listener().host()), config.listener().port()));
    } catch (IOException e) {
      throw refused(config.listener().host(), config.listener().port(), e);
    }
  }

  static HttpServer start(Config config, Router router) {
    HttpSettings settings =
        new HttpSettings(
            config.listener().host(),
            config.listener().port(),
            hosts(config),
            config.reach().proxies(),
            HttpSettings.Limits.STANDARD);
    return start(settings, router);
  }

  static HttpServer start(HttpSettings settings, Router router) {
    try {
      return HttpServer.start(settings, router);
    } catch (Exception e) {
      throw refused(settings.address(), settings.port(), e);
    }
  }

  /** A name that only resolves to this machine must not get through to a server meant for it. */
  private static Set<String> hosts(Config config) {
    List<String> named = config.reach().names();
    boolean local = address(config.listener().host()).isLoopbackAddress();
    if (named.isEmpty() && !local) {
      LOG.warn("requests for any host name are answered; set CLENS_HOSTS or CLENS_PUBLIC_URL");
      return Set.of();
    }
    Set<String> hosts = new HashSet<>(HttpSettings.loopback(config.listener().port()).hosts());
    named.forEach(name -> hosts.add(name.toLowerCase(Locale.ROOT)));
    return hosts;
  }

  /** Whether only this machine reaches the address. */
  static boolean isLoopback(String host) {
    return address(host).isLoopbackAddress();
  }

  private static InetAddress address(String host) {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new StartRefusedException(
          "\"%s\" is no address of this machine; give another CLENS_HOST".formatted(host), e);
    }
  }

  private static StartRefusedException refused(String host, int port, Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException) {
        return new StartRefusedException(
            "port %d of %s is taken or not permitted; stop what uses it or give another one by --port (0 = any free one), for the operator's listener by CLENS_ADMIN_PORT"
                .formatted(port, host),
            failure);
      }
    }
    return new StartRefusedException(
        "the web server did not start on %s:%d (%s)".formatted(host, port, failure.getMessage()),
        failure);
  }
}
