package dev.connectedlenses.server.http;

import java.time.Duration;
import java.util.Set;

/**
 * Where the server listens, for which host names, whose word on the client's address it believes,
 * and how much it takes from one client.
 */
public record HttpSettings(
    String address, int port, Set<String> hosts, Set<String> proxies, Limits limits) {

  public HttpSettings {
    hosts = Set.copyOf(hosts);
    proxies = Set.copyOf(proxies);
  }

  /**
   * Sizes in bytes and waiting times of one connection.
   *
   * @param headerTime how long a request line and its headers may take to arrive
   * @param bodyTime how long the body may take
   * @param idle how long a connection may rest between requests
   */
  public record Limits(
      int target,
      int headers,
      int body,
      Duration headerTime,
      Duration bodyTime,
      Duration idle,
      Duration drain) {

    /** What a public server admits. */
    public static final Limits STANDARD =
        new Limits(
            8 * 1024,
            16 * 1024,
            1024 * 1024,
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Duration.ofSeconds(10));
  }

  /** Loopback only, any free port when 0, answering to the names a browser uses for it. */
  public static HttpSettings loopback(int port) {
    return new HttpSettings(
        "127.0.0.1", port, Set.of("127.0.0.1", "localhost", "[::1]"), Set.of(), Limits.STANDARD);
  }
}
