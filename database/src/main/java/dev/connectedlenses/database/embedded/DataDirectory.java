package dev.connectedlenses.database.embedded;

import dev.connectedlenses.database.StartRefusedException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The folder that holds everything this installation keeps, held by at most one process.
 *
 * <p>Only a folder that is empty or carries our marker is ever changed: the start may chown it and
 * set its mode to 0700, which nobody wants for a home folder named by mistake.
 */
final class DataDirectory implements AutoCloseable {

  private static final String MARKER = "connectedlenses.data";

  /** Closing any channel on a file drops POSIX locks of the whole process; hence this set. */
  private static final Set<Path> HELD = new HashSet<>();

  private final Path root;
  private final FileChannel channel;

  private DataDirectory(Path root, FileChannel channel) {
    this.root = root;
    this.channel = channel;
  }

  static DataDirectory open(Path folder, ServerAccount account) {
    try {
      account.requireReach(nearestExistingParent(folder));
      Path root = create(folder);
      claim(root);
      return hold(root, account);
    } catch (IOException e) {
      throw new StartRefusedException(refusal(folder, e), e);
    }
  }

  private static Path create(Path folder) throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new StartRefusedException(
          "%s is a file, not a folder; give another --data-dir".formatted(folder));
    }
    Files.createDirectories(folder);
    return folder.toRealPath();
  }

  private static Path nearestExistingParent(Path folder) {
    Path parent = folder.toAbsolutePath().normalize().getParent();
    while (parent != null && !Files.isDirectory(parent)) {
      parent = parent.getParent();
    }
    return parent == null ? Path.of("/") : parent;
  }

  private static void claim(Path root) throws IOException {
    if (!Files.exists(root.resolve(MARKER))) {
      requireNobodys(root);
      Files.writeString(root.resolve(MARKER), "This folder belongs to ConnectedLenses.\n");
    }
  }

  private static void requireNobodys(Path root) throws IOException {
    if (Files.exists(root.resolve("PG_VERSION"))) {
      throw new StartRefusedException(
          "%s is a PostgreSQL data directory of somebody else; give another --data-dir, or start"
                  .formatted(root)
              + " that server and give --postgres URL");
    }
    if (!Trees.isEmpty(root)) {
      throw new StartRefusedException(
          "%s is not empty and was not made by ConnectedLenses; give an empty or new --data-dir"
              .formatted(root));
    }
  }

  private static DataDirectory hold(Path root, ServerAccount account) throws IOException {
    synchronized (HELD) {
      if (HELD.contains(root)) {
        throw inUse(root);
      }
      FileChannel channel =
          FileChannel.open(
              root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        channel.close();
        throw inUse(root);
      }
      HELD.add(root);
      var held = new DataDirectory(root, channel);
      try {
        held.own(account);
      } catch (IOException | RuntimeException e) {
        held.close();
        throw e;
      }
      return held;
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private void own(ServerAccount account) throws IOException {
    Files.writeString(holder(root), Long.toString(ProcessHandle.current().pid()));
    Trees.permit(root, "rwx------");
    account.own(root, false);
  }

  private static StartRefusedException inUse(Path root) {
    String holder;
    try {
      holder = "process " + Files.readString(holder(root)).strip();
    } catch (IOException e) {
      holder = "another process";
    }
    return new StartRefusedException(
        "data directory %s is in use by %s; stop it or give another --data-dir"
            .formatted(root, holder));
  }

  private static String refusal(Path folder, IOException e) {
    String why = e instanceof AccessDeniedException ? "permission denied" : e.getMessage();
    return "data directory %s cannot be written (%s); make it writable for this user or give"
            .formatted(folder, why)
        + " another --data-dir";
  }

  private static Path holder(Path root) {
    return root.resolve("holder");
  }

  Path root() {
    return root;
  }

  Path cluster() {
    return root.resolve("cluster");
  }

  Path clusterBeingMade() {
    return root.resolve("cluster.making");
  }

  Path adminPassword() {
    return root.resolve("admin-password");
  }

  Path port() {
    return root.resolve("port");
  }

  Path log() {
    return root.resolve("log");
  }

  /** Settings of the operator, read by the server after ours. */
  Path localConfiguration() {
    return root.resolve("postgresql.local.conf");
  }

  @Override
  public void close() throws IOException {
    synchronized (HELD) {
      if (HELD.remove(root)) {
        Files.deleteIfExists(holder(root));
        channel.close();
      }
    }
  }
}
