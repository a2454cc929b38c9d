package dev.connectedlenses.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectedlenses.cli.out.Exit;
import dev.connectedlenses.cli.out.Times;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Standard output that breaks, and how instants are shown on it. */
final class OutputTest {
  @TempDir Path dir;

  /** Takes so many bytes and then fails. */
  private static final class Breaking extends OutputStream {
    private final String message;
    private int left;

    Breaking(int left, String message) {
      this.left = left;
      this.message = message;
    }

    @Override
    public void write(int one) throws IOException {
      if (left-- <= 0) {
        throw new IOException(message);
      }
    }
  }

  @Test
  void aReaderThatHasReadEnoughEndsAStreamQuietly() {
    StandardOutput output = new StandardOutput(new Breaking(100, "Broken pipe"));
    try (FakeServer server = new FakeServer()) {
      String events =
          "data: {\"eventId\":%d,\"type\":\"node.log\",\"payload\":{}}\n\n".formatted(1).repeat(50);
      server.stream("GET /v1/runs/r/events", events)
          .json("GET /rest/v1/workflow_runs", 200, "[{\"workflow_version_id\":\"v\"}]")
          .rpc("fn_get_workflow_version_snapshot", "[{\"nodes\":[]}]");
      OutputStream err = new Breaking(0, "nothing may be said");
      int exit = Cli.execute(surroundings(server, output, err), "run", "watch", "r", "-o", "jsonl");
      assertThat(exit).isEqualTo(Exit.OK.code());
      assertThat(server.asked("GET /v1/runs/r/events")).as("it does not ask again").hasSize(1);
      assertThat(output.problem()).as("no reason to complain").isNull();
    }
  }

  @Test
  void aFullDiskIsRemembered() throws IOException {
    StandardOutput output = new StandardOutput(new Breaking(3, "No space left on device"));
    output.write(new byte[] {1, 2, 3});
    assertThat(output.problem()).isNull();
    assertThatThrownBy(() -> output.write(4)).isInstanceOf(IOException.class);
    assertThat(output.problem()).isEqualTo("No space left on device");
  }

  @ParameterizedTest
  @CsvSource({
    "local,2026-11-23T09:30:00.123Z,2026-11-23 11:30:00",
    "utc,2026-11-23T09:30:00.123+00:00,2026-11-23 09:30:00Z",
    "iso,2026-11-23T09:30:00.123Z,2026-11-23T09:30:00.123Z",
    "relative,2026-11-23T09:59:01Z,59 s ago",
    "relative,2026-11-23T09:30:00Z,30 min ago",
    "relative,2026-11-23T04:00:00Z,6 h ago",
    "relative,2026-11-20T10:00:00Z,3 d ago",
    "relative,2026-11-23T10:05:00Z,in 5 min",
    "local,yesterday,yesterday"
  })
  void instantsAreShownAsAsked(Times.Style style, String iso, String shown) {
    Clock clock = Clock.fixed(Terminal.NOW, ZoneId.of("+02:00"));
    assertThat(new Times(style, clock).show(iso)).isEqualTo(shown);
    assertThat(new Times(style, clock).show("")).isEmpty();
  }

  @Test
  void tablesShowInstantsAndJsonKeepsThem() {
    try (FakeServer server = new FakeServer()) {
      server.rpc(
          "fn_list_recent_workflow_runs",
          "[{\"id\":\"r\",\"status\":\"completed\",\"created_at\":\"2026-11-23T09:00:00+00:00\"}]");
      Terminal terminal = Terminal.signedIn(server, dir);
      assertThat(terminal.run("run", "list").out()).contains("2026-11-23 09:00:00");
      assertThat(terminal.run("run", "list", "--time", "relative").out()).contains("60 min ago");
      assertThat(terminal.run("run", "list", "--time", "relative", "-o", "json").out())
          .contains("2026-11-23T09:00:00+00:00");
      assertThat(terminal.run("run", "list", "--time", "soon").exit()).isEqualTo(2);
    }
  }

  @Test
  void coloursAreForTerminalsOrOnRequest() {
    try (FakeServer server = new FakeServer()) {
      Terminal terminal = new Terminal(server, dir);
      String red = "\u001b[31m";
      assertThat(terminal.run("whoami").err()).doesNotContain(red);
      assertThat(terminal.run("whoami", "--color", "always").err()).contains(red);
      assertThat(terminal.run("whoami", "--color", "always", "--no-color").err())
          .doesNotContain(red);
      terminal.with("NO_COLOR", "1");
      assertThat(terminal.run("whoami", "--color", "auto").err()).doesNotContain(red);
    }
  }

  @Test
  void exitCodesAreThoseThatAreDocumented() {
    assertThat(Arrays.stream(Exit.values()).map(Exit::code))
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 124, 130);
    assertThat(Arrays.stream(Exit.values()).map(Exit::meaning)).doesNotHaveDuplicates();
  }

  private Context.Surroundings surroundings(FakeServer server, OutputStream out, OutputStream err) {
    return new Context.Surroundings(
        java.io.InputStream.nullInputStream(),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        null,
        Map.of(
            "CLENS_URL", server.url().toString(),
            "CLENS_CONFIG_DIR", dir.toString(),
            "CLENS_TOKEN", "t"),
        Clock.systemUTC());
  }
}
