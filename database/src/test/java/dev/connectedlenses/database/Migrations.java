package dev.connectedlenses.database;

import java.io.IOException;
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
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The migrations on the class path, seen as one value. */
final class Migrations {

  private static final String SERVER = "/postgres-linux-x86_64.txz";

  private Migrations() {}

  /** Changes whenever a migration or the server's programs change. */
  static String fingerprint() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(
          String.valueOf(Migrations.class.getResource(SERVER)).getBytes(StandardCharsets.UTF_8));
      addCode(digest);
      for (String folder : List.of("db/schema", "db/code")) {
        URL url = Migrations.class.getClassLoader().getResource(folder);
        if (url != null) {
          add(digest, url);
        }
      }
      return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
    } catch (NoSuchAlgorithmException | IOException | URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The migrator decides about owners and passwords, so its classes count as well. */
  private static void addCode(MessageDigest digest) throws IOException {
    for (Class<?> type : List.of(Migrator.class, CodeRunner.class, RolePasswords.class)) {
      try (var in = type.getResourceAsStream(type.getSimpleName() + ".class")) {
        digest.update(in == null ? new byte[0] : in.readAllBytes());
      }
    }
  }

  private static void add(MessageDigest digest, URL folder) throws IOException, URISyntaxException {
    URI uri = folder.toURI();
    if (!"jar".equals(uri.getScheme())) {
      add(digest, Path.of(uri));
      return;
    }
    try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
      add(digest, jar.getPath(uri.toString().substring(uri.toString().indexOf('!') + 1)));
    }
  }

  private static void add(MessageDigest digest, Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile).sorted()::iterator) {
        @Nullable Path name = path.getFileName();
        digest.update(String.valueOf(name).getBytes(StandardCharsets.UTF_8));
        digest.update(Files.readAllBytes(path));
      }
    }
  }
}
