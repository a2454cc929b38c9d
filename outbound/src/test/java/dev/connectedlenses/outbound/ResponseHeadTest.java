package dev.connectedlenses.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectedlenses.outbound.OutboundException.Kind;
import dev.connectedlenses.testkit.Property;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Heads and bodies of responses, byte by byte: what is read, and what is refused. */
final class ResponseHeadTest {
  private static final OutboundLimits LIMITS = OutboundLimits.within(Duration.ofSeconds(5));

  /** In these tables {@code ~} stands for the end of a line. */
  private static InputStream wire(String text) {
    return new ByteArrayInputStream(
        text.replace("~", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
  }

  private static ResponseHead head(String text) throws IOException {
    return ResponseHead.read(wire(text), LIMITS);
  }

  private static String body(String text, HttpMethod method) throws IOException {
    InputStream in = wire(text);
    ResponseHead head = ResponseHead.read(in, LIMITS);
    return new String(head.body(in, method, LIMITS).readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  private static void refused(String text, Kind kind, String why) {
    assertThatThrownBy(() -> body(text, HttpMethod.GET))
        .isInstanceOfSatisfying(
            OutboundException.class, e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind))
        .hasMessageContaining(why);
  }

  @Test
  void namesAreInSmallLettersAndValuesAreTrimmed() throws IOException {
    ResponseHead head =
        head("HTTP/1.1 200 OK~Content-Type:  text/plain \t~X-A: 1~x-a:2~X-Empty:~X-Colon: a:b~~");
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.first("content-type")).isEqualTo("text/plain");
    assertThat(head.headers().get("x-a")).isEqualTo(List.of("1", "2"));
    assertThat(head.first("x-empty")).isEmpty();
    assertThat(head.first("x-colon")).isEqualTo("a:b");
    assertThat(head.first("none")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 204~~",
        "HTTP/1.0 204 No Content~~",
        "HTTP/1.1 204 ~~",
        "HTTP/1.1 204 a b c~~"
      })
  void statusLinesThatAreGood(String text) throws IOException {
    assertThat(head(text).status()).isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/2 200 OK~~",
        "HTTP/1.2 200 OK~~",
        "HTTP/1.1 20 OK~~",
        "HTTP/1.1 2000~~",
        "HTTP/1.1 099 x~~",
        "HTTP/1.1 600 x~~",
        "http/1.1 200 OK~~",
        "ICY 200 OK~~",
        "HTTP/1.1  200 OK~~",
        "HTTP/1.1 200OK~~",
        "~~",
        " HTTP/1.1 200 OK~~",
        "SSH-2.0-x~~"
      })
  void whatIsNoStatusLineIsNoHttp(String text) {
    refused(text, Kind.PROTOCOL, "it does not answer in HTTP/1.1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no colon",
        " X: folded",
        "X : space before the colon",
        ": no name",
        "X\u00e9: y",
        "X(a): b",
        "\tX: y",
        "\"X\": y"
      })
  void whatIsNoHeaderIsRefused(String line) {
    refused("HTTP/1.1 200 OK~" + line + "~~", Kind.PROTOCOL, "a line of its head is no header");
  }

  @ParameterizedTest
  @ValueSource(strings = {"X: a\rb", "X: a\u0000b", "X: \u0007", "X: a\r\rb", "X\u001b: y"})
  void controlCharactersForgeNothing(String line) {
    refused("HTTP/1.1 200 OK~" + line + "~~", Kind.PROTOCOL, "control characters");
  }

  @Test
  void linesMayEndWithoutAReturn() throws IOException {
    assertThat(head("HTTP/1.1 200 OK\nX: y\n\n").first("x")).isEqualTo("y");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTTP/1.1 200",
        "HTTP/1.1 200 OK~",
        "HTTP/1.1 200 OK~X: y~",
        "HTTP/1.1 200 OK~X"
      })
  void aHeadThatStopsIsBroken(String text) {
    refused(text, Kind.BROKEN, "the connection ended inside the response");
  }

  @Test
  void headsHaveLimits() {
    String many = "HTTP/1.1 200 OK~" + "X: y~".repeat(LIMITS.headerCount() + 1) + "~";
    refused(many, Kind.TOO_LARGE, "too many headers");
    String large = "HTTP/1.1 200 OK~X: " + "y".repeat(LIMITS.headerBytes()) + "~~";
    refused(large, Kind.TOO_LARGE, "the head of the response is too large");
    String endless = "y".repeat(LIMITS.headerBytes() * 2);
    refused(endless, Kind.TOO_LARGE, "the head of the response is too large");
  }

  @Test
  void interimHeadsArePassedOverButNotForEver() throws IOException {
    String interim = "HTTP/1.1 103 Early Hints~Link: x~~";
    assertThat(head(interim.repeat(5) + "HTTP/1.1 200 OK~X: y~~").first("x")).isEqualTo("y");
    assertThat(head("HTTP/1.1 100 Continue~~HTTP/1.1 404 no~~").status()).isEqualTo(404);
    refused(interim.repeat(6) + "HTTP/1.1 200 OK~~", Kind.PROTOCOL, "interim responses only");
    refused("HTTP/1.1 101 Switching~~HTTP/1.1 200 OK~~", Kind.PROTOCOL, "interim responses only");
  }

  @ParameterizedTest
  @CsvSource({
    "301,true",
    "302,true",
    "303,true",
    "307,true",
    "308,true",
    "200,false",
    "201,false",
    "300,false",
    "304,false",
    "305,false",
    "404,false"
  })
  void onlyRedirectsRedirect(int status, boolean redirects) throws IOException {
    ResponseHead head = head("HTTP/1.1 " + status + " x~Location: /there~~");
    assertThat(head.redirect()).isEqualTo(redirects ? "/there" : null);
    assertThat(head("HTTP/1.1 302 x~~").redirect()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HTTP/1.1 200 OK~Content-Length: 5~~hello, more         | hello",
        "HTTP/1.1 200 OK~Content-Length: 0~~more                | ''",
        "HTTP/1.1 200 OK~Content-Length: 5~Content-Length: 5~~hello | hello",
        "HTTP/1.1 200 OK~~to the end                            | to the end",
        "HTTP/1.1 200 OK~Content-Encoding: identity~~plain      | plain",
        "HTTP/1.1 200 OK~Content-Encoding:~~plain               | plain",
        "HTTP/1.1 204 no~Content-Length: 5~~hello               | ''",
        "HTTP/1.1 304 no~Content-Length: 5~~hello               | ''",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~5~hello~0~~ | hello",
        "HTTP/1.1 200 OK~Transfer-Encoding: CHUNKED~~2;a=b~he~3~llo~0~X-Trailer: y~~ | hello",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~00A~0123456789~000~~ | 0123456789",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~0~~        | ''"
      })
  void bodiesEndWhereTheHeadSays(String text, String body) throws IOException {
    assertThat(body(text, HttpMethod.GET)).isEqualTo(body);
  }

  @Test
  void anAnswerToHeadHasNoBody() throws IOException {
    assertThat(body("HTTP/1.1 200 OK~Content-Length: 5~~hello", HttpMethod.HEAD)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Content-Length: 5~Content-Length: 6            | its content length is not one number",
        "Content-Length: -1                             | its content length is not one number",
        "Content-Length: +5                             | its content length is not one number",
        "Content-Length: 0x5                            | its content length is not one number",
        "Content-Length: 5, 5                           | its content length is not one number",
        "Content-Length: 9999999999999999999            | its content length is not one number",
        "Transfer-Encoding: chunked~Content-Length: 5   | can be read in two ways",
        "Transfer-Encoding: chunked~Transfer-Encoding: chunked | can be read in two ways",
        "Transfer-Encoding: gzip, chunked               | can be read in two ways",
        "Transfer-Encoding: identity                    | can be read in two ways",
        "Transfer-Encoding: xchunked                    | can be read in two ways",
        "Content-Encoding: gzip                         | it compresses the body",
        "Content-Encoding: br                           | it compresses the body"
      })
  void framesThatCanBeReadInTwoWaysAreRefused(String headers, String why) {
    refused("HTTP/1.1 200 OK~" + headers + "~~hello", Kind.PROTOCOL, why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5~hell        | BROKEN   | ended inside",
        "5~hello       | BROKEN   | ended inside",
        "5~hello~      | BROKEN   | ended inside",
        "5~hello~0~    | BROKEN   | ended inside",
        "4~hello~0~~   | PROTOCOL | a chunk is longer than it says",
        "x~hello~0~~   | PROTOCOL | a chunk does not say its size",
        "-5~hello~0~~  | PROTOCOL | a chunk does not say its size",
        "0x5~hello~0~~ | PROTOCOL | a chunk does not say its size",
        "~hello~0~~    | PROTOCOL | a chunk does not say its size",
        "5 5~hello~0~~ | PROTOCOL | a chunk does not say its size",
        "1000000000000000~h | PROTOCOL | a chunk does not say its size",
        "5~hello~0~bad trailer~~ | PROTOCOL | a line of its head is no header"
      })
  void chunksThatAreNoneAreRefused(String chunks, Kind kind, String why) {
    refused("HTTP/1.1 200 OK~Transfer-Encoding: chunked~~" + chunks, kind, why);
  }

  @Test
  void aChunksLineHasALimitToo() {
    refused(
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~5;" + "x".repeat(300) + "~hello~0~~",
        Kind.TOO_LARGE,
        "the head of the response is too large");
  }

  @Test
  void aStatedLengthThatDoesNotComeIsBroken() {
    refused("HTTP/1.1 200 OK~Content-Length: 6~~hello", Kind.BROKEN, "ended inside the response");
  }

  /** A text and where it is cut into chunks. */
  private record Cut(String text, List<Integer> sizes) {
    static Cut next(RandomGenerator random) {
      StringBuilder text = new StringBuilder();
      List<Integer> sizes = new java.util.ArrayList<>();
      int chunks = random.nextInt(0, 6);
      for (int i = 0; i < chunks; i++) {
        int size = random.nextInt(1, 40);
        sizes.add(size);
        for (int j = 0; j < size; j++) {
          text.append((char) random.nextInt(0, 256));
        }
      }
      return new Cut(text.toString(), List.copyOf(sizes));
    }

    String chunked(boolean upper) {
      StringBuilder wire = new StringBuilder();
      int at = 0;
      for (int size : sizes) {
        String hex = Integer.toHexString(size);
        wire.append(upper ? hex.toUpperCase(java.util.Locale.ROOT) : hex).append("\r\n");
        wire.append(text, at, at + size).append("\r\n");
        at += size;
      }
      return wire.append("0\r\n\r\n").toString();
    }
  }

  @Test
  void whereverABodyIsCutItIsTheSame() {
    Property.forAll(
        0xC4A4EDL,
        300,
        Cut::next,
        cut -> {
          byte[] wire =
              (cut.chunked(cut.sizes().size() % 2 == 0) + "next")
                  .getBytes(StandardCharsets.ISO_8859_1);
          InputStream in = new ByteArrayInputStream(wire);
          InputStream whole = new ChunkedBody(in, LIMITS);
          assertThat(new String(whole.readAllBytes(), StandardCharsets.ISO_8859_1))
              .isEqualTo(cut.text());
          assertThat(whole.read()).as("it stays at its end").isEqualTo(-1);
          assertThat(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1))
              .as("what follows is not touched")
              .isEqualTo("next");
          InputStream slow = new ChunkedBody(new ByteArrayInputStream(wire), LIMITS);
          StringBuilder read = new StringBuilder();
          for (int c = slow.read(); c >= 0; c = slow.read()) {
            read.append((char) c);
          }
          assertThat(read.toString()).as("byte by byte").isEqualTo(cut.text());
        });
  }

  @Test
  void readingNothingGivesNothing() throws IOException {
    byte[] none = new byte[0];
    assertThat(new SizedBody(wire("hello"), 5).read(none, 0, 0)).isZero();
    assertThat(new ChunkedBody(wire("0~~"), LIMITS).read(none, 0, 0)).isZero();
    assertThat(new SizedBody(wire("hello"), 0).read()).isEqualTo(-1);
  }
}
