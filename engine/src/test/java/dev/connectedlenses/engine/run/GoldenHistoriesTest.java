package dev.connectedlenses.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.engine.graph.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * F40: histories that some version of the engine wrote, with the rows it wrote beside them. Every
 * later version reads the same rows out of the same events. Recorded files are never changed; a new
 * version adds its own with {@code -Dhistories=record}.
 */
final class GoldenHistoriesTest {
  private static final Path FOLDER = Path.of("src", "test", "resources", "histories", "0.1");

  static List<Path> histories() throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER.getParent())) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  @Test
  void thereAreEnough() throws IOException {
    assertThat(histories()).hasSizeGreaterThanOrEqualTo(20);
  }

  @ParameterizedTest
  @MethodSource("histories")
  void theEventsStillGiveTheRows(Path file) throws IOException {
    JsonNode history = Json.MAPPER.readTree(Files.readString(file));
    List<Change.Event> events = new ArrayList<>();
    for (JsonNode event : history.path("events")) {
      JsonNode node = event.get("nodeId");
      events.add(
          new Change.Event(
              ReplayParity.type(event.path("type").asString()),
              node == null ? null : UUID.fromString(node.asString()),
              event.path("payload").asObject()));
    }
    EventReducer.Rows rows = EventReducer.reduce(events);
    assertThat(rows.status().wire()).isEqualTo(history.path("status").asString());
    assertThat(rows.spend().inputTokens()).isEqualTo(history.path("inputTokens").asLong());
    assertThat(rows.nodes()).hasSize(history.path("nodes").size());
    rows.nodes()
        .forEach((id, node) ->
            assertThat(Json.MAPPER.readTree(ReplayParity.print(node)))
                .as(id.toString())
                .isEqualTo(history.path("nodes").path(id.toString())));
  }

  /** Writes histories of this version where that is asked for: shapes, stops, losses, waits. */
  @BeforeAll
  static void record() throws IOException {
    if (!"record".equals(System.getProperty("histories"))) {
      return;
    }
    Files.createDirectories(FOLDER);
    try (Stage stage = new Stage()) {
      ScriptedKind scripted = new ScriptedKind();
      UUID lost = lost(stage);
      stage.engine(Stage.QUICK.withLease(Duration.ofSeconds(2)), ScriptedKind.kinds(scripted));
      scripted.release(1);
      for (int seed = 1; seed <= 20; seed++) {
        UUID run = stage.start(stage.pin(new RandomShape(seed).graph()));
        stage.awaitEnd(run);
        write(stage, "shape-%02d".formatted(seed), run);
      }
      stage.awaitEnd(lost);
      write(stage, "recovered", lost);
      UUID late =
          stage.start(
              stage.pin(new GraphJson().node("slow", "tool", "{'do':'hang'}")),
              "{}",
              "{'limits':{'timeoutMs':300}}");
      stage.awaitEnd(late);
      write(stage, "timed-out", late);
      UUID stopped = stage.start(stage.pin(new GraphJson().node("slow", "tool", "{'do':'hang'}")));
      stage.await("it runs", () -> stage.status(stopped).equals("running"));
      stage.run(
          "update engine.run_queue set cancel_asked = true, cancel_reason = 'enough' where run_id = ?",
          stopped);
      stage.awaitEnd(stopped);
      write(stage, "cancelled", stopped);
    }
  }

  /** A run whose first worker went away in the middle. */
  private static UUID lost(Stage stage) {
    GraphJson graph =
        new GraphJson()
            .node("first", "tool", "{}")
            .node("middle", "tool", "{'do':'hold'}")
            .edge("first", "middle", "in");
    UUID run = stage.start(stage.pin(graph));
    Database itsOwn = stage.open();
    ScriptedKind scripted = new ScriptedKind();
    stage.engine(
        Stage.QUICK.withLease(Duration.ofSeconds(2)).withPatience(Duration.ofMillis(50)),
        itsOwn,
        ScriptedKind.kinds(scripted));
    scripted.calls().await(2);
    stage.await("it is written", () -> stage.events(run).contains("node.completed"));
    itsOwn.close();
    return run;
  }

  private static void write(Stage stage, String name, UUID run) throws IOException {
    ObjectNode history = Json.object();
    history.put("status", stage.status(run));
    history.put(
        "inputTokens",
        Long.parseLong(
            stage.one("select input_tokens from lenses.workflow_runs where id = ?", run)));
    ObjectNode nodes = history.putObject("nodes");
    ArrayNode events = history.putArray("events");
    stage
        .test()
        .admin()
        .useHandle(handle -> {
          ReplayParity.nodes(handle, run)
              .forEach((id, node) ->
                  nodes.set(id.toString(), Json.MAPPER.readTree(ReplayParity.print(node))));
          for (Change.Event event : ReplayParity.events(handle, run)) {
            ObjectNode json = events.addObject().put("type", event.type().wire());
            if (event.nodeId() != null) {
              json.put("nodeId", event.nodeId().toString());
            }
            json.set("payload", event.payload());
          }
        });
    Files.writeString(
        FOLDER.resolve(name + ".json"),
        Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(history) + "\n");
  }
}
