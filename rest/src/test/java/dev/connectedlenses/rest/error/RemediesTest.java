package dev.connectedlenses.rest.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every refusal of a public server has a hint, and none tells what is not the caller's. */
final class RemediesTest {

  @ParameterizedTest
  @EnumSource(Code.class)
  void everyCodeOfTheCatalogueHasARemedy(Code code) {
    assertThat(Remedies.told(ApiError.of(code, "m")).hint()).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(strings = {"P0001", "22P02", "99999", "PT402", "x", ""})
  void everyStateHasARemedy(String state) {
    assertThat(Remedies.told(ApiError.of(400, state, "m")).hint()).isNotBlank();
  }

  @Test
  void aHintThatIsThereStays() {
    assertThat(Remedies.told(ApiError.of(Code.PGRST205, "m").hint("mine").remedy("other")).hint())
        .isEqualTo("mine");
    assertThat(Remedies.told(ApiError.of(Code.PGRST205, "m").remedy("other")).hint())
        .isEqualTo("other");
  }

  @ParameterizedTest
  @ValueSource(strings = {"23502", "23503", "23505", "23514", "23P01"})
  void constraintsDoNotTellTheValuesOfRows(String state) {
    ApiError told =
        Remedies.told(
            ApiError.of(409, state, "violates a constraint")
                .details("Key (code)=(secret) already exists.")
                .hint("row (secret)"));
    assertThat(told.details()).isNull();
    assertThat(told.hint()).doesNotContain("secret").isNotBlank();
    assertThat(told.message()).isEqualTo("violates a constraint");
  }

  @Test
  void constraintErrorsThatOurFunctionsRaiseKeepTheirWords() {
    ApiError told =
        Remedies.told(
            ApiError.of(409, "23505", "the handle is taken")
                .details("handle ada")
                .hint("handle_taken: choose another handle"));
    assertThat(told.hint()).isEqualTo("handle_taken: choose another handle");
    assertThat(told.details()).hasToString("\"handle ada\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"XX000", "XX001", "58030", "58P01", "F0000", "08006", "53100", "53200"})
  void faultsOfTheMachineAreNotTold(String state) {
    ApiError told =
        Remedies.told(
            ApiError.of(500, state, "could not open /var/lib/x")
                .details("/path")
                .hint("/hint")
                .header("Retry-After", "0"));
    assertThat(told.message()).isEqualTo("The database could not do this now");
    assertThat(told.details()).isNull();
    assertThat(told.hint()).startsWith("Try again");
    assertThat(told.code()).isEqualTo(state);
    assertThat(told.headers()).hasSize(1);
  }

  @Test
  void overloadIsOursToTell() {
    ApiError busy =
        ApiError.of(503, "53300", "The server has more to do than it can").hint("later");
    assertThat(Remedies.told(busy)).isEqualTo(busy);
  }
}
