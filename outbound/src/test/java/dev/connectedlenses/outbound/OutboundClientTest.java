package dev.connectedlenses.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connectedlenses.outbound.OutboundException.Kind;
import dev.connectedlenses.testkit.LoopbackServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OutboundClientTest {

  @Test
  void sendsOnePlainRequest() throws Exception {
    CompletableFuture<String> seen = new CompletableFuture<>();
    try (LoopbackServer server =
        LoopbackServer.start((in, out) -> {
          seen.complete(LoopbackServer.readRequest(in));
          Loopback.send(out, "HTTP/1.1 201 Made\r\nX-One: 1\r\nContent-Length: 5\r\n\r\nhello");
        })) {
      OutboundRequest request =
          OutboundRequest.postJson(server.url("/a?b=c"), "{\"ü\":1}", Loopback.LIMITS)
              .withHeader("X-Extra", "yes")
              .withCredential(Credential.bearer(Secret.of("s3cret")));
      try (OutboundResponse response = Loopback.clientOf(server).send(request)) {
        assertThat(response.status()).isEqualTo(201);
        assertThat(response.header("x-one")).isEqualTo("1");
        assertThat(response.text()).isEqualTo("hello");
      }
      assertThat(seen.get(5, TimeUnit.SECONDS))
          .startsWith("POST /a?b=c HTTP/1.1\r\nHost: 127.0.0.1:" + server.port() + "\r\n")
          .contains("Connection: close\r\n", "Accept-Encoding: identity\r\n")
          .contains("x-extra: yes\r\n", "Authorization: Bearer s3cret\r\n")
          .contains("content-type: application/json\r\n", "Content-Length: 8\r\n");
    }
  }

  @Test
  void readsChunksWithExtensionsAndTrailers() throws Exception {
    String response =
        """
        HTTP/1.1 200 OK\r
        Transfer-Encoding: chunked\r
        \r
        5;x=y\r
        hello\r
        1\r
         \r
        A\r
        0123456789\r
        0\r
        X-Trailer: t\r
        \r
        """;
    try (LoopbackServer server = Loopback.answering(response)) {
      assertThat(Loopback.clientOf(server).send(Loopback.get(server)).text())
          .isEqualTo("hello 0123456789");
    }
  }

  @Test
  void passesOverInterimResponsesAndReadsToTheClose() throws Exception {
    String response = "HTTP/1.1 103 Early\r\nLink: x\r\n\r\nHTTP/1.0 200 OK\r\n\r\nto the end";
    try (LoopbackServer server = Loopback.answering(response)) {
      assertThat(Loopback.clientOf(server).send(Loopback.get(server)).text())
          .isEqualTo("to the end");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/2 200 OK\r\n\r\n",
        "HTTP/1.1 2000 OK\r\n\r\n",
        "SSH-2.0-OpenSSH_9.2\r\n",
        "HTTP/1.1 200 OK\r\nNo colon here\r\n\r\n",
        "HTTP/1.1 200 OK\r\nA: b\r\n folded\r\n\r\n",
        "HTTP/1.1 200 OK\r\nBad Name: b\r\n\r\n",
        "HTTP/1.1 200 OK\r\nA: b\u0001\r\n\r\n",
        "HTTP/1.1 200 OK\r\nA: b\rInjected: c\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nabc",
        "HTTP/1.1 200 OK\r\nContent-Length: +3\r\n\r\nabc",
        "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n",
        "HTTP/1.1 101 Switching\r\nUpgrade: h2c\r\n\r\n"
      })
  void refusesWhatCanBeReadInTwoWays(String response) throws Exception {
    try (LoopbackServer server = Loopback.answering(response)) {
      OutboundException failed = failureOf(server);
      assertThat(failed.kind()).isEqualTo(Kind.PROTOCOL);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTTP/1.1 200 OK\r\nContent-",
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n"
      })
  void noticesABrokenOffResponse(String response) throws Exception {
    try (LoopbackServer server = Loopback.answering(response)) {
      assertThat(failureOf(server).kind()).isEqualTo(Kind.BROKEN);
    }
  }

  @Test
  void aClosedPortIsUnreachable() throws Exception {
    try (Socket bound = new Socket()) {
      // bound but not listening: nobody else can take the port while we knock
      bound.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
      String url = "http://127.0.0.1:" + bound.getLocalPort() + "/";
      EgressPolicy policy = EgressPolicy.publicOnly().allowing(EgressGrant.of(URI.create(url)));
      OutboundClient client = new OutboundClient(policy, EgressObserver.none());
      OutboundException failed =
          catchThrowableOfType(
              OutboundException.class,
              () -> client.send(OutboundRequest.get(url, Loopback.LIMITS)));
      assertThat(failed).hasMessageContaining("127.0.0.1");
      assertThat(failed.kind()).isEqualTo(Kind.UNREACHABLE);
    }
  }

  @Test
  void anUnknownNameIsSaidToBeUnknown() {
    OutboundClient client =
        new OutboundClient(EgressPolicy.publicOnly(), EgressObserver.none(), host -> List.of());
    assertThatThrownBy(
            () -> client.send(OutboundRequest.get("https://no.such.org/", Loopback.LIMITS)))
        .hasMessageContaining("\"no.such.org\" is not known");
  }

  @Test
  void aReaderMayNotChangeThings() throws Exception {
    try (LoopbackServer server = LoopbackServer.sentinel()) {
      OutboundClient reader =
          Loopback.clientOf(server).under(Loopback.policyOf(server).onlyReading());
      OutboundRequest post = OutboundRequest.postJson(server.url("/"), "{}", Loopback.LIMITS);
      OutboundException refused =
          catchThrowableOfType(OutboundException.class, () -> reader.send(post));
      assertThat(refused.refusal()).isEqualTo(Refusal.METHOD);
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void theLedgerShowsConnectionAndEnd() throws Exception {
    List<EgressEvent> events = new CopyOnWriteArrayList<>();
    try (LoopbackServer server =
        Loopback.answering("HTTP/1.1 404 No\r\nContent-Length: 2\r\n\r\nno")) {
      Loopback.clientOf(server, events::add).send(Loopback.get(server)).text();
    }
    assertThat(events).hasSize(2);
    assertThat(events.get(0)).isInstanceOf(EgressEvent.Connected.class);
    assertThat(events.get(1))
        .isInstanceOfSatisfying(
            EgressEvent.Ended.class,
            ended -> {
              assertThat(ended.status()).isEqualTo(404);
              assertThat(ended.bytesReceived()).isEqualTo(2);
              assertThat(ended.failure()).isNull();
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host",
        "Content-Length",
        "Transfer-Encoding",
        "Connection",
        "Authorization",
        "Cookie",
        "X-Api-Key",
        "Bad Name",
        "",
        "X:Y"
      })
  void someHeadersAreNotTheCallersToSet(String name) {
    boolean malformed = name.isEmpty() || name.matches(".*[ :].*");
    assertThatThrownBy(() ->
            new OutboundRequest(
                HttpMethod.GET, "https://a.org/", Map.of(name, "x"), null, null, Loopback.LIMITS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(malformed ? "malformed" : name.toLowerCase(Locale.ROOT));
  }

  @Test
  void headerValuesCannotSmuggleLines() {
    assertThatThrownBy(() ->
            OutboundRequest.get("https://a.org/", Loopback.LIMITS)
                .withHeader("x-a", "b\r\nHost: evil"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() ->
            RequestWriter.bytes(
                OutboundRequest.get("https://a.org/", Loopback.LIMITS),
                Target.parse("https://a.org/"),
                Credential.bearer(Secret.of("s3cret\r\nX: y"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("s3cret");
  }

  private static OutboundException failureOf(LoopbackServer server) {
    return catchThrowableOfType(
        OutboundException.class, () -> Loopback.clientOf(server).send(Loopback.get(server)).text());
  }
}
