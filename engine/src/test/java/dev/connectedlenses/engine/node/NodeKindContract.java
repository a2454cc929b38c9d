package dev.connectedlenses.engine.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectedlenses.engine.graph.Graph;
import dev.connectedlenses.engine.graph.GraphException;
import dev.connectedlenses.engine.graph.Json;
import dev.connectedlenses.engine.graph.Lens;
import dev.connectedlenses.engine.graph.Node;
import dev.connectedlenses.engine.graph.NodePolicy;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** What every node kind promises; a kind's own test extends this and gives the samples. */
abstract class NodeKindContract {

  abstract NodeKind kind();

  /** Configs that are right, as JSON with single quotes. */
  abstract List<String> rightConfigs();

  /** Configs that are wrong. */
  abstract List<String> wrongConfigs();

  /** An attempt that succeeds. */
  abstract Attempt sample();

  static ObjectNode json(String text) {
    return Json.MAPPER.readTree(text.replace('\'', '"')).asObject();
  }

  static Attempt attempt(String kind, String config, @Nullable Lens lens, String input, Told sink) {
    Node node =
        new Node(
            UUID.randomUUID(),
            "sample",
            kind,
            json(config),
            lens,
            lens == null ? List.of() : lens.parameters(),
            NodePolicy.DEFAULT);
    return new Attempt(UUID.randomUUID(), node, 1, json(input), Duration.ofSeconds(10), null, sink);
  }

  private void check(String config) {
    Node node =
        new Node(
            UUID.randomUUID(),
            "n",
            kind().name(),
            json(config),
            null,
            List.of(),
            NodePolicy.DEFAULT);
    Graph graph = new Graph(UUID.randomUUID(), UUID.randomUUID(), List.of(node), List.of());
    new KindConfigs(new NodeKinds(kind())).check(graph);
  }

  /** What processes that run no nodes tell of it is what those check that do. */
  @Test
  void isKnownWithTheSchemaThatItIsCheckedBy() {
    assertThat(new KindConfigs(new NodeKinds(kind())).all())
        .allSatisfy((name, schema) -> assertThat(KindConfigs.known()).containsEntry(name, schema));
  }

  @Test
  void hasANameThatGraphsCanGive() {
    assertThat(kind().name()).matches("[a-z][a-z0-9_]{0,39}");
    assertThat(new NodeKinds(kind()).find(kind().name())).isNotNull();
  }

  @Test
  void takesConfigsThatAreRight() {
    rightConfigs().forEach(this::check);
  }

  @Test
  void refusesConfigsThatAreWrong() {
    for (String config : wrongConfigs()) {
      assertThatThrownBy(() -> check(config)).as(config).isInstanceOf(GraphException.class);
    }
  }

  @Test
  void refusesAKeyThatItDoesNotKnow() {
    ObjectNode config = json(rightConfigs().getFirst()).put("tempalte_body", "x");
    assertThatThrownBy(() -> check(config.toString()))
        .hasMessageContaining("node \"n\"")
        .hasMessageContaining("tempalte_body");
  }

  /** A note on a step and the name of its group are for people, whatever the kind. */
  @Test
  void letsPeopleSaySomethingAboutIt() {
    ObjectNode config = json(rightConfigs().getFirst());
    check(config.put("note", "Short, please.").put("group", "front page").toString());
    assertThatThrownBy(() -> check(config.put("note", 7).toString()))
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("note");
  }

  /** How the sample ends; a kind that only refuses says so. */
  Class<? extends AttemptResult> ending() {
    return AttemptResult.Completed.class;
  }

  @Test
  void endsTheSampleAsItSays() throws InterruptedException {
    assertThat(kind().run(sample())).isInstanceOf(ending());
  }

  @Test
  void givesTheSameAgainIfItIsPure() throws InterruptedException {
    if (kind().isPure()) {
      Attempt sample = sample();
      assertThat(kind().run(sample)).isEqualTo(kind().run(sample));
    }
  }
}
