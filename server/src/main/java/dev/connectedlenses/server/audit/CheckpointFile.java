package dev.connectedlenses.server.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checkpoints outside the database, a line of JSON each, only ever added to. Lines with public keys
 * come first and again when the key changes, so that old signatures can be checked for good.
 */
final class CheckpointFile {

  private final @Nullable Path path;

  /**
   * @param path null keeps nothing: for data that goes away with the process
   */
  CheckpointFile(@Nullable Path path) {
    this.path = path;
  }

  /**
   * What lines hold.
   *
   * @param keys public keys by their name
   * @param damaged numbers of lines that nobody of ours wrote
   */
  record Content(Map<String, String> keys, List<Checkpoint> checkpoints, List<Integer> damaged) {
    static final Content NOTHING = new Content(Map.of(), List.of(), List.of());
  }

  Content read() throws IOException {
    Path file = path;
    return file == null || Files.notExists(file) ? Content.NOTHING : parse(Files.readString(file));
  }

  /** Reads a copy; a last line without an end was being written when the process died. */
  static Content parse(String text) {
    Map<String, String> keys = new LinkedHashMap<>();
    List<Checkpoint> checkpoints = new ArrayList<>();
    List<Integer> damaged = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      Optional<Checkpoint> checkpoint = Checkpoint.of(lines.get(i));
      String key = checkpoint.isPresent() ? "" : publicKey(lines.get(i));
      if (checkpoint.isPresent()) {
        checkpoints.add(checkpoint.get());
      } else if (!key.isEmpty()) {
        keys.put(CheckpointKey.id(key), key);
      } else if (!lines.get(i).isBlank() && (i < lines.size() - 1 || text.endsWith("\n"))) {
        damaged.add(i + 1);
      }
    }
    return new Content(keys, checkpoints, damaged);
  }

  private static String publicKey(String line) {
    try {
      JsonNode json = JsonMapper.shared().readTree(line);
      return json.path("public_key").asString("");
    } catch (JacksonException e) {
      return "";
    }
  }

  /** Adds lines and returns when the disk has them. */
  void append(CheckpointKey key, List<Checkpoint> checkpoints) throws IOException {
    Path file = path;
    if (file == null) {
      return;
    }
    StringBuilder lines = new StringBuilder(beginning(file, key));
    checkpoints.forEach(c -> lines.append(c.line()).append('\n'));
    append(file, StandardCharsets.UTF_8.encode(lines.toString()));
  }

  private static void append(Path file, ByteBuffer bytes) throws IOException {
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
  }

  /** The public key where it is not there yet, after the end of a line that was broken off. */
  private static String beginning(Path file, CheckpointKey key) throws IOException {
    if (Files.notExists(file)) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.createFile(file);
      if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      }
    }
    String text = Files.readString(file);
    String end = text.isEmpty() || text.endsWith("\n") ? "" : "\n";
    boolean known = parse(text).keys().containsKey(key.id());
    return known ? end : end + "{\"public_key\":\"" + key.publicKey() + "\"}\n";
  }
}
