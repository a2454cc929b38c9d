package dev.connectedlenses.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Where the lines between good and bad are. */
final class CheckupTest {
  @Test
  void anOldJavaIsDoubtfulAndOneOfTodayIsGood() {
    assertThat(Checkup.java(25).state()).isEqualTo(Finding.State.good);
    assertThat(Checkup.java(24).state()).isEqualTo(Finding.State.doubtful);
    assertThat(Checkup.java(24).remedy()).contains("JDK 25");
  }

  @Test
  void lessThanAGibibyteIsTooLittle() {
    assertThat(Checkup.room(Path.of("data"), 1L << 30).state()).isEqualTo(Finding.State.good);
    Finding full = Checkup.room(Path.of("data"), (1L << 30) - 1);
    assertThat(full.state()).isEqualTo(Finding.State.bad);
    assertThat(full.found()).isEqualTo("1023 MiB are free at data");
    assertThat(full.remedy()).contains("make room");
  }
}
