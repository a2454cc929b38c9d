package dev.connectedlenses.database.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectedlenses.database.StartRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Each bad data directory is refused with one line that names it and the remedy, and not touched.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusalTest {

  private final Folders folders;
  private final Path made;

  RefusalTest() throws IOException {
    folders = new Folders();
    made = folders.fresh();
  }

  @BeforeAll
  void makeOne() {
    start(made).close();
  }

  @AfterAll
  void close() throws IOException {
    folders.close();
  }

  private static EmbeddedPostgres start(Path folder) {
    return EmbeddedPostgres.start(
        EmbeddedOptions.in(folder).withBinariesIn(Folders.programs()).withoutFsync());
  }

  private static void refused(Path folder, String... parts) {
    assertThatThrownBy(() -> start(folder))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContainingAll(parts)
        .extracting(Throwable::getMessage)
        .asString()
        .doesNotContain("\n");
  }

  private static void refusedUntouched(Path folder, String... parts) throws IOException {
    List<String> before = Folders.listing(folder.resolve("cluster"));
    refused(folder, parts);
    assertThat(Folders.listing(folder.resolve("cluster"))).isEqualTo(before);
  }

  @Test
  void aSecondStartInThisProcess() throws IOException {
    Path folder = folders.copyOf(made);
    long me = ProcessHandle.current().pid();
    try (EmbeddedPostgres first = start(folder)) {
      for (int i = 0; i < 2; i++) {
        refused(folder, folder.toString(), "in use by process " + me, "another --data-dir");
      }
      assertThat(ProcessHandle.of(first.pid())).isPresent();
      try (EmbeddedApp other = EmbeddedApp.start(folder)) {
        assertThat(other.firstLine()).contains("in use by process " + me);
      }
    }
  }

  @Test
  void aSecondApplication() throws IOException {
    Path folder = folders.copyOf(made);
    try (EmbeddedApp app = EmbeddedApp.start(folder)) {
      refused(folder, "in use by process " + app.pid() + ";");
      assertThat(app.server().isAlive()).isTrue();
    }
    start(folder).close();
  }

  @Test
  void aDirectoryOfAnotherVersion() throws IOException {
    Path folder = folders.copyOf(made);
    Files.writeString(folder.resolve("cluster/PG_VERSION"), "17\n");
    refusedUntouched(folder, "made by PostgreSQL 17", "carries 18", "--data-dir");
  }

  @Test
  void aDamagedDirectoryIsNeverInitialisedAgain() throws IOException {
    Path folder = folders.copyOf(made);
    Files.delete(folder.resolve("cluster/PG_VERSION"));
    refusedUntouched(folder, "incomplete and stay untouched", "restore");

    Path withoutPassword = folders.copyOf(made);
    Files.delete(withoutPassword.resolve("admin-password"));
    refusedUntouched(withoutPassword, "incomplete and stay untouched");

    Path empty = folders.copyOf(made);
    Trees.delete(empty.resolve("cluster"));
    Files.createDirectory(empty.resolve("cluster"));
    refusedUntouched(empty, "incomplete and stay untouched");
  }

  @Test
  void aHalfMadeDirectoryIsMadeAfresh() throws IOException {
    Path folder = folders.copyOf(made);
    Files.move(folder.resolve("cluster"), folder.resolve("cluster.making"));
    Files.delete(folder.resolve("cluster.making/global/pg_control"));
    try (EmbeddedPostgres postgres = start(folder)) {
      assertThat(ProcessHandle.of(postgres.pid())).isPresent();
    }
    assertThat(folder.resolve("cluster.making")).doesNotExist();
  }

  @Test
  void aFolderOfSomebodyElse() throws IOException {
    Path folder = Files.createDirectories(folders.fresh());
    Files.writeString(folder.resolve("thesis.txt"), "the only copy");
    String mode = Files.getPosixFilePermissions(folder).toString();
    refused(folder, folder.toString(), "not empty and was not made by ConnectedLenses");
    assertThat(Files.getPosixFilePermissions(folder)).hasToString(mode);
    assertThat(folder.resolve("thesis.txt")).hasContent("the only copy");

    Path foreign = Files.createDirectories(folders.fresh());
    Files.writeString(foreign.resolve("PG_VERSION"), "16\n");
    refused(foreign, "is a PostgreSQL data directory of somebody else", "--postgres URL");
  }

  @Test
  void aFileInsteadOfAFolder() throws IOException {
    Path file = Files.writeString(folders.fresh(), "text");
    refused(file, file + " is a file, not a folder");
    refused(file.resolve("below"), "cannot be written", "another --data-dir");
  }

  @Test
  void aPlaceThatTakesNoFiles() {
    refused(Path.of("/sys/clens"), "data directory /sys/clens cannot be written", "--data-dir");
  }

  @Test
  void aPlaceThatTheServersAccountCannotReach() throws IOException {
    Path closed = Files.createDirectory(folders.fresh());
    Trees.permit(closed, "rwx------");
    Path folder = closed.resolve("data");
    if (ServerAccount.isRoot()) {
      refused(folder, "does not run as root", "cannot enter " + closed, "/var/lib/connectedlenses");
      assertThat(folder).doesNotExist();
    } else {
      start(folder).close();
      assertThat(folder).isDirectory();
    }
  }

  @Test
  void programsThatDoNotRun() throws IOException {
    Path home = Files.createDirectories(folders.fresh());
    assertThatThrownBy(
            () -> EmbeddedPostgres.start(EmbeddedOptions.in(folders.fresh()).withInstalled(home)))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContainingAll(home.toString(), "give --postgres URL");
  }

  @Test
  void aServerThatDiesAtItsStartSaysWhy() throws IOException {
    Path folder = folders.copyOf(made);
    Files.writeString(folder.resolve("postgresql.local.conf"), "shared_buffers = 'many'\n");
    refused(folder, "PostgreSQL did not start", "FATAL", folder.resolve("log").toString());
    Files.delete(folder.resolve("postgresql.local.conf"));
    start(folder).close();
  }
}
