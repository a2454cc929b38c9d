package dev.connectedlenses.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SignalTest {

  @Test
  void valuesOfAnotherThreadArriveInOrder() {
    Signal<Integer> signal = new Signal<>("numbers");
    Thread.ofVirtual()
        .start(() -> {
          signal.emit(1);
          signal.emit(2);
          signal.emit(3);
        });
    assertThat(signal.await()).isEqualTo(1);
    assertThat(signal.await(2)).containsExactly(2, 3);
    assertThat(signal.drain()).isEmpty();
  }

  @Test
  void waitingInVainNamesTheSignal() {
    Signal<String> signal = new Signal<>("claimed");
    assertThatThrownBy(() -> signal.await(Duration.ofMillis(5)))
        .isInstanceOf(AssertionError.class)
        .hasMessage("signal \"claimed\" did not come in 5 ms");
  }

  @Test
  void drainTakesWhatIsThere() {
    Signal<String> signal = new Signal<>("said");
    signal.emit("a");
    signal.emit("b");
    assertThat(signal.drain()).containsExactly("a", "b");
    assertThat(signal.drain()).isEmpty();
  }
}
