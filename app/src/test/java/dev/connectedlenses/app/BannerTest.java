package dev.connectedlenses.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the banner promises about data. */
final class BannerTest {
  @Test
  void whoThrowsDataAwayIsNotToldThatItStays() {
    assertThat(Banner.stop(true)).contains("Ctrl-C").contains("goes").doesNotContain("stays");
    assertThat(Banner.stop(false)).contains("Ctrl-C").contains("the data stays");
  }
}
