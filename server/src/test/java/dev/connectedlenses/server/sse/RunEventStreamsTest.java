package dev.connectedlenses.server.sse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.database.TestDatabase;
import dev.connectedlenses.server.http.Wire;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Streams of run events on a real connection, out of a real database. */
@Timeout(60)
class RunEventStreamsTest {

  private static final Duration LONG = Duration.ofMinutes(10);
  private static final StreamSettings HINTS_ONLY =
      new StreamSettings(LONG, LONG, LONG, Duration.ofMillis(1), 10);

  static TestDatabase database;
  static Runs runs;
  static UUID ada;
  static volatile Instant now = Instant.parse("2026-05-01T12:00:00Z");

  @BeforeAll
  static void start() {
    database = TestDatabase.create();
    runs = new Runs(database);
    ada = runs.person("adalove");
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @Test
  void aFinishedRunIsToldFromItsFirstToItsLastEventAndTheStreamEnds() throws Exception {
    UUID run = runs.run(ada);
    runs.append(run, "run.started", "{}");
    runs.append(run, "node.retried", "{\"attempt\": 2, \"text\": \"a\\nb ü\"}");
    runs.append(run, "run.completed", "{\"ok\": true}");
    try (EventServer served = new EventServer(database, () -> now, HINTS_ONLY);
        EventReader reader = served.open(run, ada, "")) {
      EventReader.Message first = reader.next();
      EventReader.Message second = reader.next();
      EventReader.Message third = reader.next();
      assertThat(reader.readAll()).isEmpty();
      assertThat(List.of(first.id(), second.id(), third.id())).containsExactly(1L, 2L, 3L);
      assertThat(third.event()).isEqualTo("run.completed");
      JsonNode envelope = JsonMapper.shared().readTree(second.data());
      assertThat(envelope.propertyNames())
          .containsExactlyInAnyOrder(
              "eventId",
              "sequence",
              "type",
              "runId",
              "workflowId",
              "timestamp",
              "correlation",
              "payload");
      assertThat(envelope.path("sequence").asLong()).isEqualTo(2);
      assertThat(envelope.path("runId").asString()).isEqualTo(run.toString());
      assertThat(envelope.path("correlation").path("attempt").asInt()).isEqualTo(2);
      assertThat(envelope.path("correlation").path("traceId").asString())
          .isEqualTo(run.toString().replace("-", ""));
      assertThat(Instant.parse(envelope.path("timestamp").asString())).isAfter(Instant.EPOCH);
    }
  }

  /** F21. */
  @Test
  void cutsAtRandomBytesLoseAndRepeatNothing() throws Exception {
    cut(2_000, 50, 12_000, 20);
  }

  @Test
  @Tag("full")
  @Timeout(900)
  void aThousandCutsInAMillionEvents() throws Exception {
    cut(1_000_000, 1_000, 900_000, 2_000);
  }

  /** So many cuts, at most so many bytes apart, while batches of at most this size are written. */
  private static void cut(int total, int cuts, int apart, int batch) throws Exception {
    UUID run = runs.run(ada);
    long seed = 20_260_501;
    Random random = new Random(seed);
    List<Long> seen = new ArrayList<>();
    try (EventServer served = new EventServer(database, () -> now, HINTS_ONLY);
        var writer = Executors.newSingleThreadExecutor()) {
      Future<?> written = writer.submit(() -> write(run, total, batch, served.hub()));
      for (int cut = 0; cut < cuts; cut++) {
        readUntilCut(served, run, seen, random.nextInt(1, apart), cut % 2 == 0);
      }
      written.get();
      readUntilCut(served, run, seen, Integer.MAX_VALUE, true);
    }
    assertThat(seen)
        .as("seed " + seed)
        .isEqualTo(LongStream.rangeClosed(1, total).boxed().toList());
  }

  private static void write(UUID run, int total, int most, RunEventHub hub) {
    Random sizes = new Random(7);
    for (int left = total - 1; left > 0; ) {
      int batch = Math.min(left, sizes.nextInt(1, most));
      runs.append(
          run, "node.log", "{\"message\": \"" + "x".repeat(sizes.nextInt(200)) + "\"}", batch);
      hub.hint();
      left -= batch;
    }
    runs.append(run, "run.completed", "{}");
    hub.hint();
  }

  private static void readUntilCut(
      EventServer served, UUID run, List<Long> seen, int bytes, boolean header) throws Exception {
    long last = seen.isEmpty() ? 0 : seen.getLast();
    try (EventReader reader =
        header
            ? served.open(run, ada, "?after=0", "Last-Event-ID: " + last)
            : served.open(run, ada, "?after=" + last)) {
      reader.read(bytes).forEach(message -> seen.add(message.id()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "abc", "1.5", "+1", "4", "99999999999999999999", "%20"})
  void aBadOrFutureResumePointIsRefused(String after) throws Exception {
    UUID run = runs.run(ada);
    runs.append(run, "node.log", "{}", 3);
    try (EventServer served = new EventServer(database, () -> now, HINTS_ONLY);
        EventReader reader = served.open(run, ada, "?after=" + after)) {
      assertThat(reader.status()).isEqualTo(400);
      assertThat(reader.readAll()).contains("\"code\":\"bad_event_id\"");
    }
  }

  @Test
  void whoDoesNotSeeTheRunGetsTheAnswerForARunThatDoesNotExist() throws Exception {
    UUID run = runs.run(ada);
    UUID stranger = runs.person("stranger");
    try (EventServer served = new EventServer(database, () -> now, HINTS_ONLY);
        EventReader foreign = served.open(run, stranger, "");
        EventReader missing = served.open(UUID.randomUUID(), ada, "")) {
      assertThat(foreign.status()).isEqualTo(404);
      assertThat(foreign.readAll()).isEqualTo(missing.readAll());
      assertThat(ask(served, "/v1/runs/not-a-uuid/events", "Authorization: Bearer " + ada).status())
          .isEqualTo(404);
      assertThat(ask(served, "/v1/runs/" + run + "/events", "X: y").status()).isEqualTo(401);
    }
  }

  private static Wire.Answer ask(EventServer served, String path, String header) throws Exception {
    return Wire.ask(
        served.http().port(),
        "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n\r\n");
  }

  @Test
  void resumingAfterTheLastEventOfAnEndedRunEndsAtOnce() throws Exception {
    UUID run = runs.run(ada);
    runs.append(run, "run.completed", "{}");
    try (EventServer served = new EventServer(database, () -> now, HINTS_ONLY);
        EventReader reader = served.open(run, ada, "?after=1")) {
      assertThat(reader.readAll()).doesNotContain("data:");
    }
  }

  @Test
  void bigPayloadsArriveInPagesThatStayBounded() throws Exception {
    UUID run = runs.run(ada);
    runs.append(run, "node.log", "{\"message\": \"" + "x".repeat(600_000) + "\"}", 5);
    runs.append(run, "run.completed", "{}");
    try (EventServer served = new EventServer(database, () -> now, HINTS_ONLY);
        EventReader reader = served.open(run, ada, "")) {
      for (int id = 1; id <= 6; id++) {
        assertThat(reader.next().id()).isEqualTo(id);
      }
    }
    RunEventStore.Page page =
        new RunEventStore(database.database())
            .after(dev.connectedlenses.database.Identity.of(ada), EventLog.RUN, run, 0);
    assertThat(page.events()).hasSize(1);
  }

  @Test
  void withoutHintsThePollDelivers() throws Exception {
    UUID run = runs.run(ada);
    StreamSettings polling =
        new StreamSettings(LONG, LONG, Duration.ofMillis(50), Duration.ofMillis(1), 10);
    try (EventServer served = new EventServer(database, () -> now, polling);
        EventReader reader = served.open(run, ada, "")) {
      runs.append(run, "run.started", "{}");
      assertThat(reader.next().event()).isEqualTo("run.started");
    }
  }

  @Test
  void aRevokedReaderIsCutOff() throws Exception {
    UUID leaving = runs.person("leaving");
    UUID run = runs.run(leaving);
    runs.append(run, "run.started", "{}");
    StreamSettings checking =
        new StreamSettings(LONG, Duration.ofMillis(50), LONG, Duration.ofMillis(1), 10);
    try (EventServer served = new EventServer(database, () -> now, checking);
        EventReader reader = served.open(run, leaving, "")) {
      reader.next();
      runs.suspend(leaving);
      runs.append(run, "node.log", "{\"message\": \"secret\"}");
      assertThat(reader.readAll()).isEmpty();
    }
  }

  @Test
  void anExpiredTokenEndsTheStream() throws Exception {
    UUID run = runs.run(ada);
    StreamSettings checking =
        new StreamSettings(LONG, Duration.ofMillis(50), LONG, Duration.ofMillis(1), 10);
    Instant before = now;
    try (EventServer served = new EventServer(database, () -> now, checking);
        EventReader reader = served.open(run, ada, "")) {
      assertThat(reader.status()).isEqualTo(200);
      now = Instant.parse("2026-05-01T12:15:01Z");
      assertThat(reader.readAll()).doesNotContain("data:");
    } finally {
      now = before;
    }
  }

  @Test
  void silenceIsBrokenByHeartbeatsWithoutANumber() throws Exception {
    UUID run = runs.run(ada);
    StreamSettings quick =
        new StreamSettings(Duration.ofMillis(50), LONG, LONG, Duration.ofMillis(1), 10);
    try (EventServer served = new EventServer(database, () -> now, quick);
        EventReader reader = served.open(run, ada, "")) {
      assertThat(reader.next().event()).isEqualTo("heartbeat");
      assertThat(reader.next().id()).isZero();
    }
  }

  @Test
  void anotherStreamThanAllowedIsRefusedUntilOneEnds() throws Exception {
    UUID run = runs.run(ada);
    StreamSettings two =
        new StreamSettings(Duration.ofMillis(20), LONG, LONG, Duration.ofMillis(1), 2);
    try (EventServer served = new EventServer(database, () -> now, two);
        EventReader first = served.open(run, ada, "")) {
      EventReader second = served.open(run, ada, "");
      assertThat(List.of(first.status(), second.status())).containsExactly(200, 200);
      try (EventReader third = served.open(run, ada, "")) {
        assertThat(third.status()).isEqualTo(429);
      }
      second.close();
      int status = 429;
      for (long end = System.nanoTime() + 10_000_000_000L;
          status == 429 && System.nanoTime() < end; ) {
        try (EventReader again = served.open(run, ada, "")) {
          status = again.status();
        }
      }
      assertThat(status).isEqualTo(200);
    }
  }

  @Test
  void aStoppingServerSendsReadersAwayToComeBack() throws Exception {
    UUID run = runs.run(ada);
    runs.append(run, "run.started", "{}");
    EventServer served = new EventServer(database, () -> now, HINTS_ONLY);
    try (EventReader reader = served.open(run, ada, "")) {
      reader.next();
      served.close();
      assertThat(reader.readAll()).isEqualTo("retry: 1000\n\n");
    }
  }
}
