package dev.connectedlenses.providers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.providers.ProviderException.Kind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Stage directions for the demo provider, and prompts that hold none. */
final class DemoControlsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "demo:fail                             | PROVIDER_ERROR | 99 | -",
        "demo:timeout                          | TIMEOUT        | 99 | -",
        "demo:auth                             | AUTH           | 99 | -",
        "demo:bad-request                      | BAD_REQUEST    | 99 | -",
        "demo:rate-limit                       | RATE_LIMIT     | 99 | -",
        "demo:rate-limit retry-after=2         | RATE_LIMIT     | 99 | 2",
        "demo:rate-limit-once retry-after=30   | RATE_LIMIT     | 1  | 30",
        "demo:fail-once                        | PROVIDER_ERROR | 1  | -",
        "demo:fail-times=3                     | PROVIDER_ERROR | 3  | -",
        "Sum up demo:fail-times=12 this text   | PROVIDER_ERROR | 12 | -",
        "(demo:timeout-once)                   | TIMEOUT        | 1  | -"
      })
  void failuresAreAskedForByName(
      String prompt, Kind kind, int lastFailing, @Nullable Integer seconds) {
    DemoControls controls = DemoControls.in(prompt);
    assertThat(controls.failure()).isEqualTo(kind);
    assertThat(controls.failsOn(1)).isTrue();
    assertThat(controls.failsOn(lastFailing)).isTrue();
    assertThat(controls.failsOn(lastFailing + 1)).isEqualTo(lastFailing == 99);
    assertThat(controls.retryAfter())
        .isEqualTo(seconds == null ? null : Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "demo",
        "demo:",
        "demo:failure",
        "mydemo:fail",
        "demo:fail-twice",
        "demo: fail",
        "demo:rate-limited",
        "demo:slow",
        "demo:slow 5",
        "demo:slow 5m",
        "demo:wait s",
        "demo:slow 1234567ms"
      })
  void otherWordsAreOnlyWords(String prompt) {
    DemoControls controls = DemoControls.in(prompt);
    assertThat(controls).isEqualTo(new DemoControls(null, 0, null, null, Duration.ZERO));
    assertThat(controls.failsOn(1)).isFalse();
    assertThat(DemoControls.strip(prompt)).isEqualTo(prompt);
  }

  @Test
  void paceIsForEachWordAndWaitingBeforeTheFirst() {
    DemoControls controls = DemoControls.in("demo:wait 2s demo:slow 60ms Write a story.");
    assertThat(controls.perWord()).isEqualTo(Duration.ofMillis(60));
    assertThat(controls.before()).isEqualTo(Duration.ofSeconds(2));
    assertThat(controls.failure()).isNull();
    assertThat(DemoControls.in("demo:slow 1s").before()).isZero();
    assertThat(DemoControls.in("demo:slow 1s demo:slow 2s").perWord())
        .isEqualTo(Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "demo:fail Write.                                  | Write.",
        "Write. demo:slow 60ms                             | Write.",
        "demo:rate-limit-once retry-after=2 Write a story. | Write a story.",
        "Write demo:wait 1s a story.                       | Write  a story."
      })
  void theyAreNoPartOfWhatIsAsked(String prompt, String left) {
    assertThat(DemoControls.strip(prompt).strip()).isEqualTo(left);
  }
}
