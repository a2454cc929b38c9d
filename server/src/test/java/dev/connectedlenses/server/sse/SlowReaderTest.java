package dev.connectedlenses.server.sse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.engine.run.InvariantChecker;
import dev.connectedlenses.server.LiveServer;
import dev.connectedlenses.server.http.HttpSettings.Limits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * F19: one reader takes nothing of its stream while others read the same run. Neither the run nor
 * the others wait for it; it is cut, and what it missed is there when it comes back.
 */
@Timeout(120)
class SlowReaderTest {
  private static final boolean FULL = "full".equals(System.getProperty("suite"));
  private static final int READERS = FULL ? 200 : 20;
  private static final int NODES = 12;
  private static final int TEXT = 200_000;
  private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final StreamSettings MANY =
      new StreamSettings(LONG, LONG, Duration.ofMillis(50), Duration.ofMillis(1), READERS + 1);
  private static final Limits STANDARD = Limits.STANDARD;
  private static final Limits IMPATIENT =
      new Limits(
          STANDARD.target(),
          STANDARD.headers(),
          STANDARD.body(),
          STANDARD.headerTime(),
          STANDARD.bodyTime(),
          Duration.ofSeconds(1),
          STANDARD.drain());

  private final LiveServer live;

  SlowReaderTest(@TempDir Path folder) {
    live = new LiveServer(folder);
  }

  @AfterEach
  void holdsItsPromises() {
    try (live) {
      InvariantChecker.check(live.database.admin());
    }
  }

  /** A run whose events are some megabytes, and which waits for a person before it begins. */
  private UUID waitingRun(String token) {
    String workflow =
        live.rpc(token, "fn_create_workflow", "{'p_title':'Much'}").path(0).path("id").asString();
    StringBuilder nodes = new StringBuilder("{'label':'go','kind':'approval','config':{}}");
    StringBuilder edges = new StringBuilder();
    for (int i = 0; i < NODES; i++) {
      nodes.append(
          ",{'label':'n%d','kind':'transform','config':{'text':'%s'}}"
              .formatted(i, "x".repeat(TEXT / 10)));
    }
    return UUID.fromString(workflow);
  }

  private static List<Long> readAll(EventReader reader) throws IOException {
    List<Long> ids = new ArrayList<>();
    for (EventReader.Message message = reader.next(); ; message = reader.next()) {
      ids.add(message.id());
      if (message.event().equals("run.completed")) {
        return ids;
      }
    }
  }
}
