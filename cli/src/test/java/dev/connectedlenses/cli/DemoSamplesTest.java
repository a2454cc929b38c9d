package dev.connectedlenses.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The samples come and go with one command each. */
final class DemoSamplesTest {
  private static final String REMOVE = "POST /rest/v1/rpc/fn_remove_sample_space";

  @TempDir Path dir;
  private final FakeServer server = new FakeServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void loadingTellsWhatThereIsAndHowToBeRidOfIt() {
    server.rpc("fn_load_sample_space", "{\"lens\":8,\"workflow\":3,\"agent\":1}");
    Terminal.Result result = Terminal.signedIn(server, dir).run("demo", "load");
    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.err())
        .contains("loaded 8 lenses, 3 workflows, 1 agent; clens demo reset removes them");
  }

  @Test
  void resettingTellsWhatIsGone() {
    server.rpc("fn_remove_sample_space", "{\"lens\":1,\"tool\":2}");
    Terminal.Result result = Terminal.signedIn(server, dir).run("demo", "reset");
    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.err()).contains("removed 1 lens, 2 tools").doesNotContain("demo reset");
    assertThat(server.only(REMOVE).body()).isEqualTo("{}");
  }

  @Test
  void withoutSamplesTheServersWordsAreTold() {
    server.json(
        REMOVE,
        409,
        "{\"code\":\"55000\",\"message\":\"there is no sample space\",\"hint\":\"samples_missing: nothing is left to do\"}");
    Terminal.Result result = Terminal.signedIn(server, dir).run("demo", "reset");
    assertThat(result.exit()).isNotZero();
    assertThat(result.err()).contains("there is no sample space");
  }
}
