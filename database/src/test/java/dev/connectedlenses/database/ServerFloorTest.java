package dev.connectedlenses.database;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerFloorTest {

  @ParameterizedTest
  @ValueSource(ints = {150014, 150018, 160010, 170006, 180000, 180006, 190000})
  void goodEnough(int version) {
    assertThatCode(() -> ServerFloor.require(version)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({"150013, 15.13", "160009, 16.9", "170005, 17.5", "140099, 14.99", "90624, 9.624"})
  void tooOld(int version, String shown) {
    assertThatThrownBy(() -> ServerFloor.require(version))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContainingAll("PostgreSQL " + shown, "row security", "15.14, 16.10, 17.6 or 18");
  }
}
