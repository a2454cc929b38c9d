package dev.connectedlenses.outbound;

import java.net.InetAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the outside world could notice of us. Holds neither paths nor queries: they may be secret.
 */
public sealed interface EgressEvent {
  String host();

  /** The policy stopped a request before a connection was made. */
  record Refused(HttpMethod method, String host, Refusal because) implements EgressEvent {}

  /** A connection stands, to the address that was judged. */
  record Connected(HttpMethod method, String host, int port, InetAddress address)
      implements EgressEvent {}

  /**
   * The connection is gone; {@code failure} is null if the response was read or let go in peace.
   */
  record Ended(
      HttpMethod method,
      String host,
      int status,
      long bytesReceived,
      Duration took,
      OutboundException.@Nullable Kind failure)
      implements EgressEvent {}
}
