package dev.connectedlenses.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.rest.Pillory;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Who goes over limits again and again waits for its refusals, and nobody else. */
final class OverLimitsTest {

  private static final long TIME = Pillory.TIME.toNanos();

  private final List<Duration> kept = Collections.synchronizedList(new ArrayList<>());
  private final AtomicLong now = new AtomicLong(-5 * TIME);
  private final OverLimits overLimits = new OverLimits(new Pillory(kept::add), now::get);

  private void refused(String address, int times) {
    for (int i = 0; i < times; i++) {
      overLimits.keep(address);
    }
  }

  @Test
  void twentyTimesAreAMistake() {
    refused("192.0.2.1", 20);
    assertThat(kept).isEmpty();
    refused("192.0.2.1", 2);
    assertThat(kept).containsExactly(Pillory.TIME, Pillory.TIME);
  }

  @Test
  void nobodyWaitsForWhatOthersDo() {
    refused("192.0.2.1", 30);
    kept.clear();
    refused("192.0.2.2", 20);
    assertThat(kept).isEmpty();
  }

  @Test
  void whoComesBackAsSoonAsItWasRefusedWaitsEachTime() {
    refused("192.0.2.1", 21);
    kept.clear();
    for (int i = 0; i < 5; i++) {
      now.addAndGet(TIME + 1);
      refused("192.0.2.1", 1);
    }
    assertThat(kept).hasSize(5);
  }

  @Test
  void whoTakesItsTimeIsForgiven() {
    refused("192.0.2.1", 21);
    kept.clear();
    now.addAndGet(2 * TIME);
    refused("192.0.2.1", 20);
    assertThat(kept).isEmpty();
  }

  private static Router routes() {
    return new Router(
            _ -> {
              throw Refusal.of(401, "no_authorization", "who?", "");
            })
        .on(
            "GET",
            "/much",
            new Handler.Public(
                _ -> Response.overLimit(400, "too_many", "too many", "ask for less")))
        .on("GET", "/wrong", new Handler.Public(_ -> Response.error(400, "wrong", "no", "")));
  }

  private static int ask(HttpServer server, String target) throws IOException {
    String request = "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    return Wire.ask(server.port(), request).status();
  }

  @Test
  void theServerKeepsWhatGoesOverALimitAndNoOtherRefusal() throws Exception {
    String tooLong = "/wrong?" + "x".repeat(9_000);
    try (HttpServer server = HttpServer.start(HttpSettings.loopback(0), routes(), overLimits)) {
      for (int i = 0; i < 30; i++) {
        assertThat(ask(server, "/wrong")).isEqualTo(400);
      }
      for (int i = 0; i < 10; i++) {
        assertThat(ask(server, "/much")).isEqualTo(400);
        assertThat(ask(server, tooLong)).isEqualTo(414);
      }
      assertThat(ask(server, "/wrong")).isEqualTo(400);
      assertThat(kept).isEmpty();
      assertThat(ask(server, tooLong)).isEqualTo(414);
      assertThat(ask(server, "/much")).isEqualTo(400);
      assertThat(kept).hasSize(2);
      try (Wire wire = new Wire(server.port())) {
        wire.send("GET /much HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(2));
        assertThat(wire.read(false).header("Connection")).isEqualTo("close");
        assertThat(wire.read(false).status()).as("what was sent ahead has no answer").isZero();
      }
      assertThat(kept).hasSize(3);
    }
  }

  @Test
  void onlySoManyAddressesAreRememberedAndThoseThatGoOnAre() {
    refused("192.0.2.1", 20);
    for (int i = 0; i < 10_100; i++) {
      refused("client-" + i, 1);
      if (i == 5_000) {
        refused("192.0.2.1", 1);
      }
    }
    assertThat(overLimits.remembered()).isEqualTo(10_000);
    kept.clear();
    refused("192.0.2.1", 1);
    assertThat(kept).hasSize(1);
  }

  @Test
  void allAddressesOfANetworkOfIpv6AreOne() {
    for (int i = 0; i < 21; i++) {
      refused("2001:db8:1:2::" + Integer.toHexString(i), 1);
    }
    assertThat(kept).hasSize(1);
    refused("2001:db8:1:3::1", 20);
    assertThat(kept).hasSize(1);
  }
}
