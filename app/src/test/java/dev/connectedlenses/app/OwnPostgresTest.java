package dev.connectedlenses.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.database.ServerUrl;
import dev.connectedlenses.database.embedded.EmbeddedOptions;
import dev.connectedlenses.database.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code up --postgres URL}: a PostgreSQL of one's own, of the oldest and the newest release. */
final class OwnPostgresTest {
  private static final Path INSTALLED = Path.of("/usr/lib/postgresql/15");
  private static final Path PROGRAMS =
      Path.of(
          System.getProperty("java.io.tmpdir"),
          "clens-test-" + System.getProperty("user.name"),
          "programs");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {15, 18})
  void theOwnerSignsInAndTheTourRuns(int version) throws IOException {
    Launched.Home home = new Launched.Home(folder, Map.of());
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(options(version));
        Launched server = Launched.server(home, "--postgres", Addresses.of(postgres.url()))) {
      assertThat(server.out()).contains("data      in your PostgreSQL");
      Path link = Files.writeString(folder.resolve("link"), server.signInLink() + "\n");
      Launched.Home guest = new Launched.Home(folder.resolve("guest"), Map.of());
      String url = server.url().toString();
      Launched.Ended login = Launched.commandReading(guest, link, "login", "--link", "--url", url);
      assertThat(login.exit()).as(login.err()).isZero();
      Launched.Ended who = Launched.command(guest, "whoami", "-o", "name", "--url", url);
      assertThat(who).isEqualTo(new Launched.Ended(0, "owner\n", ""));
      Launched.Ended again = Launched.commandReading(guest, link, "login", "--link", "--url", url);
      assertThat(again.exit()).as("the link works once").isEqualTo(5);
      Launched.Ended tour = Launched.command(home, "demo");
      assertThat(tour.exit()).as(tour.err()).isZero();
      assertThat(tour.out()).contains("✔ run completed", "← run input \"text\"");
    }
  }

  @Test
  void aWrongPasswordIsOneLine() {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(options(18))) {
      ServerUrl url = postgres.url();
      refused(
          "--postgres",
          Addresses.of(url.as(url.user(), "not the password")),
          "cannot be reached or entered",
          "check address, user and password");
    }
  }

  @Test
  void anAddressWhereNobodyAnswersIsOneLine() {
    refused(
        "--postgres",
        "postgresql://me:secret@127.0.0.1:1/none",
        "postgresql://me@127.0.0.1:1/none",
        "check address, user and password");
  }

  @Test
  void anAddressOfAnotherKindIsOneLineWithoutWhatWasTyped() {
    refused("--postgres", "mysql://me:secret@127.0.0.1/none", "postgresql://user:password@host");
  }

  private void refused(String option, String value, String... parts) {
    Launched.Home home = new Launched.Home(folder.resolve("none"), Map.of());
    Launched.Ended ended = Launched.command(home, "up", "--port", "0", "--no-open", option, value);
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err().lines().filter(line -> !line.startsWith("· ")))
        .singleElement()
        .asString()
        .startsWith("error: ")
        .contains(parts)
        .doesNotContain("secret")
        .doesNotContain("not the password");
    assertThat(folder.resolve("none")).doesNotExist();
  }

  private static EmbeddedOptions options(int version) {
    EmbeddedOptions options = EmbeddedOptions.temporary().withBinariesIn(PROGRAMS).withoutFsync();
    return version == 18 ? options : options.withInstalled(INSTALLED);
  }
}
