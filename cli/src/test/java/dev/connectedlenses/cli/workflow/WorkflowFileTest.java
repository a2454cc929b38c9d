package dev.connectedlenses.cli.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectedlenses.cli.out.CliError;
import dev.connectedlenses.cli.out.Exit;
import dev.connectedlenses.testkit.Property;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Workflows as people write them. */
final class WorkflowFileTest {
  private static final String FILE =
      """
      title: Brief
      description: Reads and sums up
      nodes:
        text: {kind: input}
        facts: {lens: find-facts, position: [10, 20]}
        facts.short:
          kind: transform
          config: {text: "[[all]]"}
      edges:
        - {from: text, to: facts.text}
        - {from: facts, to: facts.short.all, merge: append_list}
        - {from: text.data.title, to: facts.short.title, when: {path: x, op: exists}}
      """;

  private static Map<String, String> ids(WorkflowFile file) {
    AtomicLong next = new AtomicLong();
    return file.ids(() -> new UUID(0, next.incrementAndGet()));
  }

  private static String id(int number) {
    return new UUID(0, number).toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "title: T\nnodes: {a: {}}\nedge: []",
        "title: T\nnodes: {a: {}}\nedges: {a: b}",
        "title: T\nnodes: {a: {}, a: {kind: input}}",
        "title: T\nnodes: {a: {config: text}}",
        "title: T\nnodes: {a: {position: 3}}",
        "title: T\nnodes: {a: {position: [1, x]}}",
        "title: T\nnodes: {a: {}, b: {}}\nedges: [{from: a, to: b.x, when: always}]"
      })
  void whatWouldBeLeftOutUnseenIsRefused(String text) {
    assertThatThrownBy(
            () -> {
              WorkflowFile file = WorkflowFile.parse(text);
              file.nodes(ids(file), Finder.unpinned(lens -> lens));
              file.edges(ids(file));
            })
        .isInstanceOfSatisfying(CliError.class, e -> assertThat(e.exit()).isEqualTo(Exit.USAGE));
  }

  @Test
  void nodesComeInTheirOrderWithDefaults() {
    WorkflowFile file = WorkflowFile.parse(FILE);
    assertThat(file.title()).isEqualTo("Brief");
    assertThat(file.description()).isEqualTo("Reads and sums up");
    JsonNode nodes = file.nodes(ids(file), Finder.unpinned(lens -> "id-of-" + lens));
    assertThat(nodes.valueStream().map(n -> n.path("label").asString()))
        .containsExactly("text", "facts", "facts.short");
    assertThat(nodes.valueStream().map(n -> n.path("kind").asString()))
        .containsExactly("input", "lens", "transform");
    assertThat(nodes.valueStream().map(n -> n.path("ordinal").asInt())).containsExactly(0, 1, 2);
    assertThat(nodes.path(0).path("config").isObject()).isTrue();
    assertThat(nodes.path(0).hasNonNull("lens_id")).isFalse();
    assertThat(nodes.path(1).path("lens_id").asString()).isEqualTo("id-of-find-facts");
    assertThat(nodes.path(1).path("position_x").asDouble()).isEqualTo(10);
    assertThat(nodes.path(1).path("position_y").asDouble()).isEqualTo(20);
    assertThat(nodes.path(2).path("position_x").asDouble()).as("by its place").isEqualTo(520);
    assertThat(nodes.path(2).at("/config/text").asString()).isEqualTo("[[all]]");
  }

  @Test
  void edgesKnowTheirEndsEvenWhenLabelsHaveDots() {
    WorkflowFile file = WorkflowFile.parse(FILE);
    JsonNode edges = file.edges(ids(file));
    assertThat(edges.path(0))
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    """
                    {"source_node_id":"%s","source_output_key":"output","target_node_id":"%s",
                     "target_param_label":"text","ordinal":0,"merge_strategy":"last_write_wins"}
                    """
                        .formatted(id(1), id(2))));
    assertThat(edges.path(1).path("target_node_id").asString()).isEqualTo(id(3));
    assertThat(edges.path(1).path("target_param_label").asString()).isEqualTo("all");
    assertThat(edges.path(1).path("merge_strategy").asString()).isEqualTo("append_list");
    assertThat(edges.path(2).path("source_output_key").asString()).isEqualTo("data.title");
    assertThat(edges.path(2).at("/condition/op").asString()).isEqualTo("exists");
  }

  @Test
  void jsonIsYamlToo() {
    WorkflowFile file = WorkflowFile.parse("{\"title\":\"T\",\"nodes\":{\"a\":{}},\"edges\":[]}");
    assertThat(file.description()).isEmpty();
    assertThat(file.nodes(ids(file), Finder.unpinned(lens -> lens)).size()).isEqualTo(1);
    assertThat(file.edges(ids(file)).isEmpty()).isTrue();
    WorkflowFile without = WorkflowFile.parse("title: T\nnodes: {}\n");
    assertThat(without.edges(Map.of()).isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "title: T",
        "nodes: {}",
        "title: 7\nnodes: {}",
        "title: T\nnodes: [a]",
        "title: T\nnodes: text",
        "- a",
        "null",
        "title: {a: b}\nnodes: {}"
      })
  void aFileNeedsATitleAndNodes(String text) {
    assertThatThrownBy(() -> WorkflowFile.parse(text))
        .isInstanceOfSatisfying(CliError.class, e -> assertThat(e.exit()).isEqualTo(Exit.USAGE))
        .hasMessageStartingWith("the workflow file needs ");
  }

  @Test
  void whatIsMissingIsNamedWithItsForm() {
    assertThatThrownBy(() -> WorkflowFile.parse("title: T\nnodes: [{label: a}]"))
        .hasMessageContaining("\"nodes\", each under its label");
    assertThatThrownBy(() -> WorkflowFile.parse("nodes: {a: {}}"))
        .hasMessageContaining("\"title\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"title: [", "a: b: c", "\ttitle: T", "title: \"T", "{\"title\":"})
  void whatIsNoYamlIsSaidInOneLine(String text) {
    assertThatThrownBy(() -> WorkflowFile.parse(text))
        .isInstanceOf(CliError.class)
        .hasMessageStartingWith("the workflow file is not valid YAML")
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{from: a, to: b}                  | edge 1 names no parameter of \"b\"",
        "{from: a, to: b.}                 | edge 1 names no parameter of \"b.\"",
        "{from: c, to: b.x}                | no node \"c\"",
        "{from: A, to: b.x}                | no node \"A\"",
        "{from: ab, to: b.x}               | no node \"ab\"",
        "{to: b.x}                         | no node \"\"",
        "{from: a}                         | no node \"\"",
        "{from: a, to: b.x, note: hi}      | edge 1 has an unknown key \"note\"",
        "{from: a, to: b.x, condition: {}} | edge 1 has an unknown key \"condition\""
      })
  void aWrongEdgeIsNamed(String edge, String message) {
    WorkflowFile file =
        WorkflowFile.parse("title: T\nnodes: {a: {}, b: {}}\nedges:\n  - " + edge + "\n");
    assertThatThrownBy(() -> file.edges(ids(file)))
        .isInstanceOfSatisfying(CliError.class, e -> assertThat(e.hint()).isNotBlank())
        .hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lense: x", "ordinal: 1", "id: 7", "Kind: lens"})
  void aNodeWithAnUnknownKeyIsNamed(String setting) {
    WorkflowFile file = WorkflowFile.parse("title: T\nnodes:\n  a: {" + setting + "}\n");
    assertThatThrownBy(() -> file.nodes(ids(file), Finder.unpinned(lens -> lens)))
        .isInstanceOf(CliError.class)
        .hasMessageStartingWith("node \"a\" has an unknown key");
  }

  @Test
  void whateverTheLabelsAreEndsAreFound() {
    Property.forAll(
        0xF10AL,
        200,
        random -> {
          Set<String> labels = new LinkedHashSet<>();
          int count = random.nextInt(1, 6);
          while (labels.size() < count) {
            int parts = random.nextInt(1, 4);
            List<String> words = new ArrayList<>();
            for (int i = 0; i < parts; i++) {
              words.add(random.nextBoolean() ? "a" : "b");
            }
            labels.add(String.join(".", words));
          }
          return List.copyOf(labels);
        },
        labels -> {
          String nodes =
              String.join(", ", labels.stream().map(label -> "\"" + label + "\": {}").toList());
          String edges =
              String.join(
                  ", ",
                  labels.stream()
                      .map(label -> "{from: \"%s\", to: \"%s.zz\"}".formatted(label, label))
                      .toList());
          WorkflowFile file =
              WorkflowFile.parse("title: T\nnodes: {" + nodes + "}\nedges: [" + edges + "]\n");
          Map<String, String> ids = ids(file);
          assertThat(file.edges(ids).valueStream().map(e -> e.path("source_node_id").asString()))
              .containsExactlyElementsOf(labels.stream().map(ids::get).toList());
          assertThat(file.edges(ids).valueStream().map(e -> e.path("target_node_id").asString()))
              .containsExactlyElementsOf(labels.stream().map(ids::get).toList());
        });
  }
}
