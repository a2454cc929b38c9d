package dev.connectedlenses.rest.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepeatsTest {

  private static Answer answer(String body, @Nullable Long total) {
    return new Answer(
        total, 1, body.getBytes(StandardCharsets.UTF_8), "[{\"X\":\"y\"}]", "201", null, null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "null", "\"id\"", "[{\"a\":\"\\u0001 é 👩‍🚀\"}]", "a,b\n1,\"2\"\n", "\\"})
  void whatWasKeptIsReadAsItWasWritten(String body) {
    Answer read = Repeats.read(Repeats.written(answer(body, 7L)));

    assertThat(new String(read.body(), StandardCharsets.UTF_8)).isEqualTo(body);
    assertThat(read.page()).isEqualTo(1);
    assertThat(read.total()).isEqualTo(7L);
    assertThat(read.status()).isEqualTo("201");
    assertThat(read.headers()).isEqualTo("[{\"X\":\"y\"}]");
  }

  @Test
  void whatWasNotThereStaysAway() {
    Answer bare = new Answer(null, 0, new byte[0], null, null, null, null);

    Answer read = Repeats.read(Repeats.written(bare));

    assertThat(read.total()).isNull();
    assertThat(read.headers()).isNull();
    assertThat(read.status()).isNull();
    assertThat(read.body()).isEmpty();
  }
}
