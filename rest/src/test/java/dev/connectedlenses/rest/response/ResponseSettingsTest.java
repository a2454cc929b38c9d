package dev.connectedlenses.rest.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connectedlenses.rest.Headers.Header;
import dev.connectedlenses.rest.error.RestException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Status and headers that functions set: used when they are good, named when they are not. */
final class ResponseSettingsTest {

  private static final List<Header> OURS =
      List.of(new Header("Content-Type", "application/json"), new Header("Content-Range", "0-1/*"));

  private static String code(Runnable work) {
    return catchThrowableOfType(RestException.class, work::run).error().code();
  }

  @ParameterizedTest
  @CsvSource({"200, 200", "' 418 ', 418", "599, 599", "999, 999", "100, 100"})
  void aStatusIsThreeDigits(String setting, int status) {
    assertThat(ResponseSettings.status(setting, 201)).isEqualTo(status);
  }

  @Test
  void withoutOneOursStays() {
    assertThat(ResponseSettings.status(null, 206)).isEqualTo(206);
    assertThat(ResponseSettings.headers(null, OURS)).isSameAs(OURS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"20", "2000", "abc", "-200", "2 00", "099", "200.0", "٢٠٠"})
  void anythingElseIsNoStatus(String setting) {
    assertThat(code(() -> ResponseSettings.status(setting, 200))).isEqualTo("PGRST112");
  }

  @Test
  void headersAreAddedInTheirOrderAlsoSeveralOfOneName() {
    List<Header> all =
        ResponseSettings.headers(
            "[{\"X-A\": \"1\"}, {\"Set-Cookie\": \"a=1\"}, {\"Set-Cookie\": \"b=2\"}]", OURS);
    assertThat(all)
        .containsExactly(
            OURS.get(0),
            OURS.get(1),
            new Header("X-A", "1"),
            new Header("Set-Cookie", "a=1"),
            new Header("Set-Cookie", "b=2"));
  }

  @Test
  void theyTakeThePlaceOfOursWhateverTheCase() {
    List<Header> all = ResponseSettings.headers("[{\"content-TYPE\": \"text/html\"}]", OURS);
    assertThat(all).containsExactly(OURS.get(1), new Header("content-TYPE", "text/html"));
  }

  @Test
  void anEmptyListChangesNothing() {
    assertThat(ResponseSettings.headers("[]", OURS)).isEqualTo(OURS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "{}",
        "{\"X-A\": \"1\"}",
        "[{\"X-A\": \"1\", \"X-B\": \"2\"}]",
        "[{}]",
        "[\"X-A: 1\"]",
        "[{\"X-A\": 1}]",
        "[{\"X-A\": null}]",
        "[{\"X-A\": \"1\"}",
        "X-A: 1"
      })
  void anythingButAListOfSingleMembersIsNamed(String setting) {
    assertThat(code(() -> ResponseSettings.headers(setting, OURS))).isEqualTo("PGRST111");
  }

  /** A header must not bring a second one, or a body, along. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"X-A\": \"1\\r\\nX-Evil: 2\"}]",
        "[{\"X-A\": \"1\\n\"}]",
        "[{\"X-A\": \"1\\u0000\"}]",
        "[{\"X-A: 1\\r\\nX-Evil\": \"2\"}]",
        "[{\"X A\": \"1\"}]",
        "[{\"\": \"1\"}]",
        "[{\"X:A\": \"1\"}]"
      })
  void nothingIsSmuggledIn(String setting) {
    assertThat(code(() -> ResponseSettings.headers(setting, OURS))).isEqualTo("PGRST111");
  }
}
