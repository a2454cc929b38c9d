package dev.connectedlenses.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ZonesTest {

  @Test
  void namesOfTheDatabase() {
    assertThat(Zones.of("Europe/Berlin").getId()).isEqualTo("Europe/Berlin");
    assertThat(Zones.of("UTC").getId()).isEqualTo("UTC");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "+02:00",
        "UTC+2",
        "Z",
        "Mars/Olympus",
        "CEST",
        "Europe/Berlin ",
        "../etc",
        "SystemV/EST5"
      })
  void nothingElse(String name) {
    assertThatThrownBy(() -> Zones.of(name))
        .isInstanceOf(CronException.class)
        .hasMessage("\"" + name + "\" is no time zone");
  }

  @ParameterizedTest
  @CsvSource({
    "europe/berlin, did you mean Europe/Berlin?",
    "Berlin, did you mean Europe/Berlin?",
    "New York, did you mean America/New_York?",
    "Nowhere, write a name like Europe/Berlin or UTC"
  })
  void asksWhatWasMeant(String name, String hint) {
    CronException fault = catchThrowableOfType(CronException.class, () -> Zones.of(name));
    assertThat(fault.hint()).isEqualTo(hint);
    assertThat(fault.position()).isZero();
  }
}
