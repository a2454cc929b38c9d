package dev.connectedlenses.server.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files with secrets: for their owner's eyes, whole or not at all. */
final class OwnFileTest {
  @TempDir Path dir;

  private static String rights(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  @Test
  void onlyTheOwnerReadsWhatIsWritten() throws IOException {
    Path folder = dir.resolve("new/folder");
    Path file = folder.resolve("master.key");
    OwnFile.write(file, "secret");
    assertThat(file).hasContent("secret");
    assertThat(rights(file)).isEqualTo("rw-------");
    assertThat(files(folder)).containsExactly(file);
  }

  @Test
  void anOlderFileIsReplacedWithItsRights() throws IOException {
    Path file = Files.writeString(dir.resolve("key"), "old and longer");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    OwnFile.write(file, "new");
    assertThat(file).hasContent("new");
    assertThat(rights(file)).isEqualTo("rw-------");
    assertThat(files(dir)).containsExactly(file);
  }

  @Test
  void whatIsThereIsNotOfferedOver() throws IOException {
    Path file = dir.resolve("key");
    assertThat(OwnFile.offer(file, "first")).isTrue();
    assertThat(OwnFile.offer(file, "second")).isFalse();
    assertThat(file).hasContent("first");
    assertThat(rights(file)).isEqualTo("rw-------");
    assertThat(files(dir)).containsExactly(file);
  }

  @Test
  void ofManyThatOfferAtOnceOneWinsWhole() throws Exception {
    for (int round = 0; round < 20; round++) {
      Path file = dir.resolve("key-" + round);
      List<Callable<Boolean>> offers =
          IntStream.range(0, 8)
              .mapToObj(i -> (Callable<Boolean>) () -> OwnFile.offer(file, "x".repeat(500) + i))
              .toList();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        int won = 0;
        for (Future<Boolean> offer : threads.invokeAll(offers)) {
          won += offer.get() ? 1 : 0;
        }
        assertThat(won).isEqualTo(1);
      }
      assertThat(Files.readString(file)).matches("x{500}[0-7]");
    }
    assertThat(files(dir)).hasSize(20);
  }

  @Test
  void aFolderThatCannotBeIsTold() throws IOException {
    Path file = Files.writeString(dir.resolve("plain"), "not a folder");
    assertThatThrownBy(() -> OwnFile.write(file.resolve("key"), "x"))
        .isInstanceOf(IOException.class);
    assertThat(files(dir)).containsExactly(file);
  }
}
