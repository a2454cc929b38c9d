package dev.connectedlenses.database.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerAccountTest {

  private static final Path ROOT = Path.of("/");

  private static String run(ServerAccount account, String... words) {
    return Command.run(account.command(List.of(words)), ROOT, Duration.ofSeconds(20)).lastLine();
  }

  @Test
  void theServerIsNeverRoot() {
    ServerAccount account = ServerAccount.detect(ROOT.resolve("nowhere"));
    assertThat(run(account, "id", "-un")).isEqualTo(account.name()).isNotEqualTo("root");
    assertThat(account.foreign()).isEqualTo(ServerAccount.isRoot());
  }

  @Test
  void everyWayToBecomeAnotherUserWorksForRoot() {
    for (List<String> prefix : ServerAccount.ways("nobody")) {
      ServerAccount account = new ServerAccount("nobody", true, prefix);
      String expected = ServerAccount.isRoot() ? "nobody" : "";
      String seen = run(account, "id", "-un");
      assertThat(ServerAccount.isRoot() ? seen : "").as(prefix.toString()).isEqualTo(expected);
    }
  }

  @Test
  void theOwnerOfTheDataStaysItsOwner() throws IOException {
    try (Folders folders = new Folders()) {
      Path folder = Files.createDirectory(folders.fresh());
      ServerAccount first = ServerAccount.detect(folder);
      if (first.foreign()) {
        new ServerAccount("nobody", true, List.of()).own(folder, true);
        assertThat(ServerAccount.detect(folder).name()).isEqualTo("nobody");
        first.adopt(folder);
      }
      assertThat(Files.getOwner(folder).getName()).isEqualTo(first.name());
    }
  }

  @Test
  void theApplicationsEnvironmentIsNotPassedOn() {
    Command.Result result = Command.run(List.of("env"), ROOT, Duration.ofSeconds(20));
    assertThat(result.output().lines().map(line -> line.replaceAll("=.*", "")))
        .containsExactlyInAnyOrder("PATH", "LC_ALL");
  }

  @Test
  void aProgramThatHangsIsEnded() {
    long begin = System.nanoTime();
    Command.Result result = Command.run(List.of("sleep", "60"), ROOT, Duration.ofMillis(50));
    assertThat(result.ok()).isFalse();
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(30));
  }
}
