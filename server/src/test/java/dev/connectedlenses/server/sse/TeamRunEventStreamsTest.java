package dev.connectedlenses.server.sse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.database.TestDatabase;
import dev.connectedlenses.testkit.Await;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Streams of what a team does, for those who may watch its agent. */
@Timeout(60)
class TeamRunEventStreamsTest {
  private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final StreamSettings HINTS_ONLY =
      new StreamSettings(LONG, LONG, LONG, Duration.ofMillis(1), 3);
  private static final StreamSettings CHECKING =
      new StreamSettings(LONG, Duration.ofMillis(50), LONG, Duration.ofMillis(1), 3);

  static TestDatabase database;
  static Runs runs;
  static UUID owner;
  static UUID agent;

  @BeforeAll
  static void start() {
    database = TestDatabase.create();
    runs = new Runs(database);
    owner = runs.person("watcher");
    agent = runs.agent(owner, "team.lead");
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  private static EventServer serve(StreamSettings settings) throws Exception {
    return new EventServer(database, () -> NOW, settings);
  }

  @Test
  void aTeamRunIsToldToItsLastEventAndTheStreamEnds() throws Exception {
    UUID run = runs.teamRun(agent);
    runs.appendToTeam(run, "dispatch.queued", "{\"trigger_mode\": \"manual\"}", 1);
    runs.appendToTeam(run, "step.handoff", "{\"node_id\": \"n\"}", 1);
    runs.appendToTeam(run, "run.completed", "{}", 1);
    try (EventServer served = serve(HINTS_ONLY);
        EventReader reader = served.openTeamRun(run, owner, "")) {
      EventReader.Message first = reader.next();
      assertThat(first.event()).isEqualTo("dispatch.queued");
      assertThat(reader.next().event()).isEqualTo("step.handoff");
      assertThat(reader.next().event()).isEqualTo("run.completed");
      assertThat(reader.readAll()).isEmpty();
      JsonNode envelope = JsonMapper.shared().readTree(first.data());
      assertThat(envelope.path("teamRunId").asString()).isEqualTo(run.toString());
      assertThat(envelope.has("runId")).isTrue();
      assertThat(envelope.path("eventId").asLong()).isEqualTo(1);
      assertThat(envelope.path("payload").path("trigger_mode").asString()).isEqualTo("manual");
      assertThat(envelope.has("stepId")).isFalse();
    }
  }

  @Test
  void whatComesWhileSomebodyReadsIsToldAtAHint() throws Exception {
    UUID run = runs.teamRun(agent);
    try (EventServer served = serve(HINTS_ONLY);
        EventReader reader = served.openTeamRun(run, owner, "")) {
      for (String type : List.of("run.started", "step.assigned", "step.blocked", "run.failed")) {
        runs.appendToTeam(run, type, "{}", 1);
        served.hub().hint();
        assertThat(reader.next().event()).isEqualTo(type);
      }
      assertThat(reader.readAll()).isEmpty();
    }
  }

  @Test
  void aRejectedRunHasNoLastEventOfItsOwnAndItsStreamEndsAllTheSame() throws Exception {
    UUID run = runs.teamRun(agent);
    runs.appendToTeam(run, "run.cancelled", "{}", 0);
    runs.appendToTeam(run, "approval.decided", "{\"decision\": \"rejected\"}", 1);
    try (EventServer served = serve(HINTS_ONLY);
        EventReader reader = served.openTeamRun(run, owner, "")) {
      assertThat(reader.next().event()).isEqualTo("approval.decided");
      assertThat(reader.readAll()).isEmpty();
    }
  }

  @Test
  void randomCutsLoseAndRepeatNothing() throws Exception {
    UUID run = runs.teamRun(agent);
    int total = 300;
    long seed = 20_261_130;
    Random random = new Random(seed);
    List<Long> seen = new ArrayList<>();
    try (EventServer served = serve(HINTS_ONLY);
        var writer = Executors.newSingleThreadExecutor()) {
      Future<?> written = writer.submit(() -> write(run, total, served.hub()));
      for (int cut = 0; cut < 20; cut++) {
        readUntilCut(served, run, seen, random.nextInt(1, 4_000));
      }
      // streams that were cut count as open until the server has noticed, so one more may be
      // refused
      Await.until(
          "the rest is read",
          () -> {
            readUntilCut(served, run, seen, Integer.MAX_VALUE);
            return !seen.isEmpty() && seen.getLast() == total;
          });
      written.get(20, TimeUnit.SECONDS);
    }
    assertThat(seen)
        .as("seed " + seed)
        .isEqualTo(LongStream.rangeClosed(1, total).boxed().toList());
  }

  private static void write(UUID run, int total, RunEventHub hub) {
    Random sizes = new Random(7);
    for (int left = total - 1; left > 0; ) {
      int batch = Math.min(left, sizes.nextInt(1, 20));
      runs.appendToTeam(run, "node.log", "{\"message\": \"m\"}", batch);
      hub.hint();
      left -= batch;
    }
    runs.appendToTeam(run, "run.completed", "{}", 1);
    hub.hint();
  }

  private static void readUntilCut(EventServer served, UUID run, List<Long> seen, int bytes)
      throws Exception {
    long last = seen.isEmpty() ? 0 : seen.getLast();
    try (EventReader reader =
        served.openTeamRun(run, owner, "?after=0", "Last-Event-ID: " + last)) {
      reader.read(bytes).forEach(message -> seen.add(message.id()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "abc", "2", "1e0"})
  void aBadOrFutureResumePointIsRefused(String after) throws Exception {
    UUID run = runs.teamRun(agent);
    runs.appendToTeam(run, "node.log", "{}", 1);
    try (EventServer served = serve(HINTS_ONLY);
        EventReader reader = served.openTeamRun(run, owner, "?after=" + after)) {
      assertThat(reader.status()).isEqualTo(400);
      assertThat(reader.readAll()).contains("\"code\":\"bad_event_id\"");
    }
  }

  @Test
  void aStrangerGetsTheAnswerForATeamRunThatDoesNotExist() throws Exception {
    UUID run = runs.teamRun(agent);
    UUID stranger = runs.person("passerby");
    try (EventServer served = serve(HINTS_ONLY);
        EventReader foreign = served.openTeamRun(run, stranger, "");
        EventReader missing = served.openTeamRun(UUID.randomUUID(), owner, "");
        EventReader otherLog = served.open(run, owner, "")) {
      assertThat(foreign.status()).isEqualTo(404);
      String answer = foreign.readAll();
      assertThat(answer).contains("\"code\":\"team_run_not_found\"");
      assertThat(answer).isEqualTo(missing.readAll());
      assertThat(otherLog.status()).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @CsvSource({"logs:view, 200", "approvals:decide, 200", "tools:manage, 404"})
  void anOperatorSeesWhatTheScopeAllows(String scope, int status) throws Exception {
    UUID run = runs.teamRun(agent);
    UUID operator = runs.person("op" + scope.replaceAll("[^a-z]", ""));
    runs.operator(agent, operator, scope);
    try (EventServer served = serve(HINTS_ONLY);
        EventReader reader = served.openTeamRun(run, operator, "")) {
      assertThat(reader.status()).isEqualTo(status);
    }
  }

  @Test
  void whoLosesTheAgentIsCutOffInTheMiddle() throws Exception {
    UUID leaving = runs.person("leaver");
    UUID theirs = runs.agent(leaving, "leaver.bot");
    UUID run = runs.teamRun(theirs);
    runs.appendToTeam(run, "run.started", "{}", 1);
    try (EventServer served = serve(CHECKING);
        EventReader reader = served.openTeamRun(run, leaving, "")) {
      reader.next();
      runs.revoke(theirs);
      runs.appendToTeam(run, "node.log", "{\"message\": \"secret\"}", 1);
      assertThat(reader.readAll()).isEmpty();
    }
  }

  @Test
  void streamsOfBothKindsCountTogether() throws Exception {
    UUID user = runs.person("many");
    UUID theirs = runs.agent(user, "many.bot");
    UUID run = runs.run(user);
    UUID teamRun = runs.teamRun(theirs);
    try (EventServer served = serve(HINTS_ONLY);
        EventReader first = served.open(run, user, "");
        EventReader second = served.openTeamRun(teamRun, user, "");
        EventReader third = served.open(run, user, "");
        EventReader fourth = served.openTeamRun(teamRun, user, "")) {
      assertThat(List.of(first.status(), second.status(), third.status()))
          .containsExactly(200, 200, 200);
      assertThat(fourth.status()).isEqualTo(429);
      assertThat(fourth.readAll()).contains("too_many_streams");
    }
  }
}
