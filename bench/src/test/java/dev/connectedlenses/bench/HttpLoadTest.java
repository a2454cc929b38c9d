package dev.connectedlenses.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients of the benchmark before a server that sends them away. */
final class HttpLoadTest {
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger status = new AtomicInteger();
  private final AtomicReference<String> retryAfter = new AtomicReference<>("");
  private final HttpServer server;

  HttpLoadTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    exchange.getRequestBody().readAllBytes();
    if (!retryAfter.get().isEmpty()) {
      exchange.getResponseHeaders().set("Retry-After", retryAfter.get());
    }
    exchange.sendResponseHeaders(status.get(), -1);
    exchange.close();
  }

  private HttpLoad load(int answered, String when) {
    status.set(answered);
    retryAfter.set(when);
    return new HttpLoad(URI.create("http://127.0.0.1:" + server.getAddress().getPort()), "token");
  }

  @Test
  void whoIsToldToComeBackLaterDoesNotAskMeanwhile() {
    HttpLoad.Series series = load(503, "60").run(GatewayCase.ONE_ROW, 4, Duration.ofMillis(300));
    assertThat(series.shed()).isEqualTo(4);
    assertThat(series.allSayWhen()).isTrue();
    assertThat(asked).hasValue(4);
  }

  /** On a machine that is busy, the first tries may be over before anybody is answered twice. */
  @Test
  void whoIsToldToComeBackAtOnceDoesSo() {
    long shed = 0;
    for (int i = 0; i < 50 && shed <= 2; i++) {
      asked.set(0);
      HttpLoad.Series series = load(429, "0").run(GatewayCase.ONE_ROW, 2, Duration.ofMillis(200));
      assertThat(series.shed()).isEqualTo(asked.get());
      assertThat(series.perSecond()).isZero();
      shed = series.shed();
    }
    assertThat(shed).isGreaterThan(2);
  }

  /** Others come instead of those who were told to stay away, whatever the answers are. */
  @Test
  void soManyAreOfferedAndNoMore() {
    var offer = new HttpLoad.Offer(GatewayCase.SHARED_ROWS, 4, 40);
    HttpLoad.Series shed = load(503, "60").run(offer, Duration.ofMillis(500));
    assertThat(shed.shed()).isBetween(4L, 24L).isEqualTo(asked.get());
    assertThat(load(200, "").run(offer, Duration.ofMillis(500)).timings().count()).isBetween(4, 24);
  }

  @Test
  void everyRequestCanBeOfSomebodyElse() {
    status.set(200);
    Set<Integer> callers = ConcurrentHashMap.newKeySet();
    HttpLoad load =
        new HttpLoad(
            URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
            n -> {
              callers.add(n);
              return "token" + n;
            });
    load.run(GatewayCase.ONE_ROW, 2, Duration.ofMillis(200));
    assertThat(callers).contains(0, 617).hasSizeGreaterThan(2);
  }

  @Test
  void whoIsNotToldWhenIsNoticed() {
    HttpLoad.Series series = load(503, "").run(GatewayCase.ONE_ROW, 2, Duration.ofMillis(200));
    assertThat(series.allSayWhen()).isFalse();
  }

  @Test
  void successAndFailureAreCounted() {
    HttpLoad.Series good = load(204, "").run(GatewayCase.ONE_ROW, 2, Duration.ofMillis(300));
    assertThat(good.perSecond()).isPositive();
    assertThat(good.timings().count()).isEqualTo(asked.get());
    HttpLoad.Series bad = load(500, "").run(GatewayCase.ONE_ROW, 2, Duration.ofMillis(200));
    assertThat(bad.failed()).isPositive();
    assertThat(bad.timings().count()).isZero();
  }
}
