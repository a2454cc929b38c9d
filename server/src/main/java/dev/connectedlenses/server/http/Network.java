package dev.connectedlenses.server.http;

import java.net.InetAddress;
import java.util.HexFormat;

/** What one client can have all addresses of: an address of IPv4, a network of IPv6. */
final class Network {

  /** Bytes of an address of IPv6 that name its network. */
  private static final int HALF = 8;

  private Network() {}

  /** The network of an address; anything else is its own. */
  static String of(String address) {
    try {
      byte[] bytes = InetAddress.ofLiteral(address).getAddress();
      return bytes.length > HALF ? HexFormat.of().formatHex(bytes, 0, HALF) : address;
    } catch (IllegalArgumentException notOne) {
      return address;
    }
  }
}
