package dev.connectedlenses.database.embedded;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How to run the embedded server.
 *
 * @param dataDirectory what it keeps
 * @param binaries where its programs are unpacked, the data directory when null
 * @param installed programs to use instead of the packaged ones
 * @param durable false switches fsync off, for tests
 * @param ephemeral true deletes the data directory at the stop
 */
public record EmbeddedOptions(
    Path dataDirectory,
    @Nullable Path binaries,
    @Nullable Path installed,
    boolean durable,
    boolean ephemeral) {

  /** A server that keeps its data. */
  public static EmbeddedOptions in(Path dataDirectory) {
    return new EmbeddedOptions(dataDirectory.toAbsolutePath(), null, null, true, false);
  }

  /** A server whose data goes away with it. */
  public static EmbeddedOptions temporary() {
    return new EmbeddedOptions(EphemeralFolders.create(), null, null, true, true);
  }

  /** Shares the unpacked programs with others. */
  public EmbeddedOptions withBinariesIn(Path folder) {
    return new EmbeddedOptions(dataDirectory, folder, installed, durable, ephemeral);
  }

  /** Runs the programs below this folder, such as {@code /usr/lib/postgresql/15}. */
  public EmbeddedOptions withInstalled(Path home) {
    return new EmbeddedOptions(dataDirectory, binaries, home, durable, ephemeral);
  }

  /** Gives up safety in a crash for speed; for tests only. */
  public EmbeddedOptions withoutFsync() {
    return new EmbeddedOptions(dataDirectory, binaries, installed, false, ephemeral);
  }
}
