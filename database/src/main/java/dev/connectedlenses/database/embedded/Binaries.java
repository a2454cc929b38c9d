package dev.connectedlenses.database.embedded;

import dev.connectedlenses.database.StartRefusedException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/** A folder with the programs of one PostgreSQL version. */
record Binaries(Path home, int major) {

  private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+)");
  private static final Duration QUICK = Duration.ofSeconds(30);

  /** Programs that are installed on this machine already. */
  static Binaries installed(Path home) {
    String printed =
        Command.run(List.of(program(home, "postgres"), "--version"), Path.of("/"), QUICK).output();
    Matcher version = VERSION.matcher(printed);
    if (!version.find()) {
      throw new StartRefusedException(
          "PostgreSQL's programs in %s do not run here (%s); give --postgres URL"
              .formatted(home, printed.strip()));
    }
    return new Binaries(home, Integer.parseInt(version.group(1)));
  }

  /**
   * The programs that this application carries, unpacked into the cache folder once per version.
   */
  static Binaries packaged(Path cache) {
    URL archive = archive();
    if (archive == null) {
      throw new StartRefusedException(
          "this program carries no PostgreSQL for %s %s; give --postgres URL"
              .formatted(System.getProperty("os.name"), System.getProperty("os.arch")));
    }
    try {
      Path home = cache.resolve("postgres-" + fingerprint(archive));
      if (!Files.exists(home)) {
        unpackInto(archive, home);
      }
      return installed(home);
    } catch (IOException e) {
      throw new StartRefusedException(
          "PostgreSQL cannot be unpacked into %s (%s); free space or give another --data-dir"
              .formatted(cache, e.getMessage()),
          e);
    }
  }

  String program(String name) {
    return program(home, name);
  }

  private static String program(Path home, String name) {
    return home.resolve("bin").resolve(name).toString();
  }

  private static @Nullable URL archive() {
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String system = os.contains("mac") ? "darwin" : os.contains("win") ? "windows" : "linux";
    boolean arm = System.getProperty("os.arch", "").startsWith("aarch64");
    return Binaries.class.getResource(
        "/postgres-" + system + "-" + (arm ? "arm_64" : "x86_64") + ".txz");
  }

  /** Length and checksum of the archive as its jar states them; reading 15 MB is spared. */
  private static String fingerprint(URL archive) throws IOException {
    URLConnection connection = archive.openConnection();
    if (connection instanceof JarURLConnection jar) {
      jar.setUseCaches(true);
      return "%08x-%x".formatted(jar.getJarEntry().getCrc(), jar.getJarEntry().getSize());
    }
    return "%x".formatted(connection.getContentLengthLong());
  }

  /** Unpacks beside the final place and renames, so that a folder of that name is always whole. */
  private static void unpackInto(URL archive, Path home) throws IOException {
    Path parent = home.toAbsolutePath().getParent();
    if (parent == null) {
      throw new FileSystemException(home.toString(), null, "has no parent folder");
    }
    Files.createDirectories(parent);
    Path making = Files.createTempDirectory(parent, "unpacking-");
    try {
      unpack(archive, making);
      Trees.permit(making, "rwxr-xr-x");
      Files.move(making, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Trees.delete(making);
      if (!Files.exists(home)) {
        throw e;
      }
    }
  }

  private static void unpack(URL archive, Path folder) throws IOException {
    try (InputStream packed = new BufferedInputStream(archive.openStream());
        var tar = new TarArchiveInputStream(new XZInputStream(packed))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path target = folder.resolve(entry.getName()).normalize();
        if (target.startsWith(folder) && !entry.getName().endsWith(".a")) {
          unpack(tar, entry, target);
        }
      }
    }
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.resolve("..").normalize());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, target);
    Trees.permit(target, (entry.getMode() & 0100) != 0 ? "rwxr-xr-x" : "rw-r--r--");
  }
}
