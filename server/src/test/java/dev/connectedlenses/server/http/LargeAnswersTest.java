package dev.connectedlenses.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.rest.Headers;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of which the socket takes a part at a time arrive as they were made. */
final class LargeAnswersTest {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static HttpServer server;

  @BeforeAll
  static void start() throws Exception {
    Router routes =
        new Router(
                r -> {
                  throw Refusal.of(401, "no_authorization", "who?", "");
                })
            .on("GET", "/of/*", new Handler.Public(LargeAnswersTest::answer))
            .on(
                "GET",
                "/thread",
                new Handler.Public(
                    _ -> Response.text(200, "" + Thread.currentThread().isVirtual())));
    server = HttpServer.start(HttpSettings.loopback(0), routes);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Response answer(Request request) {
    int size = Integer.parseInt(request.path().substring("/of/".length()));
    return new Response.Whole(200, Headers.NONE, noise(size));
  }

  private static byte[] noise(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 131_072, 131_073, 262_144, 1_000_003, 16_777_216})
  void everyByteArrivesAndTheLengthIsToldBefore(int size) throws Exception {
    HttpResponse<byte[]> whole = ask("GET", size);
    assertThat(whole.statusCode()).isEqualTo(200);
    assertThat(whole.body()).isEqualTo(noise(size));
    assertThat(whole.headers().firstValueAsLong("Content-Length")).hasValue(size);
    assertThat(whole.headers().firstValue("Transfer-Encoding")).isEmpty();
    HttpResponse<byte[]> head = ask("HEAD", size);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValueAsLong("Content-Length")).hasValue(size);
  }

  @Test
  void whatWasSentAheadOfALargeAnswerIsDoneOnAVirtualThread() throws Exception {
    try (Wire wire = new Wire(server.port())) {
      String host = " HTTP/1.1\r\nHost: localhost\r\n\r\n";
      wire.send("GET /of/16777216" + host + "GET /thread" + host);
      assertThat(wire.read(false).header("Content-Length")).isEqualTo("16777216");
      assertThat(wire.read(false).body()).isEqualTo("true");
    }
  }

  private static HttpResponse<byte[]> ask(String method, int size) throws Exception {
    URI uri = URI.create("http://localhost:%d/of/%d".formatted(server.port(), size));
    HttpRequest request =
        HttpRequest.newBuilder(uri).method(method, BodyPublishers.noBody()).build();
    return CLIENT.send(request, BodyHandlers.ofByteArray());
  }
}
