package dev.connectedlenses.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Starts that cannot be: one line with the remedy, exit code 1, and nothing is changed. */
final class RefusedStartTest {
  private Path folder = Path.of("");

  @BeforeEach
  void makeAFolderThatTheServersUserCanReach() throws IOException {
    folder = Files.createTempDirectory("clens-refused-test-");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @AfterEach
  void deleteTheFolder() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
        Files.delete(path);
      }
    }
  }

  @Test
  void aTakenPort() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      Launched.Ended ended = up("--port", port, "--data-dir", data());
      assertRefused(ended, "port " + port + " of 127.0.0.1 is taken", "--port (0 = any free one)");
      assertThat(Path.of(data())).doesNotExist();
    }
  }

  @Test
  void aDataDirectoryInUseOfAnotherVersionOrDamaged() throws IOException {
    Launched.Home home = new Launched.Home(folder.resolve("config"), Map.of());
    try (Launched server = Launched.server(home, "--data-dir", data())) {
      assertRefused(
          up("--port", "0", "--data-dir", data()),
          "data directory " + data() + " is in use by process " + server.pid(),
          "another --data-dir");
      Launched.Ended status = Launched.command(home, "status", "-o", "json");
      assertThat(status.exit()).as("the first goes on").isZero();
    }
    Path version = Path.of(data(), "cluster", "PG_VERSION");
    Files.writeString(version, "17\n");
    List<String> before = listing();
    assertRefused(up("--port", "0", "--data-dir", data()), "made by PostgreSQL 17", "carries 18");
    assertThat(listing()).isEqualTo(before);
    Files.delete(version);
    assertRefused(up("--port", "0", "--data-dir", data()), "incomplete and stay untouched");
  }

  @Test
  void aFolderThatCannotBeWritten() {
    // /proc is read-only to everybody, root too
    assertRefused(
        up("--port", "0", "--data-dir", "/proc/connectedlenses"),
        "data directory /proc/connectedlenses cannot be written",
        "another --data-dir");
  }

  @Test
  void aFolderOfSomebodyElse() throws IOException {
    Path theirs = Files.createDirectories(folder.resolve("theirs"));
    Path thesis = Files.writeString(theirs.resolve("thesis.txt"), "the only copy");
    assertRefused(
        up("--port", "0", "--data-dir", theirs.toString()), "was not made by ConnectedLenses");
    assertThat(thesis).hasContent("the only copy");
    assertThat(listing()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--port=99999 | \"99999\" is no port; give one from 0 (any free one) to 65535",
        "--postgres=postgresql://a:b@c/d --ephemeral | drop one of them",
      })
  void settingsThatCannotBe(String options, String line) {
    assertRefused(up(options.split(" ")), line);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"up --nonsense | up --help", "serve --port x | serve --help", "migrate x | migrate"})
  void wrongUsageIsExitTwo(String line, String hint) {
    Launched.Ended ended =
        Launched.command(new Launched.Home(folder.resolve("config"), Map.of()), line.split(" "));
    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err().lines()).hasSize(2);
    assertThat(ended.err()).startsWith("error: ").contains("hint: see: clens " + hint);
  }

  private Launched.Ended up(String... args) {
    List<String> words = new ArrayList<>(List.of("up", "--no-open"));
    words.addAll(List.of(args));
    return Launched.command(
        new Launched.Home(folder.resolve("config"), Map.of()), words.toArray(String[]::new));
  }

  private String data() {
    return folder.toAbsolutePath().resolve("data").toString();
  }

  private static void assertRefused(Launched.Ended ended, String... parts) {
    assertThat(ended.exit()).as(ended.err()).isEqualTo(1);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err().lines().filter(line -> !line.startsWith("· ")))
        .singleElement()
        .asString()
        .startsWith("error: ")
        .contains(parts);
  }

  private List<String> listing() {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.map(Path::toString).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
