package dev.connectedlenses.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A workflow is made what a file says, in one transaction, and printed as a file. */
final class WorkflowUpdateTest extends SignedInTest {
  private static final String FLOW = "0197d4c0-0000-7000-8000-0000000000f1";
  private static final String LENS = "0197d4c0-0000-7000-8000-0000000000d1";
  private static final String BATCH = "POST /v1/batch";
  private static final String STORED =
      """
      [{"workflow":{"id":"%s","title":"Brief","description":"old","visibility":"unlisted","revision":7},
        "nodes":[{"id":"n1","label":"read","kind":"lens","lens_id":"%s","version_id":"v2","config":{},"position_x":0,"position_y":0},
                 {"id":"n2","label":"join","kind":"transform","lens_id":null,"version_id":null,"config":{"text":"[[a]]"},"position_x":260,"position_y":0}],
        "edges":[{"id":"e1","source_node_id":"n1","source_output_key":"output","target_node_id":"n2","target_param_label":"a",
                  "merge_strategy":"concat","condition":null}]}]
      """
          .formatted(FLOW, LENS);

  private Path file(String text) throws IOException {
    return Files.writeString(dir.resolve("flow.yaml"), text);
  }

  private void stored() {
    server
        .rpc("fn_get_workflow_bootstrap", STORED)
        .rpc("fn_lensers_get_active_profile", "[{\"id\":\"me\"}]")
        .json(
            "GET /rest/v1/lenses",
            200,
            "[{\"id\":\"%s\",\"slug\":\"reader\",\"lenser_id\":\"her\"}]".formatted(LENS))
        .json("GET /rest/v1/profiles", 200, "[{\"id\":\"her\",\"handle\":\"bea\"}]")
        .rpc(
            "fn_list_lens_versions",
            "[{\"id\":\"v2\",\"version_number\":2},{\"id\":\"v1\",\"version_number\":1}]");
  }

  @Test
  void nodesKeepTheirIdsByTheirLabels() throws IOException {
    stored();
    server.json(BATCH, 200, "[]");
    Path file =
        file(
            """
            title: Short brief
            nodes:
              read: {lens: %s, version: 1}
              tell: {kind: transform, config: {text: "[[b]]"}, position: [5, 6]}
            edges:
              - {from: read, to: tell.b}
            """
                .formatted(LENS));
    Terminal.Result result = ok("workflow", "update", FLOW, "-f", file.toString());
    assertThat(result.err()).isEqualTo("updated " + FLOW + "; come: tell; go: join; 1 stay\n");
    JsonNode calls = json(server.only(BATCH).body());
    assertThat(calls.valueStream().map(c -> c.path("path").asString()))
        .containsExactly(
            "/rpc/fn_update_workflow",
            "/rpc/fn_delete_workflow_node",
            "/rpc/fn_upsert_workflow_nodes",
            "/rpc/fn_upsert_workflow_edges");
    JsonNode head = calls.get(0).path("body");
    assertThat(head.path("p_title").asString()).isEqualTo("Short brief");
    assertThat(head.path("p_visibility").asString()).isEqualTo("unlisted");
    assertThat(head.path("p_revision").asInt()).isEqualTo(7);
    assertThat(calls.at("/1/body/p_node_id").asString()).isEqualTo("n2");
    JsonNode read = calls.at("/2/body/p_nodes/0");
    assertThat(read.path("id").asString()).isEqualTo("n1");
    assertThat(read.path("version_id").asString()).isEqualTo("v1");
    assertThat(read.has("position_x")).as("it stays where it is drawn").isFalse();
    JsonNode tell = calls.at("/2/body/p_nodes/1");
    assertThat(tell.path("id").asString()).hasSize(36);
    assertThat(tell.path("position_y").asInt()).isEqualTo(6);
    assertThat(tell.path("lens_id").isNull()).isTrue();
    assertThat(calls.at("/3/body/p_edges/0/target_node_id")).isEqualTo(tell.path("id"));
  }

  @Test
  void whatIsExportedUpdatesNothing() throws IOException {
    stored();
    server.json(BATCH, 200, "[]");
    Path out = dir.resolve("out.yaml");
    assertThat(ok("workflow", "export", FLOW, "--out", out.toString()).err())
        .isEqualTo("wrote " + out + "\n");
    String yaml = Files.readString(out);
    assertThat(yaml).isEqualTo(ok("workflow", "export", FLOW).out());
    assertThat(yaml).contains("lens: bea/reader\n    version: 2\n").contains("merge: concat");
    assertThat(
            json(ok("workflow", "export", FLOW, "-o", "json").out())
                .at("/nodes/join/kind")
                .asString())
        .isEqualTo("transform");
    ok("workflow", "update", FLOW, "-f", out.toString());
    JsonNode calls = json(server.only(BATCH).body());
    assertThat(calls.size()).as("nothing is taken out").isEqualTo(3);
    assertThat(calls.at("/1/body/p_nodes/0/lens_id").asString()).isEqualTo(LENS);
    assertThat(calls.at("/2/body/p_edges/0/id").asString()).as("the same edge").isEqualTo("e1");
    assertThat(calls.at("/1/body/p_nodes").valueStream().map(n -> n.path("id").asString()))
        .containsExactly("n1", "n2");
  }

  @Test
  void aDryRunAndAFaultChangeNothing() throws IOException {
    stored();
    Path file = file("title: T\nnodes: {other: {kind: transform}}\nedges: []\n");
    assertThat(ok("workflow", "update", FLOW, "-f", file.toString(), "--dry-run").err())
        .isEqualTo("would update " + FLOW + "; come: other; go: join, read; 0 stay\n");
    file("title: T\nnodes: {read: {lens: " + LENS + ", version: 9}}\nedges: []\n");
    refused(
        5, "lens " + LENS + " has no version 9", "workflow", "update", FLOW, "-f", file.toString());
    file("title: T\nnodes: {read: {version: 1}}\nedges: []\n");
    refused(2, "node \"read\" pins a version", "workflow", "update", FLOW, "-f", file.toString());
    file("title: T\nnodes: {}\n");
    refused(
        2,
        "the workflow file does not say which edges",
        "workflow",
        "update",
        FLOW,
        "-f",
        file.toString());
    assertThat(server.asked(BATCH)).isEmpty();
  }

  @Test
  void somebodyElsesChangeInBetweenIsAConflict() throws IOException {
    stored();
    server.json(
        BATCH,
        409,
        "{\"code\":\"40001\",\"message\":\"the workflow was changed meanwhile\",\"hint\":\"stale_revision: read it again\"}");
    Path file = file("title: T\nnodes: {read: {lens: " + LENS + "}}\nedges: []\n");
    refused(
        6, "the workflow was changed meanwhile", "workflow", "update", FLOW, "-f", file.toString());
  }

  @Test
  void aFileOfAnotherWorkflowTakesNothingAway() throws IOException {
    StringBuilder nodes = new StringBuilder();
    for (int i = 0; i < 48; i++) {
      nodes.append(i == 0 ? "" : ",").append("{\"id\":\"n%d\",\"label\":\"l%d\"}".formatted(i, i));
    }
    server.rpc(
        "fn_get_workflow_bootstrap",
        "[{\"workflow\":{\"revision\":1},\"nodes\":[" + nodes + "],\"edges\":[]}]");
    Path file = file("title: T\nnodes: {}\nedges: []\n");
    refused(2, "the file leaves out 48 nodes", "workflow", "update", FLOW, "-f", file.toString());
  }

  @Test
  void whatIsNotThereIsNotExported() {
    server.rpc("fn_get_workflow_bootstrap", "[]");
    refused(5, "no workflow \"" + FLOW + "\"", "workflow", "export", FLOW);
  }
}
