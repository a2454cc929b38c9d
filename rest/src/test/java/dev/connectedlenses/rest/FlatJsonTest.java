package dev.connectedlenses.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.testkit.Property;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Headers and cookies as JSON: whatever they hold, a reader gets them back. */
final class FlatJsonTest {

  @Test
  void nothingIsAnEmptyObject() {
    assertThat(FlatJson.object(Map.of())).isEqualTo("{}");
  }

  @Test
  void membersKeepTheirOrder() {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("b", "1");
    members.put("a", "2");
    assertThat(FlatJson.object(members)).isEqualTo("{\"b\":\"1\",\"a\":\"2\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "plain | plain",
        "a\"b | a\\\"b",
        "back\\slash | back\\\\slash",
        "Işık 💡 | Işık 💡",
        "a/b | a/b",
        "{}[]:, | {}[]:,"
      })
  void onlyWhatMustBeIsEscaped(String text, String written) {
    assertThat(FlatJson.object(Map.of("k", text))).isEqualTo("{\"k\":\"" + written + "\"}");
  }

  @Test
  void controlCharactersAreWrittenInFull() {
    assertThat(FlatJson.object(Map.of("k", "a\tb\nc\u0000d\u001f")))
        .isEqualTo("{\"k\":\"a\\u0009b\\u000ac\\u0000d\\u001f\"}");
  }

  @Test
  void aReaderGetsEveryTextBack() {
    Property.forAll(
        81,
        3_000,
        random -> {
          Map<String, String> members = new LinkedHashMap<>();
          for (int i = random.nextInt(4); i >= 0; i--) {
            members.put(
                "k" + i + text(random.nextInt(5), random), text(random.nextInt(30), random));
          }
          return members;
        },
        members -> {
          JsonNode read = JsonMapper.shared().readTree(FlatJson.object(members));
          assertThat(read.size()).isEqualTo(members.size());
          members.forEach((name, value) -> assertThat(read.path(name).asString()).isEqualTo(value));
        });
  }

  /** Mostly what needs an escape. */
  private static String text(int length, java.util.random.RandomGenerator random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(
          switch (random.nextInt(4)) {
            case 0 -> (char) random.nextInt(32);
            case 1 -> "\"\\/".charAt(random.nextInt(3));
            case 2 -> (char) (32 + random.nextInt(90));
            default -> (char) (0xa0 + random.nextInt(0x1000));
          });
    }
    return text.toString();
  }
}
