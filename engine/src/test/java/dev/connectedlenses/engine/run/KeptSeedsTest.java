package dev.connectedlenses.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A seed that failed is named, kept, and kept once. */
final class KeptSeedsTest {
  @Test
  void aSeedThatFailsIsNamedAndKept(@TempDir Path folder) {
    KeptSeeds seeds = new KeptSeeds(folder.resolve("deep").resolve("seeds.txt"));
    assertThat(seeds.all()).isEmpty();
    seeds.play(1, _ -> {});
    assertThat(seeds.all()).isEmpty();
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() ->
              seeds.play(
                  7,
                  seed -> {
                    throw new AssertionError("bad luck " + seed);
                  }))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("seed 7")
          .hasMessageContaining("bad luck 7");
    }
    assertThat(seeds.all()).containsExactly(7L);
  }
}
