package dev.connectedlenses.cli.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectedlenses.cli.out.CliError;
import dev.connectedlenses.cli.out.Exit;
import dev.connectedlenses.testkit.Property;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What is exported makes the same workflow again. */
final class StoredWorkflowTest {
  private static final List<String> ODD =
      List.of(
          "yes",
          "no",
          "null",
          "~",
          "1.0",
          "0x1f",
          "2026-11-30",
          "a: b",
          "- a",
          "# no comment",
          "[[x]]",
          "{a}",
          "two\nlines\n",
          "  ends in spaces  \n and more ",
          "tab\there",
          "\"quoted\" 'twice'",
          "İstanbul – 東京",
          "!tag",
          "&anchor *alias",
          "%",
          "\\back",
          "\n",
          "",
          "...",
          "---");

  private static final StoredWorkflow.Names NAMES =
      new StoredWorkflow.Names() {
        @Override
        public String lens(String lens) {
          return "lens/" + lens;
        }

        @Override
        public JsonNode version(String lens, String version) {
          return JsonMapper.shared().getNodeFactory().numberNode(Integer.parseInt(version));
        }
      };

  private static final Finder FINDER =
      new Finder(name -> name.substring("lens/".length()), (_, number) -> number.toString());

  private static String odd(Random random) {
    return ODD.get(random.nextInt(ODD.size()));
  }

  private static ObjectNode stored(long seed) {
    Random random = new Random(seed);
    ObjectNode root = JsonMapper.shared().createObjectNode();
    root.putObject("workflow").put("title", "T " + odd(random)).put("description", odd(random));
    ArrayNode nodes = root.putArray("nodes");
    int count = 1 + random.nextInt(6);
    for (int i = 0; i < count; i++) {
      ObjectNode node = nodes.addObject();
      node.put("id", new UUID(seed, i).toString()).put("label", i + odd(random) + i);
      boolean lens = random.nextBoolean();
      node.put("kind", lens ? "lens" : "transform").put("ordinal", i);
      node.put("lens_id", lens ? "l" + random.nextInt(3) : null);
      node.put("version_id", lens && random.nextBoolean() ? "" + random.nextInt(9) : null);
      node.put("position_x", random.nextInt(900) / 4.0).put("position_y", -random.nextInt(900));
      ObjectNode config = node.putObject("config");
      for (int k = 0; k < random.nextInt(3); k++) {
        config.put("key " + odd(random), odd(random));
        config.putArray("list").add(random.nextInt()).add(odd(random)).addNull();
      }
    }
    ArrayNode edges = root.putArray("edges");
    for (int i = 0; i < random.nextInt(6); i++) {
      ObjectNode edge = edges.addObject().put("ordinal", i);
      edge.put("source_node_id", new UUID(seed, random.nextInt(count)).toString());
      edge.put("target_node_id", new UUID(seed, random.nextInt(count)).toString());
      edge.put("source_output_key", random.nextBoolean() ? "output" : "data.items[0].name");
      edge.put("target_param_label", "x" + random.nextInt(4));
      edge.put("merge_strategy", random.nextBoolean() ? "last_write_wins" : "concat");
      edge.set(
          "condition",
          random.nextBoolean()
              ? JsonMapper.shared().nullNode()
              : JsonMapper.shared().createObjectNode().put("type", odd(random)));
    }
    return root;
  }

  @Test
  void whatIsExportedMakesTheSameAgain() {
    Property.forAll(
        11,
        400,
        random -> random.nextLong(),
        seed -> {
          ObjectNode root = stored(seed);
          StoredWorkflow stored = new StoredWorkflow(root);
          String yaml = WorkflowExport.yaml(stored.file(NAMES));
          WorkflowFile read = WorkflowFile.parse(yaml);
          Map<String, String> ids = read.ids(stored.ids(), UUID::randomUUID);
          assertThat(read.title()).as(yaml).isEqualTo(root.at("/workflow/title").asString());
          assertThat(read.description()).isEqualTo(root.at("/workflow/description").asString());
          assertThat(ids).as(yaml).isEqualTo(stored.ids());
          same(read.nodes(ids, FINDER), root.path("nodes"), yaml);
          same(read.edges(ids), root.path("edges"), yaml);
        });
  }

  private static void same(JsonNode read, JsonNode stored, String yaml) {
    assertThat(read.size()).as(yaml).isEqualTo(stored.size());
    for (int i = 0; i < stored.size(); i++) {
      for (Map.Entry<String, JsonNode> field : stored.get(i).properties()) {
        JsonNode again = read.get(i).path(field.getKey());
        if (field.getValue().isNumber()) {
          assertThat(again.asDouble()).as(yaml).isEqualTo(field.getValue().asDouble());
        } else if (field.getValue().isNull()) {
          assertThat(again.isNull() || again.isMissingNode()).as(yaml).isTrue();
        } else {
          assertThat(again).as(yaml).isEqualTo(field.getValue());
        }
      }
    }
  }

  @Test
  void anEdgeThatWouldReadAsAnotherOneIsRefused() {
    ObjectNode root = JsonMapper.shared().createObjectNode();
    root.putObject("workflow").put("title", "T");
    ArrayNode nodes = root.putArray("nodes");
    nodes.addObject().put("id", "1").put("label", "a").putObject("config");
    nodes.addObject().put("id", "2").put("label", "a.b").putObject("config");
    root.putArray("edges")
        .addObject()
        .put("source_node_id", "1")
        .put("source_output_key", "b.c")
        .put("target_node_id", "2")
        .put("target_param_label", "x");
    assertThatThrownBy(() -> new StoredWorkflow(root).file(NAMES))
        .isInstanceOfSatisfying(
            CliError.class,
            e -> {
              assertThat(e.exit()).isEqualTo(Exit.CONFLICT);
              assertThat(e.code()).isEqualTo("ambiguous_label");
            });
  }

  @Test
  void aFileIsPlainToRead() {
    ObjectNode root = JsonMapper.shared().createObjectNode();
    root.putObject("workflow").put("title", "Brief").put("description", "");
    ObjectNode node = root.putArray("nodes").addObject();
    node.put("id", "1").put("label", "sum up").put("kind", "lens").put("lens_id", "l1");
    node.put("version_id", "3").put("position_x", 10).put("position_y", 20.5);
    node.putObject("config").put("text", "Say:\n[[x]]\n");
    root.putArray("edges");
    assertThat(WorkflowExport.yaml(new StoredWorkflow(root).file(NAMES)))
        .isEqualTo(
            """
            title: Brief
            nodes:
              sum up:
                lens: lens/l1
                version: 3
                config:
                  text: |
                    Say:
                    [[x]]
                position:
                - 10
                - 20.5
            edges: []
            """);
  }
}
