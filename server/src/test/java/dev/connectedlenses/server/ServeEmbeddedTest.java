package dev.connectedlenses.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectedlenses.database.StartRefusedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server with the PostgreSQL that it brings along. */
class ServeEmbeddedTest {

  private static final Logger LOG = LoggerFactory.getLogger(ServeEmbeddedTest.class);

  @TempDir Path folder;

  private static Serve timed(String what, Config config) {
    long began = System.nanoTime();
    Serve server = Serve.start(config, line -> {});
    LOG.info("{} start took {} ms", what, (System.nanoTime() - began) / 1_000_000);
    return server;
  }

  @Test
  void dataOutlivesTheServerAndHasOneOwnerAtATime() throws Exception {
    // the database may run as another user, who must get through to its folder
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Config config = new Config(null, 0, folder.resolve("data"), List.of());
    String token;
    try (Serve first = timed("cold", config)) {
      assertThat(first.dataDirectory()).isEqualTo(folder.resolve("data").toRealPath());
      assertThatThrownBy(() -> Serve.start(config, line -> {}))
          .isInstanceOf(StartRefusedException.class)
          .hasMessageContaining("in use")
          .hasMessageContaining("--data-dir");
      token = first.cliToken();
    }
    try (Serve second = timed("warm", config)) {
      assertThat(second.signInLink().toString()).startsWith(second.url() + "/sign-in?token=");
      assertThat(second.cliToken()).isNotEqualTo(token);
    }
  }
}
