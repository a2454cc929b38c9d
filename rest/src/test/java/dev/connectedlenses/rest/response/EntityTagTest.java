package dev.connectedlenses.rest.response;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.rest.Headers;
import dev.connectedlenses.testkit.Property;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tags tell answers apart, and what a client holds is found in what it says. */
final class EntityTagTest {

  private static String tag(String body, String form) {
    return EntityTag.of(body.getBytes(StandardCharsets.UTF_8), form);
  }

  @Test
  void theSameAnswerHasTheSameTag() {
    assertThat(tag("[]", "json0-1/*")).isEqualTo(tag("[]", "json0-1/*")).matches("\"[0-9a-f-]+\"");
  }

  @Test
  void bodyAndFormTellAnswersApart() {
    assertThat(
            Set.of(
                tag("[1]", "json"),
                tag("[2]", "json"),
                tag("[1]", "csv"),
                tag("[1] ", "json"),
                tag("", "json")))
        .hasSize(5);
  }

  @Test
  void aChangedByteChangesTheTag() {
    Set<String> tags = new HashSet<>();
    byte[] body =
        "[{\"id\":1,\"name\":\"a\"},{\"id\":2,\"name\":\"b\"}]".getBytes(StandardCharsets.UTF_8);
    tags.add(EntityTag.of(body, "json"));
    for (int at = 0; at < body.length; at++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] other = body.clone();
        other[at] ^= (byte) (1 << bit);
        assertThat(tags.add(EntityTag.of(other, "json"))).as("byte %d, bit %d", at, bit).isTrue();
      }
    }
  }

  @Test
  void tenThousandAnswersHaveAsManyTags() {
    Set<String> tags = new HashSet<>();
    Property.forAll(
        17,
        10_000,
        random -> "[" + random.nextLong() + "," + tags.size() + "]",
        body -> assertThat(tags.add(tag(body, "json"))).isTrue());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"a-1\" | true",
        "W/\"a-1\" | true",
        "* | true",
        "\"b\", \"a-1\" | true",
        "\"b\",W/\"a-1\",\"c\" | true",
        "\"a-2\" | false",
        "a-1 | false",
        "\"A-1\" | false",
        "w/\"a-1\" | false",
        "\"b\" \"a-1\" | false"
      })
  void whatTheClientHoldsIsKnown(String header, boolean held) {
    assertThat(EntityTag.held(Headers.of("If-None-Match", header), "\"a-1\"")).isEqualTo(held);
  }

  @Test
  void severalHeadersCountTogether() {
    Headers headers = Headers.of("If-None-Match", "\"x\"", "If-None-Match", "\"a-1\"");
    assertThat(EntityTag.held(headers, "\"a-1\"")).isTrue();
    assertThat(EntityTag.held(Headers.NONE, "\"a-1\"")).isFalse();
    assertThat(EntityTag.held(Headers.of("If-Match", "\"a-1\""), "\"a-1\"")).isFalse();
  }
}
