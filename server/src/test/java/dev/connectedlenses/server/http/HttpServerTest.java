package dev.connectedlenses.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectedlenses.server.http.HttpSettings.Limits;
import dev.connectedlenses.server.http.Wire.Answer;
import dev.connectedlenses.testkit.Await;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server does with bytes on a real connection. */
class HttpServerTest {

  private static final String HOST = "Host: localhost\r\n";

  static HttpServer server;

  @BeforeAll
  static void start() throws Exception {
    server = HttpServer.start(HttpSettings.loopback(0), routes());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static Router routes() {
    Handler echo = new Handler.Public(r -> Response.text(200, r.path() + " " + r.rawQuery()));
    return new Router(
            r -> {
              throw Refusal.of(401, "no_authorization", "who?", "");
            })
        .on("GET", "/echo/*", echo)
        .on("POST", "/size", new Handler.Public(r -> Response.text(200, "" + r.body().length)))
        .on(
            "GET",
            "/header",
            new Handler.Public(r ->
                Response.text(200, "" + r.headers().first("X-Name"))
                    .with("X-Name", "" + r.headers().first("X-Name"))))
        .on("GET", "/bearer", new Handler.Public(r -> Response.text(200, "" + r.bearer())))
        .on(
            "GET",
            "/broken",
            new Handler.Public(r -> {
              throw new IllegalStateException("secret detail");
            }))
        .on("GET", "/mine", new Handler.User((r, caller) -> Response.text(200, "yes")));
  }

  static Answer get(String target, String... headers) throws Exception {
    return Wire.ask(
        server.port(),
        "GET "
            + target
            + " HTTP/1.1\r\n"
            + HOST
            + String.join("\r\n", headers)
            + (headers.length > 0 ? "\r\n\r\n" : "\r\n"));
  }

  @Test
  void rawCharactersInTargetsReachTheHandlerUnchanged() throws Exception {
    for (String c :
        List.of(
            "{", "}", "|", "\"", "<", ">", "\\", "^", "[", "]", "`", "(", ")", "*", ":", ",",
            "ü")) {
      Answer answer = get("/echo/a" + c + "b?x=" + c);
      assertThat(answer.status()).as(c).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("/echo/a" + c + "b x=" + c);
    }
  }

  @Test
  void pathsAreDecodedAndQueriesAreNot() throws Exception {
    assertThat(get("/echo/odd%20T%C3%A4ble?a=%20+b").body()).isEqualTo("/echo/odd Täble a=%20+b");
    assertThat(get("/echo/bad%zz").status()).isEqualTo(400);
    assertThat(get("/echo/bad%C3%28").status()).isEqualTo(400);
  }

  @Test
  void absoluteFormTargetsAreRead() throws Exception {
    assertThat(get("http://localhost/echo/x").body()).isEqualTo("/echo/x null");
  }

  @Test
  void valuesThatDifferInCaseAloneAreNotTakenForOneAnotherOnOneConnection() throws Exception {
    try (Wire wire = new Wire(server.port())) {
      for (String value : List.of("abc", "ABC", "aBc", "abc", "Abc", "ABC")) {
        for (String name : List.of("Authorization", "authorization")) {
          wire.send("GET /bearer HTTP/1.1\r\n" + HOST + name + ": Bearer " + value + "\r\n\r\n");
          assertThat(wire.read(false).body()).isEqualTo(value);
        }
      }
    }
  }

  @Test
  void headerValuesAreUtf8BothWays() throws Exception {
    Answer answer = get("/header", "X-Name: Işık");
    assertThat(answer.body()).isEqualTo("Işık");
    byte[] latin = answer.header("X-Name").getBytes(StandardCharsets.ISO_8859_1);
    assertThat(new String(latin, StandardCharsets.UTF_8)).isEqualTo("Işık");
  }

  @Test
  void targetsUpToTheLimitAreTaken() throws Exception {
    int limit = Limits.STANDARD.target();
    String most = "/echo/" + "a".repeat(limit - 6);
    assertThat(get(most).status()).isEqualTo(200);
    assertThat(get(most + "a").status()).isEqualTo(414);
    assertThat(get(most + "a".repeat(100_000)).status()).isEqualTo(414);
  }

  @Test
  void headersUpToTheLimitAreTaken() throws Exception {
    assertThat(get("/echo/x", "X-Big: " + "a".repeat(16_000)).status()).isEqualTo(200);
    Answer over = get("/echo/x", "X-Big: " + "a".repeat(17_000));
    assertThat(over.status()).isEqualTo(431);
    assertThat(get("/echo/x", "X-Big: " + "a".repeat(200_000)).status()).isEqualTo(431);
  }

  @Test
  void bodiesUpToTheLimitAreTaken() throws Exception {
    int limit = Limits.STANDARD.body();
    assertThat(post("a".repeat(limit)).body()).isEqualTo("" + limit);
    Answer over = post("a".repeat(limit + 1));
    assertThat(over.status()).isEqualTo(413);
    assertThat(over.body()).contains("\"code\":\"body_too_large\"");
    assertThat(over.header("connection")).as("all of it was taken").isEmpty();
  }

  /** Else the client would send its next request into a connection that ends. */
  @Test
  void whoseBodyWasNotReadIsToldThatTheConnectionEnds() throws Exception {
    String head = "POST /size HTTP/1.1\r\n" + HOST + "Content-Length: 99999999\r\n\r\n";
    Answer refused = Wire.ask(server.port(), head);
    assertThat(refused.status()).isEqualTo(413);
    assertThat(refused.header("connection")).isEqualTo("close");
    assertThat(post("short").header("connection")).isEmpty();
  }

  @Test
  void chunkedBodiesAreLimitedToo() throws Exception {
    String chunk = "10000\r\n" + "a".repeat(65_536) + "\r\n";
    String head = "POST /size HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n";
    assertThat(Wire.ask(server.port(), head + chunk.repeat(16) + "0\r\n\r\n").body())
        .isEqualTo("1048576");
    assertThat(Wire.ask(server.port(), head + chunk.repeat(16) + "1\r\na\r\n0\r\n\r\n").status())
        .isEqualTo(413);
  }

  private static Answer post(String body) throws Exception {
    return Wire.ask(
        server.port(),
        "POST /size HTTP/1.1\r\n" + HOST + "Content-Length: " + body.length() + "\r\n\r\n" + body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /echo/x HTTP/1.1\r\nHost: localhost\r\nX: a\r\n folded\r\n\r\n",
        "GET /echo/x HTTP/1.1\r\n\r\n",
        "GET /echo/x HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n",
        "GET /echo/x HTTP/1.1\r\nHost : localhost\r\n\r\n",
        "POST /size HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        "POST /size HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /size HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
        "POST /size HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        "GET /echo/x HTTP/1.1\r\nHost: localhost\r\nX: a\0b\r\n\r\n",
        "not http at all\r\n\r\n"
      })
  void malformedRequestsAreRefusedAndTheConnectionEnds(String request) throws Exception {
    try (Wire wire = new Wire(server.port())) {
      wire.send(request);
      Answer answer = wire.read(false);
      assertThat(answer.status()).isIn(400, 501);
      assertThat(answer.body()).contains("\"code\":\"bad_request\"").doesNotContain("jetty");
      assertThat(wire.ended()).isTrue();
    }
  }

  @Test
  void aForeignHostNameIsRefused() throws Exception {
    Answer answer = Wire.ask(server.port(), "GET /echo/x HTTP/1.1\r\nHost: evil.example\r\n\r\n");
    assertThat(answer.status()).isEqualTo(421);
    assertThat(
            Wire.ask(server.port(), "GET /echo/x HTTP/1.1\r\nHost: LOCALHOST:99\r\n\r\n").status())
        .isEqualTo(200);
  }

  @Test
  void headGivesTheHeadersOfGetAndKeepsTheConnection() throws Exception {
    try (Wire wire = new Wire(server.port())) {
      wire.send("HEAD /echo/abc HTTP/1.1\r\n" + HOST + "\r\n");
      Answer head = wire.read(true);
      assertThat(head.header("Content-Length")).isEqualTo("" + "/echo/abc null".length());
      wire.send("GET /echo/abc HTTP/1.1\r\n" + HOST + "\r\n");
      assertThat(wire.read(false).body()).isEqualTo("/echo/abc null");
    }
  }

  @Test
  void aConnectionServesManyRequestsAlsoPipelined() throws Exception {
    try (Wire wire = new Wire(server.port())) {
      StringBuilder many = new StringBuilder();
      for (int i = 0; i < 50; i++) {
        many.append("GET /echo/").append(i).append(" HTTP/1.1\r\n").append(HOST).append("\r\n");
      }
      wire.send(many.toString());
      for (int i = 0; i < 50; i++) {
        assertThat(wire.read(false).body()).isEqualTo("/echo/" + i + " null");
      }
    }
  }

  @Test
  void manyClientsAtOnceGetTheirOwnAnswers() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      List<CompletableFuture<String>> answers = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        HttpRequest request =
            HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + "/echo/" + i))
                .build();
        answers.add(client.sendAsync(request, BodyHandlers.ofString()).thenApply(r -> r.body()));
      }
      for (int i = 0; i < 300; i++) {
        assertThat(answers.get(i).get(20, TimeUnit.SECONDS)).isEqualTo("/echo/" + i + " null");
      }
    }
  }

  @Test
  void aFailureInsideTellsOnlyTheRequestId() throws Exception {
    Answer answer = get("/broken", "X-Request-Id: abc-1");
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.header("X-Request-Id")).isEqualTo("abc-1");
    assertThat(answer.body()).contains("abc-1").doesNotContain("secret");
  }

  @Test
  void aRequestIdThatCouldForgeALogIsReplaced() throws Exception {
    assertThat(get("/echo/x", "X-Request-Id: a b\"c").header("X-Request-Id"))
        .matches("[0-9a-f-]{36}");
  }

  private static HttpServer hasty(Duration header, Duration body, Duration idle) throws Exception {
    Limits limits = new Limits(8192, 16384, 1000, header, body, idle, Duration.ofSeconds(1));
    return HttpServer.start(new HttpSettings("127.0.0.1", 0, Set.of(), Set.of(), limits), routes());
  }

  private static final Duration SOON = Duration.ofMillis(200);
  private static final Duration LATER = Duration.ofSeconds(30);

  @Test
  void aSlowBodyIsCutOff() throws Exception {
    try (HttpServer slow = hasty(LATER, SOON, LATER)) {
      String head = "POST /size HTTP/1.1\r\n" + HOST + "Content-Length: 10\r\n\r\n";
      assertThat(Wire.ask(slow.port(), head + "0123456789").status()).isEqualTo(200);
      assertThat(Wire.ask(slow.port(), head + "abc").status()).isEqualTo(408);
    }
  }

  @Test
  void headersThatStopArrivingEndTheConnection() throws Exception {
    try (HttpServer slow = hasty(SOON, LATER, LATER);
        Wire wire = new Wire(slow.port())) {
      wire.send("GET /echo/x HTTP/1.1\r\nHo");
      assertThat(wire.readAll()).doesNotContain(" 200 ");
    }
  }

  /** Every byte begins the idle time anew, but not the time of the headers. */
  @Test
  void headersThatComeByteByByteEndTheConnection() throws Exception {
    try (HttpServer slow = hasty(SOON, LATER, LATER);
        Wire wire = new Wire(slow.port())) {
      wire.send("GET /echo/x HTTP/1.1\r\n" + HOST + "X-Slow: ");
      Await.until("the connection is cut", () -> !takes(wire, "a"));
    }
  }

  private static boolean takes(Wire wire, String text) {
    try {
      wire.send(text);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void headersInPiecesAreTakenAndTheNextRequestHasItsOwnTime() throws Exception {
    try (HttpServer slow = hasty(LATER, LATER, LATER);
        Wire wire = new Wire(slow.port())) {
      for (int i = 0; i < 3; i++) {
        for (String piece :
            List.of("GET /ec", "ho/x HTTP/1.1\r", "\nHost: loc", "alhost\r\n\r\n")) {
          wire.send(piece);
        }
        assertThat(wire.read(false).body()).isEqualTo("/echo/x null");
      }
    }
  }

  @Test
  void aConnectionThatRestsTooLongEnds() throws Exception {
    try (HttpServer slow = hasty(LATER, LATER, SOON);
        Wire wire = new Wire(slow.port())) {
      wire.send("GET /echo/x HTTP/1.1\r\n" + HOST + "\r\n");
      assertThat(wire.read(false).status()).isEqualTo(200);
      assertThat(wire.ended()).isTrue();
    }
  }

  @Test
  void aTakenPortIsABindException() {
    HttpSettings same = HttpSettings.loopback(server.port());
    assertThatThrownBy(() -> HttpServer.start(same, routes()))
        .hasRootCauseInstanceOf(BindException.class);
  }

  @Test
  void stoppingEndsStreamsLetsRequestsFinishAndTakesNoMore() throws Exception {
    CountDownLatch told = new CountDownLatch(1);
    CountDownLatch inside = new CountDownLatch(2);
    Router router =
        new Router(r -> {
          throw Refusal.of(401, "x", "x", "");
        });
    router.on(
        "GET",
        "/stream",
        new Handler.Public(r ->
            new Response.Stream(
                200,
                r.headers(),
                out -> {
                  out.write("begin\n".getBytes(StandardCharsets.UTF_8));
                  inside.countDown();
                  await(told);
                  out.write("end\n".getBytes(StandardCharsets.UTF_8));
                })));
    router.on(
        "GET",
        "/slow",
        new Handler.Public(r -> {
          inside.countDown();
          await(told);
          return Response.text(200, "finished");
        }));
    HttpServer stopped = HttpServer.start(HttpSettings.loopback(0), router);
    stopped.onStopping(told::countDown);
    try (Wire stream = new Wire(stopped.port());
        Wire slow = new Wire(stopped.port())) {
      stream.send("GET /stream HTTP/1.1\r\n" + HOST + "\r\n");
      slow.send("GET /slow HTTP/1.1\r\n" + HOST + "\r\n");
      await(inside);
      stopped.close();
      stopped.close();
      assertThat(stream.readAll()).contains("begin").contains("end");
      assertThat(slow.read(false).body()).isEqualTo("finished");
      assertThatThrownBy(() -> new Wire(stopped.port())).isInstanceOf(Exception.class);
    }
  }

  static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
