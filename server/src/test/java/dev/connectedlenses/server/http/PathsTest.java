package dev.connectedlenses.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectedlenses.testkit.Property;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Request targets and header bytes: decoded once, strictly, and back. */
final class PathsTest {
  @ParameterizedTest
  @CsvSource({
    "/a/b,/a/b",
    "/a+b,/a+b",
    "/a%20b,/a b",
    "/a%2Bb,/a+b",
    "/%C3%A4,/ä",
    "/%c3%a4,/ä",
    "/%F0%9D%84%9E,/𝄞",
    "/%2525,/%25",
    "/a%2Fb,/a/b"
  })
  void pathsAreDecodedOnce(String raw, String path) {
    assertThat(Paths.decode(raw)).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/%",
        "/%2",
        "/%zz",
        "/a%2",
        "/%C3",
        "/%C3%28",
        "/%FF",
        "/%C0%AF",
        "/%ED%A0%80",
        "/%-1",
        "/%F5%80%80%80"
      })
  void whatIsNoUtf8IsRefused(String raw) {
    assertThatThrownBy(() -> Paths.decode(raw))
        .isInstanceOfSatisfying(
            Refusal.class, e -> assertThat(e.response().status()).isEqualTo(400));
  }

  @ParameterizedTest
  @CsvSource({"a+b,a b", "a%20b,a b", "a%2Bb,a+b", "%C3%A4,ä", "%,%", "%zz,%zz", "100%,100%"})
  void queriesThatCannotBeDecodedStay(String raw, String text) {
    assertThat(Paths.decodeQuery(raw)).isEqualTo(text);
  }

  @Test
  void whatABrowserEncodesComesBack() {
    Property.forAll(
        0x9A7485L,
        1_000,
        random -> {
          StringBuilder text = new StringBuilder();
          int length = random.nextInt(1, 12);
          for (int i = 0; i < length; i++) {
            int c = random.nextInt(0x11_0000);
            text.appendCodePoint(c >= 0xD800 && c <= 0xDFFF ? 'x' : c);
          }
          return text.toString();
        },
        text -> {
          String form = URLEncoder.encode(text, StandardCharsets.UTF_8);
          assertThat(Paths.decode(form.replace("+", "%20"))).isEqualTo(text);
          assertThat(Paths.decodeQuery(form)).isEqualTo(text);
          assertThat(Paths.fromWire(Paths.toWire(text))).isEqualTo(text);
        });
  }

  @Test
  void headerBytesThatAreNoUtf8StayAsTheyCame() {
    assertThat(Paths.fromWire("caf\u00e9")).isEqualTo("caf\u00e9");
    assertThat(Paths.fromWire("caf\u00c3\u00a9")).isEqualTo("café");
    assertThat(Paths.fromWire("plain")).isEqualTo("plain");
    assertThat(Paths.toWire("é")).isEqualTo("\u00c3\u00a9");
  }
}
