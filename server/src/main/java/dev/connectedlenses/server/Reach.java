package dev.connectedlenses.server;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * By which names and from which pages the server is reached.
 *
 * @param hosts host names beside loopback's that requests may name; none on a public address means
 *     that every name is taken
 * @param origins pages of other sites that may call the API; none means every site, always without
 *     cookies
 * @param publicUrl where browsers find the server, null for the address it listens on
 * @param proxies addresses whose {@code X-Forwarded-For} is believed
 */
public record Reach(
    List<String> hosts, List<String> origins, @Nullable URI publicUrl, Set<String> proxies) {

  /** Reached directly, by its own address, from every site. */
  public static final Reach DEFAULTS = new Reach(List.of(), List.of(), null, Set.of());

  public Reach {
    hosts = List.copyOf(hosts);
    origins = List.copyOf(origins);
    proxies = Set.copyOf(proxies);
  }

  /** The configured names and the one of the public address. */
  List<String> names() {
    List<String> names = new ArrayList<>(hosts);
    if (publicUrl != null) {
      names.add(publicUrl.getHost());
    }
    return names;
  }

  /** Whether browsers reach the server by https. */
  boolean secure() {
    return publicUrl != null && "https".equals(publicUrl.getScheme());
  }
}
