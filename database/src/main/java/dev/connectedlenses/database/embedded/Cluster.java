package dev.connectedlenses.database.embedded;

import dev.connectedlenses.database.StartRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The database files of one data directory.
 *
 * <p>They are made in {@code cluster.making} and renamed to {@code cluster} when whole. So a {@code
 * cluster.making} left behind never held anybody's data and is thrown away, while a {@code cluster}
 * is never initialised again, whatever state it is in.
 */
record Cluster(DataDirectory directory, Binaries binaries, ServerAccount account) {

  static final String ADMIN = "postgres";

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Makes the files when there are none and refuses those that this version cannot serve. */
  void prepare(boolean durable) {
    try {
      if (Files.exists(directory.cluster())) {
        check();
        account.adopt(directory.cluster());
        return;
      }
      new Leftovers(directory.clusterBeingMade(), binaries, account).clear();
      Trees.delete(directory.clusterBeingMade());
      make(durable);
    } catch (IOException e) {
      throw new StartRefusedException(
          "the database in %s cannot be set up (%s); check the disk and the rights of this folder"
              .formatted(directory.root(), e.getMessage()),
          e);
    }
  }

  private StartRefusedException incomplete() {
    return new StartRefusedException(
        "the database files in %s are incomplete and stay untouched; restore them from a backup"
                .formatted(directory.cluster())
            + " or give another --data-dir");
  }

  private void check() throws IOException {
    Path version = directory.cluster().resolve("PG_VERSION");
    if (!isWhole(version)) {
      throw incomplete();
    }
    String made = Files.readString(version).strip();
    if (!made.equals(Integer.toString(binaries.major()))) {
      throw new StartRefusedException(
          "data directory %s was made by PostgreSQL %s, this program carries %d; start it with the"
                  .formatted(directory.root(), made, binaries.major())
              + " release that made it, export, and import into a new --data-dir");
    }
  }

  private boolean isWhole(Path version) {
    return Files.exists(version)
        && Files.exists(directory.cluster().resolve("global/pg_control"))
        && Files.exists(directory.adminPassword());
  }

  private void make(boolean durable) throws IOException {
    Path making = Files.createDirectory(directory.clusterBeingMade());
    account.own(newPassword(), false);
    account.own(making, false);
    Command.Result result = Command.run(account.command(initdb(durable)), making, PATIENCE);
    if (!result.ok()) {
      Trees.delete(making);
      throw new StartRefusedException(
          "PostgreSQL could not set up its files in %s: %s"
              .formatted(directory.root(), result.complaint()));
    }
    Files.move(making, directory.cluster(), StandardCopyOption.ATOMIC_MOVE);
  }

  private Path newPassword() throws IOException {
    Path password = directory.adminPassword();
    Files.deleteIfExists(password);
    Files.createFile(password);
    Trees.permit(password, "rw-------");
    return Files.writeString(password, randomPassword());
  }

  private List<String> initdb(boolean durable) {
    List<String> words = new ArrayList<>();
    words.add(binaries.program("initdb"));
    words.addAll(List.of("-D", directory.clusterBeingMade().toString()));
    words.addAll(List.of("--username", ADMIN, "--pwfile", directory.adminPassword().toString()));
    words.addAll(List.of("--auth=scram-sha-256", "--encoding=UTF8", "--no-instructions"));
    words.addAll(
        binaries.major() >= 17
            ? List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-locale")
            : List.of("--locale=C.UTF-8"));
    if (!durable) {
      words.add("--no-sync");
    }
    return words;
  }

  private static String randomPassword() {
    byte[] bytes = new byte[24];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  String password() throws IOException {
    return Files.readString(directory.adminPassword()).strip();
  }

  /** Writes the settings of this start; those of the last start are forgotten. */
  void configure(boolean durable) throws IOException {
    write("postgresql.conf", ServerSettings.text(directory, durable));
    write("pg_hba.conf", "host all all 127.0.0.1/32 scram-sha-256\n");
    Files.createDirectories(directory.log());
    Trees.permit(directory.log(), "rwx------");
    account.own(directory.log(), true);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(
        directory.cluster().resolve(name),
        text,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING);
  }
}
