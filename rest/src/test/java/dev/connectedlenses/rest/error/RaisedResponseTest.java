package dev.connectedlenses.rest.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.rest.Headers.Header;
import dev.connectedlenses.rest.error.SqlStates.Raised;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions that decide the whole answer by raising SQLSTATE PGRST. */
final class RaisedResponseTest {

  private static final String DETAIL =
      "{\"status\": 402, \"headers\": {\"X-Powered-By\": \"Nerd\"}}";
  private static final String MESSAGE = "{\"code\": \"123\", \"message\": \"Payment Required\"}";

  private static ApiError raised(String message, @Nullable String detail) {
    return new SqlStates(true).error(new Raised("PGRST", message, detail, null), false);
  }

  @Test
  void theFunctionDecidesEverything() {
    ApiError error =
        raised(
            "{\"code\": \"123\", \"message\": \"Payment Required\", \"details\": \"Quota\", \"hint\": \"Upgrade\"}",
            DETAIL);
    assertThat(error.status()).isEqualTo(402);
    assertThat(error.code()).isEqualTo("123");
    assertThat(error.message()).isEqualTo("Payment Required");
    assertThat(String.valueOf(error.details())).isEqualTo("\"Quota\"");
    assertThat(error.hint()).isEqualTo("Upgrade");
    assertThat(error.headers()).containsExactly(new Header("X-Powered-By", "Nerd"));
  }

  @Test
  void detailsMayBeAnyJsonAndHintMayBeLeftAway() {
    ApiError error =
        raised(
            "{\"code\": \"1\", \"message\": \"m\", \"details\": {\"left\": [1, 2]}, \"hint\": null}",
            "{\"status\": 200, \"headers\": {}, \"status_text\": \"Fine\"}");
    assertThat(String.valueOf(error.details())).isEqualTo("{\"left\":[1,2]}");
    assertThat(error.hint()).isNull();
    assertThat(error.headers()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain words",
        "[]",
        "null",
        "{}",
        "{\"code\": \"1\"}",
        "{\"message\": \"m\"}",
        "{\"code\": 1, \"message\": \"m\"}",
        "{\"code\": \"1\", \"message\": {}}",
        "{\"code\": \"1\", \"message\": \"m\""
      })
  void aBadMessageIsNamed(String message) {
    ApiError error = raised(message, DETAIL);
    assertThat(error.code()).isEqualTo("PGRST121");
    assertThat(error.status()).isEqualTo(500);
    assertThat(String.valueOf(error.details())).contains("Invalid JSON value for MESSAGE");
    assertThat(error.hint()).contains("'code', 'message'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "words",
        "[]",
        "{}",
        "{\"status\": 200}",
        "{\"headers\": {}}",
        "{\"status\": \"200\", \"headers\": {}}",
        "{\"status\": 200.5, \"headers\": {}}",
        "{\"status\": 200, \"headers\": []}"
      })
  void aBadDetailIsNamed(String detail) {
    ApiError error = raised(MESSAGE, detail);
    assertThat(error.code()).isEqualTo("PGRST121");
    assertThat(String.valueOf(error.details())).contains("Invalid JSON value for DETAIL");
    assertThat(error.hint()).contains("'status', 'headers'");
  }

  @Test
  void withoutADetailItIsNamedToo() {
    assertThat(raised(MESSAGE, null).code()).isEqualTo("PGRST121");
  }
}
