package dev.connectedlenses.outbound;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells public addresses from all others, after the IANA registries of special-purpose addresses.
 *
 * <p>IPv6 is closed unless listed: only global unicast (2000::/3) is public, and of it not the
 * blocks that carry an IPv4 address inside (6to4, Teredo) or serve tests and documents. Mapped,
 * compatible and NAT64 forms, ULA, link-local, site-local and multicast lie outside of it.
 */
final class AddressRules {
  private static final List<Cidr> SPECIAL_V4 =
      blocks(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.31.196.0/24",
          "192.52.193.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "192.175.48.0/24",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4",
          // answers only inside one cloud, and there it is the machine's own agent
          "168.63.129.16/32");
  private static final Cidr GLOBAL_V6 = Cidr.of("2000::/3");
  private static final List<Cidr> SPECIAL_V6 =
      blocks("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20");
  private static final List<Cidr> OWN_NETWORK =
      blocks(
          "127.0.0.0/8",
          "::1/128",
          "10.0.0.0/8",
          "172.16.0.0/12",
          "192.168.0.0/16",
          "100.64.0.0/10",
          "fc00::/7");

  private AddressRules() {}

  static boolean isPublic(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length == 4
        ? none(SPECIAL_V4, bytes)
        : GLOBAL_V6.contains(bytes) && none(SPECIAL_V6, bytes);
  }

  /**
   * Loopback and private networks: what an operator may allow by name. Link-local is not among them
   * (cloud metadata services live there); it must be allowed by its exact address.
   */
  static boolean isOwnNetwork(InetAddress address) {
    return !none(OWN_NETWORK, address.getAddress());
  }

  private static boolean none(List<Cidr> blocks, byte[] address) {
    return blocks.stream().noneMatch(block -> block.contains(address));
  }

  private static List<Cidr> blocks(String... texts) {
    return Stream.of(texts).map(Cidr::of).toList();
  }
}
