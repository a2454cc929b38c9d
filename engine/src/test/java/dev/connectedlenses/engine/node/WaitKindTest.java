package dev.connectedlenses.engine.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WaitKindTest extends NodeKindContract {
  private final WaitKind kind = new WaitKind(() -> Instant.parse("2027-01-01T00:00:00Z"));

  @Override
  NodeKind kind() {
    return kind;
  }

  @Override
  List<String> rightConfigs() {
    return List.of("{'for_ms':0}", "{'until':'2027-03-28T02:30:00+01:00'}");
  }

  @Override
  List<String> wrongConfigs() {
    return List.of(
        "{}", "{'for_ms':-1}", "{'for_ms':1.5}", "{'for_ms':1,'until':'x'}", "{'until':7}");
  }

  @Override
  Attempt sample() {
    return attempt("wait", "{'for_ms':1000}", null, "{'value':'kept'}", new Told());
  }

  @Override
  Class<? extends AttemptResult> ending() {
    return AttemptResult.Waits.class;
  }

  private Wait.Time time(String config, String input) {
    AttemptResult result = kind.run(attempt("wait", config, null, input, new Told()));
    return (Wait.Time) ((AttemptResult.Waits) result).until();
  }

  @Test
  void waitsForADurationAndHandsItsInputOn() {
    assertThat(time("{'for_ms':1500}", "{'value':'kept'}"))
        .isEqualTo(new Wait.Time(Duration.ofMillis(1500), Envelope.text("kept")));
  }

  @Test
  void waitsUntilAnInstantInAnyZone() {
    assertThat(time("{'until':'2027-01-01T03:00:00+01:00'}", "{}").limit())
        .isEqualTo(Duration.ofHours(2));
  }

  @Test
  void instantThatHasPassedIsNoWait() {
    assertThat(time("{'until':'2020-01-01T00:00:00Z'}", "{}").limit()).isZero();
  }

  @Test
  void refusesWhatIsNoInstantAndWhatIsTooFar() {
    assertThatThrownBy(() -> time("{'until':'tomorrow'}", "{}"))
        .isInstanceOf(NodeException.class)
        .hasMessageContaining("write it like 2027-01-31T08:00:00Z");
    assertThatThrownBy(() -> time("{'until':'2030-01-01T00:00:00Z'}", "{}"))
        .hasMessageContaining("366 days");
  }
}
