package dev.connectedlenses.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no request, or one that HTTP/1.1 forbids: the fault is the client's, and told so. */
class ProtocolErrorsTest {

  private static HttpServer server;

  @BeforeAll
  static void start() throws Exception {
    server = HttpServer.start(HttpSettings.loopback(0), HttpServerTest.routes());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** A line's end is written as a bar here. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /echo/a||",
        "GET /echo/a HTTP/0.9||",
        "GET /echo/a HTTP/1.7|Host: localhost||",
        "GET /echo/a HTTP/2.0|Host: localhost||",
        "GET /echo/a HTTP/3.7|Host: localhost||",
        "GET /echo/a XTTP/1.1|Host: localhost||",
        "rubbish||",
        "GET /echo/a HTTP/1.1||",
        "GET /echo/a HTTP/1.1|Host: localhost|Host: other||",
        "GET /echo/a HTTP/1.1|Host: a b||",
        "GET /echo/a HTTP/1.1|Host: localhost|no colon||",
        "GET /echo/a HTTP/1.1|Host: localhost|X: a\u0000b||",
        "GET /echo/a HTTP/1.1|Host: localhost|: nameless||",
        "GET /echo/a HTTP/1.1|Host: localhost| folded||",
        "POST /size HTTP/1.1|Host: localhost|Content-Length: -1||",
        "POST /size HTTP/1.1|Host: localhost|Content-Length: many||",
        "POST /size HTTP/1.1|Host: localhost|Content-Length: 1|Content-Length: 2||ab",
        "POST /size HTTP/1.1|Host: localhost|Content-Length: 3|Transfer-Encoding: chunked||0||",
        "POST /size HTTP/1.1|Host: localhost|Transfer-Encoding: gzip||",
        "POST /size HTTP/1.1|Host: localhost|Transfer-Encoding: chunked, gzip||0||",
        "POST /size HTTP/1.1|Host: localhost|Transfer-Encoding: chunked||zz||",
        "POST /size HTTP/1.1|Host: localhost|Expect: 200-ok|Content-Length: 0||",
      })
  void nothingIsAFaultOfTheServer(String text) throws Exception {
    Wire.Answer answer = Wire.ask(server.port(), text.replace("|", "\r\n"));
    assertThat(answer.status()).as(answer.head() + answer.body()).isBetween(400, 499);
    assertThat(answer.body()).startsWith("{\"code\":\"").doesNotContain("jetty", "Exception");
  }
}
