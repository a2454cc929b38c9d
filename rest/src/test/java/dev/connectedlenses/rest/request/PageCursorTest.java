package dev.connectedlenses.rest.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connectedlenses.rest.error.RestException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** The keys of a row in a URL, there and back, and what is no such thing. */
final class PageCursorTest {

  private static String url(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "[\"1\"]",
        "[\"2026-05-01T00:00:00+00:00\",\"7\"]",
        "[null,\"x\"]",
        "[\"ü 💡 \\\" \\\\\"]"
      })
  void keysComeBack(String json) {
    String cursor = PageCursor.encode(json);
    assertThat(cursor).matches("[A-Za-z0-9_-]*");
    assertThat(PageCursor.decode(cursor, new Values()))
        .hasSize(JsonMapper.shared().readTree(json).size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "\"x\"", "1", "null", "[1]", "[true]", "[[]]", "[{}]", "[\"a\"", "", "a"})
  void otherJsonIsNoCursor(String json) {
    RestException refused =
        catchThrowableOfType(RestException.class, () -> PageCursor.decode(url(json), new Values()));
    assertThat(refused.error().code()).isEqualTo("PGRST100");
    assertThat(refused.error().hint()).contains("Link header");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%%%", "a b", "ü", "====", "WyJ4Il0=="})
  void otherTextsAreNoCursor(String cursor) {
    RestException refused =
        catchThrowableOfType(RestException.class, () -> PageCursor.decode(cursor, new Values()));
    assertThat(refused.error().status()).isEqualTo(400);
  }

  @Test
  void theValuesOfACursorAreBoundLikeOthers() {
    Values values = new Values();
    int before = values.mark();
    PageCursor.decode(PageCursor.encode("[\"a\",null]"), values);
    assertThat(values.mark()).isEqualTo(before + 2);
  }
}
