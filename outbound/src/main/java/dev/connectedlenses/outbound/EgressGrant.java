package dev.connectedlenses.outbound;

import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An operator's word that one exact host and port may be reached although it is not public or not
 * on an allowed port, also without TLS. With {@code address} the name must resolve to exactly that;
 * without, to a public address, loopback or a private network.
 */
public record EgressGrant(String host, int port, @Nullable InetAddress address) {

  public EgressGrant {
    host = host.toLowerCase(Locale.ROOT);
  }

  /** The grant that lets requests reach the host and port of {@code base}. */
  public static EgressGrant of(URI base) throws OutboundException {
    Target target = Target.parse(base.toString());
    return new EgressGrant(target.host(), target.port(), target.literal());
  }

  boolean covers(Target target) {
    return target.host().equals(host) && target.port() == port;
  }

  boolean permits(InetAddress resolved) {
    return address == null
        ? AddressRules.isPublic(resolved) || AddressRules.isOwnNetwork(resolved)
        : resolved.equals(address);
  }
}
