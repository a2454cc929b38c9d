package dev.connectedlenses.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connectedlenses.outbound.OutboundException.Kind;
import dev.connectedlenses.testkit.LoopbackServer;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A peer cannot make us wait, read or keep more than we said beforehand. */
@Timeout(30)
final class OutboundLimitsTest {
  private static final OutboundLimits SHORT = OutboundLimits.within(Duration.ofMillis(700));
  private static final String OK = "HTTP/1.1 200 OK\r\n";

  private final CountDownLatch testOver = new CountDownLatch(1);

  @AfterEach
  void letServersGo() {
    testOver.countDown();
  }

  @Test
  void silenceBeforeTheResponse() throws Exception {
    try (LoopbackServer server = LoopbackServer.start((in, out) -> testOver.await())) {
      assertTimesOut(server, SHORT);
    }
  }

  @Test
  void silenceInsideTheResponse() throws Exception {
    OutboundLimits patient =
        OutboundLimits.within(Duration.ofSeconds(20)).withIdle(Duration.ofMillis(300));
    try (LoopbackServer server =
        LoopbackServer.start((in, out) -> {
          LoopbackServer.readRequest(in);
          Loopback.send(out, OK + "Content-Length: 10\r\n\r\nab");
          testOver.await();
        })) {
      assertTimesOut(server, patient);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", OK, OK + "\r\n", OK + "Transfer-Encoding: chunked\r\n\r\nfff\r\n"})
  void oneByteNowAndThen(String beginning) throws Exception {
    try (LoopbackServer server =
        LoopbackServer.start((in, out) -> {
          LoopbackServer.readRequest(in);
          Loopback.send(out, beginning);
          while (!testOver.await(50, TimeUnit.MILLISECONDS)) {
            Loopback.send(out, beginning.isEmpty() ? "H" : "x");
          }
        })) {
      assertTimesOut(server, SHORT);
    }
  }

  @Test
  void aPeerThatNeverReadsOurRequest() throws Exception {
    try (LoopbackServer server = LoopbackServer.start((in, out) -> testOver.await())) {
      String large = "x".repeat(64 << 20);
      OutboundRequest request = OutboundRequest.postJson(server.url("/"), large, SHORT);
      OutboundException failed =
          catchThrowableOfType(
              OutboundException.class, () -> Loopback.clientOf(server).send(request));
      assertThat(failed.kind()).isEqualTo(Kind.TIMEOUT);
    }
  }

  @Test
  void aBodyLargerThanTheCap() throws Exception {
    OutboundLimits small = Loopback.LIMITS.withBodyBytes(100_000);
    try (LoopbackServer server =
        LoopbackServer.start((in, out) -> {
          LoopbackServer.readRequest(in);
          endless(out, OK + "\r\n", "x".repeat(1000));
        })) {
      assertThat(failure(server, small).kind()).isEqualTo(Kind.TOO_LARGE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a: b\r\n", "x", "x: yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy\r\n"})
  void aHeadWithoutEnd(String piece) throws Exception {
    try (LoopbackServer server =
        LoopbackServer.start((in, out) -> {
          LoopbackServer.readRequest(in);
          endless(out, OK, piece);
        })) {
      assertThat(failure(server, Loopback.LIMITS).kind()).isEqualTo(Kind.TOO_LARGE);
    }
  }

  @Test
  void interimResponsesWithoutEnd() throws Exception {
    try (LoopbackServer server =
        LoopbackServer.start((in, out) -> endless(out, "", "HTTP/1.1 100 Continue\r\n\r\n"))) {
      assertThat(failure(server, Loopback.LIMITS).kind()).isEqualTo(Kind.PROTOCOL);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anInterruptHangsUp(boolean virtual) throws Exception {
    CompletableFuture<Boolean> hungUp = new CompletableFuture<>();
    CountDownLatch answered = new CountDownLatch(1);
    try (LoopbackServer server =
        LoopbackServer.start((in, out) -> {
          LoopbackServer.readRequest(in);
          Loopback.send(out, OK + "\r\nfirst");
          hungUp.complete(in.read() < 0);
        })) {
      CompletableFuture<Throwable> ended = new CompletableFuture<>();
      Runnable call = () -> ended.complete(failureAfterFirstByte(server, answered));
      Thread caller = virtual ? Thread.ofVirtual().start(call) : Thread.ofPlatform().start(call);
      assertThat(answered.await(10, TimeUnit.SECONDS)).isTrue();
      caller.interrupt();
      assertThat(ended.get(2, TimeUnit.SECONDS))
          .isInstanceOfSatisfying(
              OutboundException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INTERRUPTED));
      assertThat(hungUp.get(2, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void anInterruptBeforeTheAnswerIsAnInterruptedException() throws Exception {
    CountDownLatch called = new CountDownLatch(1);
    try (LoopbackServer server =
        LoopbackServer.start((in, out) -> {
          called.countDown();
          testOver.await();
        })) {
      CompletableFuture<Throwable> ended = new CompletableFuture<>();
      Thread caller =
          Thread.ofVirtual()
              .start(() -> {
                try (OutboundResponse r = Loopback.clientOf(server).send(Loopback.get(server))) {
                  ended.complete(new AssertionError(r.status()));
                } catch (Exception e) {
                  ended.complete(e);
                }
              });
      assertThat(called.await(10, TimeUnit.SECONDS)).isTrue();
      caller.interrupt();
      assertThat(ended.get(2, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    }
  }

  @Test
  void aSlowResolverIsLeftBehind() {
    OutboundClient client =
        new OutboundClient(
            EgressPolicy.publicOnly(),
            EgressObserver.none(),
            host -> {
              awaitQuietly(testOver);
              return java.util.List.of();
            });
    OutboundException failed =
        catchThrowableOfType(
            OutboundException.class,
            () -> client.send(OutboundRequest.get("https://slow.example.org/", SHORT)));
    assertThat(failed.kind()).isEqualTo(Kind.TIMEOUT);
  }

  private static void assertTimesOut(LoopbackServer server, OutboundLimits limits) {
    long start = System.nanoTime();
    assertThat(failure(server, limits).kind()).isEqualTo(Kind.TIMEOUT);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(1700));
  }

  private static OutboundException failure(LoopbackServer server, OutboundLimits limits) {
    OutboundRequest request = OutboundRequest.get(server.url("/"), limits);
    return catchThrowableOfType(
        OutboundException.class,
        () -> {
          try (OutboundResponse response = Loopback.clientOf(server).send(request)) {
            InputStream body = response.body();
            body.transferTo(OutputStream.nullOutputStream());
          }
        });
  }

  private static OutboundException failureAfterFirstByte(
      LoopbackServer server, CountDownLatch answered) {
    return catchThrowableOfType(
        OutboundException.class,
        () -> {
          try (OutboundResponse response = Loopback.clientOf(server).send(Loopback.get(server))) {
            assertThat(response.body().read()).isEqualTo('f');
            answered.countDown();
            response.text();
          }
        });
  }

  private static void endless(OutputStream out, String beginning, String piece)
      throws java.io.IOException {
    Loopback.send(out, beginning);
    for (int sent = 0; sent < 50_000_000; sent += piece.length()) {
      Loopback.send(out, piece);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
