package dev.connectedlenses.server.http;

import dev.connectedlenses.rest.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** From where a request really comes, when a proxy of ours handed it on. */
final class Forwarded {

  private Forwarded() {}

  /**
   * The nearest address that is no proxy of ours. What stands further left in the header was
   * written by strangers and is not believed.
   */
  static String client(String peer, Headers headers, Set<String> proxies) {
    String client = peer;
    List<String> hops = hops(headers);
    for (int i = hops.size() - 1; i >= 0 && proxies.contains(client); i--) {
      client = hops.get(i);
    }
    return client;
  }

  private static List<String> hops(Headers headers) {
    List<String> hops = new ArrayList<>();
    for (String line : headers.every("X-Forwarded-For")) {
      for (String hop : line.split(",", -1)) {
        if (hop.strip().matches("[0-9A-Fa-f.:]{2,45}")) {
          hops.add(hop.strip());
        }
      }
    }
    return hops;
  }
}
