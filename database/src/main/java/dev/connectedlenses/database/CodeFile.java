package dev.connectedlenses.database;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file of {@code db/code}: one function, view, trigger, policy set or seed, made anew whenever
 * its text changes.
 *
 * @param name as in {@code R__function.public.fn_x.sql}; the order of names is the order of making
 */
record CodeFile(String name, String text) {

  /** Every code file on the class path, in the order in which they are applied. */
  static List<CodeFile> all() {
    return in("db/code");
  }

  /** All files of tables as one, to say by one checksum whether any has changed. */
  static CodeFile tables() {
    return new CodeFile(
        "db/schema",
        in("db/schema").stream().map(f -> f.name() + "\n" + f.text()).collect(joining("\n")));
  }

  /** The highest number of a migration that this release carries, as in {@code V0196__x.sql}. */
  static int newestMigration() {
    return in("db/schema").stream()
        .filter(f -> f.name().startsWith("V"))
        .mapToInt(f -> Integer.parseInt(f.name().substring(1, f.name().indexOf("__"))))
        .max()
        .orElse(0);
  }

  private static List<CodeFile> in(String folder) {
    URL url = CodeFile.class.getClassLoader().getResource(folder);
    if (url == null) {
      return List.of();
    }
    try {
      URI uri = url.toURI();
      if ("file".equals(uri.getScheme())) {
        return below(Path.of(uri));
      }
      String jar = uri.getRawSchemeSpecificPart();
      try (FileSystem files =
          FileSystems.newFileSystem(Path.of(URI.create(jar.substring(0, jar.indexOf("!/")))))) {
        return below(files.getPath(folder));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<CodeFile> below(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths
          .filter(path -> path.toString().endsWith(".sql"))
          .map(CodeFile::read)
          .sorted(Comparator.comparing(CodeFile::name))
          .toList();
    }
  }

  private static CodeFile read(Path path) {
    try {
      return new CodeFile(String.valueOf(path.getFileName()), Files.readString(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Says whether the text is the one that was applied. */
  String checksum() {
    try {
      byte[] text = text().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
