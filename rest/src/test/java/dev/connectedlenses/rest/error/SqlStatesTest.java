package dev.connectedlenses.rest.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.rest.error.SqlStates.Raised;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which status an error of the database has, line by line as PostgREST's table says. */
final class SqlStatesTest {

  private static final SqlStates PLAIN = new SqlStates(false);
  private static final SqlStates KIND = new SqlStates(true);

  private static ApiError plain(String state, String message) {
    return PLAIN.error(new Raised(state, message, null, null), false);
  }

  @ParameterizedTest
  @CsvSource({
    "08000,503", "08P01,503", "09000,500", "0L000,403", "0LP01,403", "0P000,403", "22P02,400",
    "22003,400", "22012,400", "23502,400", "23503,409", "23505,409", "23514,400", "23P01,400",
    "25006,405", "25000,500", "25P02,500", "28000,403", "28P01,403", "2D000,500", "38000,500",
    "39000,500", "3B000,500", "3D000,400", "40001,500", "40P01,500", "42501,403", "42601,400",
    "42703,400", "42804,400", "42883,404", "42P01,404", "42P10,400", "42P17,500", "53000,503",
    "53300,503", "53400,500", "54000,500", "54001,500", "55000,500", "55P03,500", "57014,500",
    "57P01,503", "57P03,500", "58000,500", "58030,500", "F0000,500", "HV000,500", "P0000,500",
    "P0001,400", "P0002,500", "P0003,500", "P0004,500", "P0429,500", "XX000,500", "XX001,500",
    "0A000,400", "21000,500", "99999,400", "abc,400", "A,400",
  })
  void statusesAsPostgrest(String state, int status) {
    ApiError error = plain(state, "m");
    assertThat(error.status()).isEqualTo(status);
    assertThat(error.code()).isEqualTo(state);
    assertThat(error.message()).isEqualTo("m");
  }

  @ParameterizedTest
  @CsvSource({
    "P0002,404",
    "28000,401",
    "55000,409",
    "40001,409",
    "40P01,409",
    "54000,429",
    "54001,400",
    "54011,400",
    "54023,400",
    "53400,503",
    "55P03,503",
    "57014,503",
    "P0001,400",
    "23505,409",
    "42501,403",
  })
  void kinderStatuses(String state, int status) {
    assertThat(KIND.error(new Raised(state, "m", null, null), false).status()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "PT200,200",
    "PT402,402",
    "PT429,429",
    "PT503,503",
    "PT599,599",
    "PT600,500",
    "PT099,500",
    "PTabc,500",
    "PT1,500",
    "PT1234,500",
  })
  void statusesThatFunctionsRaise(String state, int status) {
    assertThat(plain(state, "Payment required").status()).isEqualTo(status);
  }

  @Test
  void anIdempotencyKeyOfAnotherRequestIsUnprocessable() {
    Raised raised = new Raised("22023", "used", null, "idempotency_mismatch: use a new key");
    assertThat(KIND.error(raised, false).status()).isEqualTo(422);
    assertThat(PLAIN.error(raised, false).status()).isEqualTo(400);
    assertThat(KIND.error(new Raised("22023", "used", null, "other: x"), false).status())
        .isEqualTo(400);
  }

  @Test
  void someDependOnTheirMessage() {
    assertThat(plain("21000", "UPDATE requires a WHERE clause").status()).isEqualTo(400);
    assertThat(plain("22023", "role \"x\" does not exist").status()).isEqualTo(401);
    assertThat(plain("22023", "invalid parameter").status()).isEqualTo(400);
    assertThat(plain("42883", "function xmlagg(x) does not exist").status()).isEqualTo(406);
  }

  @Test
  void nobodyIsAskedToSignIn() {
    ApiError error = PLAIN.error(new Raised("42501", "permission denied", null, null), true);
    assertThat(error.status()).isEqualTo(401);
    assertThat(error.headers())
        .anySatisfy(header -> {
          assertThat(header.name()).isEqualTo("WWW-Authenticate");
          assertThat(header.value()).isEqualTo("Bearer");
        });
    assertThat(plain("42501", "permission denied").headers()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"08006", "53300", "57P01"})
  void whoComesTooEarlyIsToldToComeBack(String state) {
    assertThat(plain(state, "m").headers())
        .extracting(h -> h.name())
        .containsExactly("Retry-After");
  }

  @Test
  void detailsAndHintsGoAlong() {
    ApiError error = PLAIN.error(new Raised("P0001", "m", "d", "h"), false);
    assertThat(error.details()).hasToString("\"d\"");
    assertThat(error.hint()).isEqualTo("h");
  }

  private static ApiError raised(String message, @Nullable String detail) {
    return PLAIN.error(new Raised("PGRST", message, detail, null), false);
  }

  @Test
  void aFunctionMayDecideEverything() {
    ApiError error =
        raised(
            "{\"code\":\"123\",\"message\":\"No\",\"details\":\"why\",\"hint\":\"so\"}",
            "{\"status\":418,\"headers\":{\"X-Tea\":\"green\"},\"status_text\":\"pot\"}");
    assertThat(error.status()).isEqualTo(418);
    assertThat(error.code()).isEqualTo("123");
    assertThat(error.message()).isEqualTo("No");
    assertThat(error.details()).hasToString("\"why\"");
    assertThat(error.hint()).isEqualTo("so");
    assertThat(error.headers()).hasSize(1);
    assertThat(error.headers().getFirst().value()).isEqualTo("green");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "no json | {\"status\":400,\"headers\":{}}",
        "[] | {\"status\":400,\"headers\":{}}",
        "{} | {\"status\":400,\"headers\":{}}",
        "{\"code\":\"1\"} | {\"status\":400,\"headers\":{}}",
        "{\"code\":1,\"message\":\"m\"} | {\"status\":400,\"headers\":{}}",
        "{\"code\":\"1\",\"message\":\"m\"} | -",
        "{\"code\":\"1\",\"message\":\"m\"} | x",
        "{\"code\":\"1\",\"message\":\"m\"} | {\"headers\":{}}",
        "{\"code\":\"1\",\"message\":\"m\"} | {\"status\":\"400\",\"headers\":{}}",
        "{\"code\":\"1\",\"message\":\"m\"} | {\"status\":400}",
        "{\"code\":\"1\",\"message\":\"m\"} | {\"status\":400,\"headers\":[]}",
      })
  void whatIsNotTheAgreedJsonIsAFaultOfTheFunction(String message, @Nullable String detail) {
    ApiError error = raised(message, detail);
    assertThat(error.status()).isEqualTo(500);
    assertThat(error.code()).isEqualTo("PGRST121");
    assertThat(error.hint()).contains("must be a JSON object with obligatory keys");
  }
}
