package dev.connectedlenses.cli.demo;

import dev.connectedlenses.cli.api.Api;
import dev.connectedlenses.cli.api.Refs;
import dev.connectedlenses.cli.out.Notes;
import dev.connectedlenses.cli.workflow.Finder;
import dev.connectedlenses.cli.workflow.WorkflowFile;
import dev.connectedlenses.cli.workflow.WorkflowSaver;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The sample lenses and the sample workflow of the tour; what is there already is used again. */
final class DemoKit {
  private final Api api;
  private final Notes notes;
  private final String profile;
  private final Map<String, String> lensIds = new HashMap<>();

  DemoKit(Api api, Notes notes) {
    this.api = api;
    this.notes = notes;
    this.profile = new Refs(api).myProfile();
  }

  static String resource(String name) {
    try (InputStream in = DemoKit.class.getResourceAsStream("/demo/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void publishLenses() {
    for (JsonNode lens : YAMLMapper.shared().readTree(resource("lenses.yaml"))) {
      String slug = lens.path("slug").asString();
      String known = find("lenses", slug);
      lensIds.put(slug, known.isEmpty() ? publish(lens) : known);
      notes.say("   " + slug + notes.dim(known.isEmpty() ? "  published" : "  already there"));
    }
  }

  /** The tour's workflow, made when it is not there yet. */
  String workflow() {
    WorkflowFile file = WorkflowFile.parse(resource("workflow.yaml"));
    String known = find("workflows", "reading-brief");
    if (!known.isEmpty()) {
      notes.say("   reading-brief" + notes.dim("  already there"));
      return known;
    }
    String id =
        new WorkflowSaver(api)
            .save(
                file,
                "private",
                Finder.unpinned(slug -> Objects.requireNonNull(lensIds.get(slug), slug)));
    notes.say("   reading-brief" + notes.dim("  created"));
    return id;
  }

  private String publish(JsonNode lens) {
    Map<String, Object> arguments = new HashMap<>();
    arguments.put("p_visibility", "private");
    arguments.put("p_title", lens.path("title").asString());
    arguments.put("p_description", lens.path("description").asString());
    arguments.put("p_template_body", lens.path("body").asString());
    String id = api.rpc("fn_create_lens", arguments).asString();
    String draft =
        api.rpc("fn_list_lens_versions", Map.of("p_lens_id", id)).path(0).path("id").asString();
    ObjectNode contract = JsonMapper.shared().createObjectNode();
    contract.set("output_contract", contract(lens));
    api.change("lenses", "versions", Map.of("id", "eq." + draft), contract);
    api.rpc("fn_lenses_publish_version", Map.of("p_version_id", draft));
    return id;
  }

  private static JsonNode contract(JsonNode lens) {
    if (lens.path("contract").isObject()) {
      return lens.get("contract");
    }
    return JsonMapper.shared()
        .createObjectNode()
        .put("kind", "text")
        .put("artifactKind", lens.path("artifact").asString("text"));
  }

  /** The id of a thing of this person by slug, empty when there is none. */
  private String find(String table, String slug) {
    Map<String, String> query = new HashMap<>();
    query.put("select", "id");
    query.put("slug", "eq." + slug);
    query.put("lenser_id", "eq." + profile);
    query.put("status", "neq.archived");
    return api.rows("lenses", table, query).path(0).path("id").asString("");
  }
}
