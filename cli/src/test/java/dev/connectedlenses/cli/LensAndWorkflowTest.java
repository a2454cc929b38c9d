package dev.connectedlenses.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands about lenses and workflows, seen from the wire. */
final class LensAndWorkflowTest {
  private static final String LENS = "0197d4c0-0000-7000-8000-0000000000aa";
  private static final String VERSION = "0197d4c0-0000-7000-8000-0000000000ab";
  private static final String FLOW = "0197d4c0-0000-7000-8000-0000000000ac";

  @TempDir Path dir;
  private final FakeServer server = new FakeServer();

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void listsAreTablesOfTheCallersOwn() {
    server
        .rpc("fn_lensers_get_active_profile", "[{\"id\":\"me\"}]")
        .json(
            "GET /rest/v1/lenses",
            200,
            "[{\"slug\":\"brief\",\"title\":\"A brief\",\"status\":\"draft\",\"visibility\":\"private\",\"updated_at\":\"2026\",\"id\":\"x\"}]");
    Terminal.Result result = signedIn().run("lens", "list", "--limit", "900");
    assertThat(result.out())
        .isEqualTo(
            "SLUG   TITLE    STATUS  VISIBILITY  UPDATED\nbrief  A brief  draft   private     2026\n");
    FakeServer.Asked asked = server.only("GET /rest/v1/lenses");
    assertThat(asked.profile()).isEqualTo("lenses");
    assertThat(asked.query()).contains("lenser_id=eq.me", "status=neq.archived", "limit=200");
    assertThat(signedIn().run("lens", "list", "-o", "md").out()).startsWith("| SLUG | TITLE |");
  }

  @Test
  void aLensIsFoundBySlugOrByHandleAndSlug() {
    server
        .rpc("fn_lensers_get_active_profile", "[{\"id\":\"me\"}]")
        .json("GET /rest/v1/profiles", 200, "[{\"id\":\"her\"}]")
        .json("GET /rest/v1/lenses", 200, "[{\"id\":\"" + LENS + "\"}]")
        .rpc(
            "fn_get_lens_detail_bootstrap",
            "{\"lens\":{\"slug\":\"brief\",\"title\":\"A brief\",\"id\":\"x\",\"status\":\"published\"},"
                + "\"head_version\":{\"version_number\":2,\"template_body\":\"Say [[x]]\"},"
                + "\"parameters\":[{\"label\":\"x\",\"type\":\"text\",\"required\":false}]}");
    assertThat(signedIn().run("lens", "get", "brief").out())
        .contains("parameters  x: text (optional)")
        .contains("version     2")
        .contains("Say [[x]]");
    signedIn().run("lens", "get", "ada/brief");
    assertThat(server.asked("GET /rest/v1/lenses").getLast().query()).contains("lenser_id=eq.her");
    signedIn().run("lens", "get", LENS);
    assertThat(server.asked("GET /rest/v1/lenses")).hasSize(2);
  }

  @Test
  void whatIsNotThereIsNamed() {
    server
        .rpc("fn_lensers_get_active_profile", "[{\"id\":\"me\"}]")
        .json("GET /rest/v1/lenses", 200, "[]");
    Terminal.Result result = signedIn().run("lens", "get", "nope");
    assertThat(result.exit()).isEqualTo(5);
    assertThat(result.err())
        .isEqualTo("error: no lens \"nope\"\nhint: list yours with: clens lens list\n");
  }

  @Test
  void creatingReadsTheBodyFromStandardInputAndMayPublish() {
    server
        .rpc("fn_create_lens", "\"" + LENS + "\"")
        .rpc(
            "fn_list_lens_versions",
            "[{\"id\":\"" + VERSION + "\",\"status\":\"draft\",\"version_number\":1}]")
        .json("POST /rest/v1/rpc/fn_lenses_publish_version", 204, "")
        .json(
            "GET /rest/v1/lenses",
            200,
            "[{\"slug\":\"brief\",\"id\":\"" + LENS + "\",\"status\":\"published\"}]");
    Terminal.Result result =
        signedIn().typing("Say [[x]]").run("lens", "create", "A brief", "--publish");
    assertThat(result.exit()).as(result.err()).isZero();
    JsonNode sent = body("fn_create_lens");
    assertThat(sent.path("p_template_body").asString()).isEqualTo("Say [[x]]");
    assertThat(sent.path("p_title").asString()).isEqualTo("A brief");
    assertThat(body("fn_lenses_publish_version").path("p_version_id").asString())
        .isEqualTo(VERSION);
  }

  @Test
  void publishingWithoutADraftIsAConflict() {
    server.rpc("fn_list_lens_versions", "[]");
    assertThat(signedIn().run("lens", "publish", LENS).exit()).isEqualTo(6);
  }

  @Test
  void renderingTakesTextFilesAndTypedValues() throws IOException {
    Path file = Files.writeString(dir.resolve("in.txt"), "from a file");
    server
        .rpc("fn_get_lens_detail_bootstrap", "{\"head_version\":{\"id\":\"" + VERSION + "\"}}")
        .rpc("fn_render_version_body", "\"rendered\"");
    Terminal.Result result =
        signedIn().run("lens", "render", LENS, "-i", "a=x=y", "-i", "b=@" + file, "-i", "c:=[1,2]");
    assertThat(result.out()).isEqualTo("rendered\n");
    assertThat(body("fn_render_version_body").path("p_inputs"))
        .isEqualTo(
            JsonMapper.shared().readTree("{\"a\":\"x=y\",\"b\":\"from a file\",\"c\":[1,2]}"));
    assertThat(signedIn().run("lens", "render", LENS, "-i", "oops").exit()).isEqualTo(2);
    assertThat(signedIn().run("lens", "render", LENS, "-i", "c:=[").exit()).isEqualTo(2);
    assertThat(signedIn().run("lens", "render", LENS, "-i", "c=@missing").err())
        .contains("no file missing");
  }

  @Test
  void aWorkflowFileBecomesNodesAndEdges() throws IOException {
    Path file =
        Files.writeString(
            dir.resolve("flow.yaml"),
            """
            title: Two steps
            nodes:
              a: {lens: %s}
              b.c: {kind: transform, config: {text: "[[x]]"}, position: [5, 6]}
            edges:
              - {from: "a.items[0]", to: b.c.x, merge: concat, when: {type: truthy}}
            """
                .formatted(LENS));
    server
        .rpc("fn_create_workflow", "[{\"id\":\"" + FLOW + "\"}]")
        .rpc("fn_upsert_workflow_nodes", "[]")
        .rpc("fn_upsert_workflow_edges", "[]")
        .json("GET /rest/v1/workflows", 200, "[{\"slug\":\"two-steps\",\"id\":\"" + FLOW + "\"}]");
    Terminal.Result result =
        signedIn().run("workflow", "create", "-f", file.toString(), "-o", "name");
    assertThat(result.out()).as(result.err()).isEqualTo("two-steps\n");
    JsonNode nodes = body("fn_upsert_workflow_nodes").path("p_nodes");
    JsonNode edge = body("fn_upsert_workflow_edges").path("p_edges").path(0);
    assertThat(nodes.path(0).path("lens_id").asString()).isEqualTo(LENS);
    assertThat(nodes.path(1).path("label").asString()).isEqualTo("b.c");
    assertThat(nodes.path(1).path("position_y").asDouble()).isEqualTo(6);
    assertThat(edge.path("source_node_id")).isEqualTo(nodes.path(0).path("id"));
    assertThat(edge.path("source_output_key").asString()).isEqualTo("items[0]");
    assertThat(edge.path("target_node_id")).isEqualTo(nodes.path(1).path("id"));
    assertThat(edge.path("target_param_label").asString()).isEqualTo("x");
    assertThat(edge.path("condition").path("type").asString()).isEqualTo("truthy");
  }

  @Test
  void aBrokenWorkflowFileChangesNothing() throws IOException {
    for (String text :
        new String[] {
          "title: x\nnodes: {a: {}}\nedges: [{from: zz, to: a.x}]",
          "title: x\nnodes: {a: {}}\nedges: [{from: a, to: a}]",
          "title: x\nnodes: {a: {colour: red}}",
          "nodes: {a: {}}",
          "title: [",
        }) {
      Path file = Files.writeString(dir.resolve("flow.yaml"), text);
      Terminal.Result result = signedIn().run("workflow", "create", "-f", file.toString());
      assertThat(result.exit()).as(text).isEqualTo(2);
    }
    assertThat(server.asked("POST /rest/v1/rpc/fn_create_workflow")).isEmpty();
  }

  @Test
  void validationEndsWithOneOnErrorsOnly() {
    server
        .rpc(
            "fn_validate_workflow",
            "[{\"code\":\"orphan_node\",\"severity\":\"warning\",\"message\":\"m\"}]")
        .rpc(
            "fn_validate_workflow",
            "[{\"code\":\"cycle_detected\",\"severity\":\"error\",\"message\":\"a → b → a\"}]");
    assertThat(signedIn().run("workflow", "validate", FLOW).exit()).isZero();
    Terminal.Result broken = signedIn().run("workflow", "validate", FLOW);
    assertThat(broken.exit()).isEqualTo(1);
    assertThat(broken.out()).contains("cycle_detected").contains("a → b → a");
  }

  private static final String VERSIONS =
      """
      [{"id":"v2","version_number":2,"status":"published","published_at":"2026","node_count":3,"changelog":"shorter"},
       {"id":"v1","version_number":1,"status":"published","published_at":"2025","node_count":4,"changelog":null}]
      """;

  @Test
  void aWorkflowIsPublishedAsItStands() {
    server
        .rpc("fn_validate_workflow", "[{\"severity\":\"warning\",\"code\":\"unused\"}]")
        .rpc("fn_create_workflow_version", "\"v2\"")
        .json("POST /rest/v1/rpc/fn_publish_workflow_version", 204, "")
        .rpc("fn_get_workflow_versions", VERSIONS);
    Terminal.Result result = signedIn().run("workflow", "publish", LENS, "--changelog", "shorter");
    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.err()).isEqualTo("published " + LENS + " version 2\n");
    assertThat(body("fn_create_workflow_version").path("p_workflow_id").asString()).isEqualTo(LENS);
    assertThat(body("fn_create_workflow_version").path("p_changelog").asString())
        .isEqualTo("shorter");
    assertThat(body("fn_publish_workflow_version").path("p_version_id").asString()).isEqualTo("v2");
  }

  @Test
  void aWorkflowWithErrorsIsNotPublishedAndLeavesNoDraft() {
    server.rpc(
        "fn_validate_workflow",
        "[{\"severity\":\"error\",\"code\":\"cycle\"},{\"severity\":\"warning\",\"code\":\"unused\"}]");
    Terminal.Result result = signedIn().run("workflow", "publish", LENS);
    assertThat(result.exit()).isEqualTo(6);
    assertThat(result.err())
        .isEqualTo(
            "error: %s has 1 errors and is not published\nhint: see them with: clens workflow validate %s\n"
                .formatted(LENS, LENS));
    assertThat(server.asked("POST /rest/v1/rpc/fn_create_workflow_version")).isEmpty();
  }

  @Test
  void versionsAreListed() {
    server.rpc("fn_get_workflow_versions", VERSIONS).rpc("fn_list_lens_versions", VERSIONS);
    assertThat(signedIn().run("workflow", "versions", LENS).out())
        .startsWith("VERSION  STATUS     PUBLISHED  NODES  CHANGELOG\n2        published  2026")
        .contains("shorter");
    assertThat(signedIn().run("lens", "versions", LENS).out()).contains("shorter", "2025");
    assertThat(body("fn_list_lens_versions").path("p_lens_id").asString()).isEqualTo(LENS);
  }

  @Test
  void thingsAreCopiedPutAwayAndBroughtBack() {
    server
        .rpc("fn_clone_lens", "\"copy\"")
        .rpc("fn_archive_lens", "{}")
        .rpc("fn_restore_lens", "{}")
        .rpc("fn_clone_workflow", "[{\"slug\":\"brief-2\",\"id\":\"w2\",\"title\":\"Brief\"}]")
        .rpc("fn_archive_workflow", "{}")
        .rpc("fn_restore_workflow", "{}");
    assertThat(signedIn().run("lens", "fork", LENS).out()).contains("copy");
    assertThat(body("fn_clone_lens").path("p_source_lens_id").asString()).isEqualTo(LENS);
    assertThat(signedIn().run("lens", "archive", LENS).err()).isEqualTo("archived " + LENS + "\n");
    assertThat(signedIn().run("lens", "restore", LENS).err()).isEqualTo("restored " + LENS + "\n");
    assertThat(signedIn().run("workflow", "fork", FLOW).out()).contains("brief-2");
    assertThat(body("fn_clone_workflow").path("p_source_workflow_id").asString()).isEqualTo(FLOW);
    assertThat(signedIn().run("workflow", "archive", FLOW).exit()).isZero();
    assertThat(signedIn().run("workflow", "restore", FLOW).exit()).isZero();
    assertThat(body("fn_restore_workflow").path("p_workflow_id").asString()).isEqualTo(FLOW);
  }

  @Test
  void twoVersionsOfALensAreCompared() {
    server
        .rpc("fn_list_lens_versions", VERSIONS)
        .rpc(
            "fn_diff_lens_versions",
            """
            {"body":{"changed":true,"from":"Sum up\\n[[text]]","to":"Sum up in [[n]] lines\\n[[text]]"},
             "input_contract":{"changed":false},"output_contract":{"changed":true},
             "parameters":[{"label":"n","change":"added","breaking":"parameter_added"}],
             "breaking_changes":[{"code":"parameter_added","name":"n"}]}
            """);
    Terminal.Result result = signedIn().run("lens", "diff", LENS, "1", "2");
    assertThat(result.out())
        .isEqualTo(
            """
            - Sum up
            + Sum up in [[n]] lines
              [[text]]
            ~ parameter n: added
            ~ output contract
            ! parameter_added: n
            """);
    assertThat(body("fn_diff_lens_versions").path("p_a").asString()).isEqualTo("v1");
    assertThat(body("fn_diff_lens_versions").path("p_b").asString()).isEqualTo("v2");
    assertThat(signedIn().run("lens", "diff", LENS, "1", "7").exit()).isEqualTo(5);
    assertThat(signedIn().run("lens", "diff", LENS, "1", "2", "-o", "json").out())
        .contains("\"breaking_changes\"");
  }

  @Test
  void aWorkflowShowsItsGraphByLabels() {
    server.rpc(
        "fn_get_workflow_bootstrap",
        "[{\"workflow\":{\"title\":\"T\",\"id\":\"i\"},\"nodes\":[{\"id\":\"1\",\"label\":\"a\",\"kind\":\"lens\"},"
            + "{\"id\":\"2\",\"label\":\"b\",\"kind\":\"transform\"}],\"edges\":[{\"source_node_id\":\"1\","
            + "\"source_output_key\":\"output\",\"target_node_id\":\"2\",\"target_param_label\":\"x\"}]}]");
    assertThat(signedIn().run("workflow", "get", FLOW).out())
        .contains("b (transform)")
        .contains("a.output → b.x");
  }

  private Terminal signedIn() {
    return Terminal.signedIn(server, dir);
  }

  private JsonNode body(String rpc) {
    return JsonMapper.shared().readTree(server.asked("POST /rest/v1/rpc/" + rpc).getLast().body());
  }
}
