package dev.connectedlenses.outbound;

import dev.connectedlenses.testkit.LoopbackServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Clients that were granted a server on loopback, and requests to it. */
final class Loopback {
  static final OutboundLimits LIMITS = OutboundLimits.within(Duration.ofSeconds(10));

  private Loopback() {}

  static OutboundClient clientOf(LoopbackServer server, EgressObserver observer) {
    return new OutboundClient(policyOf(server), observer);
  }

  static OutboundClient clientOf(LoopbackServer server) {
    return clientOf(server, EgressObserver.none());
  }

  static EgressPolicy policyOf(LoopbackServer server) {
    try {
      return EgressPolicy.publicOnly().allowing(EgressGrant.of(URI.create(server.url("/"))));
    } catch (OutboundException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Answers every request with these words. */
  static LoopbackServer answering(String response) {
    return LoopbackServer.start((in, out) -> {
      LoopbackServer.readRequest(in);
      send(out, response);
    });
  }

  static void send(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  static OutboundRequest get(LoopbackServer server) {
    return OutboundRequest.get(server.url("/path?q=1"), LIMITS);
  }
}
