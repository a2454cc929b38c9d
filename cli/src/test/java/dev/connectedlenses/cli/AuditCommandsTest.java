package dev.connectedlenses.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Whether the audit log is whole, told in a line and an exit code. */
final class AuditCommandsTest {
  private static final String VERIFY = "POST /v1/audit/verify";

  @TempDir Path dir;
  private final FakeServer server = new FakeServer();

  @AfterEach
  void stop() {
    server.close();
  }

  private static String report(boolean ok, String problems) {
    return "{\"ok\":%b,\"rows\":12,\"checkpoints\":6,\"outside\":3,\"key_id\":\"ab12\",\"problems\":[%s]}"
        .formatted(ok, problems);
  }

  @Test
  void aWholeLogIsOneLine() {
    server.json(VERIFY, 200, report(true, ""));
    Terminal.Result result = Terminal.signedIn(server, dir).run("audit", "verify");
    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .contains("12 rows, 6 signatures (3 from outside the database), key ab12: whole");
    assertThat(server.only(VERIFY).body()).isEqualTo("{\"checkpoints\":\"\"}");
  }

  @Test
  void aChangedOneNamesItsRows() {
    server.json(
        VERIFY,
        200,
        report(false, "{\"owner\":\"x\",\"seq\":7,\"problem\":\"the row was changed\"}"));
    Terminal.Result result = Terminal.signedIn(server, dir).run("audit", "verify");
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.out()).contains("7", "the row was changed");
    assertThat(result.err()).contains("CHANGED");
  }

  @Test
  void aCopyGoesAlong() throws IOException {
    server.json(VERIFY, 200, report(true, ""));
    Path copy = Files.writeString(dir.resolve("copy"), "{\"public_key\":\"00\"}\n{\"seq\":1}\n");
    Terminal.Result result =
        Terminal.signedIn(server, dir).run("audit", "verify", "--checkpoints", copy.toString());
    assertThat(result.exit()).as(result.err()).isZero();
    String sent = server.only(VERIFY).body();
    assertThat(JsonMapper.shared().readTree(sent).path("checkpoints").asString())
        .isEqualTo("{\"public_key\":\"00\"}\n{\"seq\":1}\n");
    Terminal.Result missing =
        Terminal.signedIn(server, dir).run("audit", "verify", "--checkpoints", "/nowhere/at/all");
    assertThat(missing.exit()).isEqualTo(2);
  }
}
