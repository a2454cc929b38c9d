package dev.connectedlenses.server.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectedlenses.database.StartRefusedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The key file: made once, read ever after, for its owner's eyes. */
class MasterKeyTest {

  private final SecureRandom random = new SecureRandom();

  @TempDir private Path folder;

  @Test
  void theFileIsMadeOnceAndForItsOwnerOnly() throws Exception {
    Path file = folder.resolve("deep/master.key");
    MasterKey first = MasterKey.inFile(file, random);
    MasterKey second = MasterKey.inFile(file, random);
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (var files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
    assertThat(Files.readString(file)).doesNotContain(first.id());
  }

  @Test
  void manyThatStartAtOnceAgree() throws Exception {
    Path file = folder.resolve("master.key");
    Set<String> ids = new HashSet<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<String> start = () -> MasterKey.inFile(file, random).id();
      for (var id : threads.invokeAll(IntStream.range(0, 20).mapToObj(i -> start).toList())) {
        ids.add(id.get());
      }
    }
    assertThat(ids).hasSize(1);
  }

  @Test
  void aDamagedFileIsRefusedWithTheRemedy() throws Exception {
    Path file = folder.resolve("master.key");
    for (String content : new String[] {"", "not base64 !", "c2hvcnQ="}) {
      Files.writeString(file, content);
      assertThatThrownBy(() -> MasterKey.inFile(file, random))
          .isInstanceOf(StartRefusedException.class)
          .hasMessageContaining("damaged")
          .hasMessageContaining("master.key");
    }
  }

  @Test
  void aFolderThatCannotBeMadeIsRefusedWithTheRemedy() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "x").resolve("master.key");
    assertThatThrownBy(() -> MasterKey.inFile(file, random))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("CLENS_MASTER_KEY");
  }
}
