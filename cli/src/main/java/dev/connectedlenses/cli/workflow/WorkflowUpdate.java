package dev.connectedlenses.cli.workflow;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.api.Inputs;
import dev.connectedlenses.cli.api.Refs;
import dev.connectedlenses.cli.out.CliError;
import dev.connectedlenses.cli.out.Exit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code clens workflow update}: makes a workflow what a file says, in one transaction. A node
 * keeps its id by its label, so that earlier runs still point at it.
 */
@Command(
    name = "update",
    description = "Make a workflow what a file says; nodes are the same by their labels.")
final class WorkflowUpdate extends CliCommand {
  /** A batch takes fifty calls, and three are about the rest. */
  private static final int MOST = 47;

  @Parameters(paramLabel = "WORKFLOW", description = "Slug, handle/slug or id.")
  String ref = "";

  @Option(
      names = {"-f", "--file"},
      required = true,
      paramLabel = "FILE",
      description = "The file; - reads standard input.")
  String file = "";

  @Option(names = "--dry-run", description = "Only say which nodes would come and go.")
  boolean dryRun;

  @Override
  protected Exit run(Context context) {
    WorkflowFile wanted = WorkflowFile.parse(Inputs.text(context.in(), file));
    if (!wanted.hasEdges()) {
      throw CliError.usage(
          "the workflow file does not say which edges there are",
          "write edges: [] to take them all out");
    }
    String id = new Refs(context.api()).workflow(ref);
    Change change = Change.of(StoredWorkflow.read(context.api(), id, ref), wanted);
    ArrayNode calls = change.calls(id, LensNames.finder(context.api()));
    if (!dryRun) {
      context.api().call("POST", "/v1/batch", calls);
    }
    context.notes().say((dryRun ? "would update " : "updated ") + ref + "; " + change.told());
    return Exit.OK;
  }

  /**
   * From what is there to what is wanted.
   *
   * @param ids of the wanted nodes, by label
   * @param gone ids of those that are not wanted any more, by label
   */
  private record Change(
      StoredWorkflow stored,
      WorkflowFile wanted,
      Map<String, String> ids,
      Map<String, String> gone) {
    static Change of(StoredWorkflow stored, WorkflowFile wanted) {
      Map<String, String> ids = wanted.ids(stored.ids(), UUID::randomUUID);
      Map<String, String> gone = new TreeMap<>(stored.ids());
      gone.keySet().removeAll(ids.keySet());
      if (gone.size() > MOST) {
        throw CliError.usage(
            "the file leaves out %d nodes, and one update takes out %d at most"
                .formatted(gone.size(), MOST),
            "is it the file of this workflow? else take them out in several steps");
      }
      return new Change(stored, wanted, ids, gone);
    }

    /** Which nodes come and go, and how many stay. */
    String told() {
      List<String> fresh =
          ids.keySet().stream().filter(label -> !stored.ids().containsKey(label)).toList();
      return "come: %s; go: %s; %d stay"
          .formatted(named(fresh), named(gone.keySet()), ids.size() - fresh.size());
    }

    private static String named(Collection<String> labels) {
      return labels.isEmpty() ? "none" : String.join(", ", labels);
    }

    /** The first one holds the revision that was read: somebody else's in between is refused. */
    ArrayNode calls(String id, Finder finder) {
      ArrayNode calls = JsonMapper.shared().createArrayNode();
      call(calls, "fn_update_workflow")
          .put("p_workflow_id", id)
          .put("p_title", wanted.title())
          .put("p_description", wanted.description().isEmpty() ? null : wanted.description())
          .put("p_visibility", stored.head().path("visibility").asString("private"))
          .set("p_revision", stored.head().path("revision"));
      gone.values().forEach(node -> call(calls, "fn_delete_workflow_node").put("p_node_id", node));
      call(calls, "fn_upsert_workflow_nodes")
          .put("p_workflow_id", id)
          .set("p_nodes", nodes(finder));
      call(calls, "fn_upsert_workflow_edges").put("p_workflow_id", id).set("p_edges", edges());
      return calls;
    }

    /** An edge stays the same one as long as it leads from the same node to the same parameter. */
    private ArrayNode edges() {
      Map<List<String>, String> there = new HashMap<>();
      stored.root().path("edges").forEach(e -> there.put(way(e), e.path("id").asString()));
      ArrayNode edges = wanted.edges(ids);
      for (JsonNode edge : edges) {
        String known = there.get(way(edge));
        if (known != null) {
          ((ObjectNode) edge).put("id", known);
        }
      }
      return edges;
    }

    private static List<String> way(JsonNode edge) {
      return List.of(
          edge.path("source_node_id").asString(),
          edge.path("target_node_id").asString(),
          edge.path("target_param_label").asString());
    }

    /** A node that the file does not place stays where it is drawn. */
    private ArrayNode nodes(Finder finder) {
      ArrayNode nodes = wanted.nodes(ids, finder);
      for (JsonNode node : nodes) {
        String label = node.path("label").asString();
        if (stored.ids().containsKey(label) && !wanted.places(label)) {
          ((ObjectNode) node).remove(List.of("position_x", "position_y"));
        }
      }
      return nodes;
    }
  }

  private static ObjectNode call(ArrayNode calls, String function) {
    return calls
        .addObject()
        .put("method", "POST")
        .put("path", "/rpc/" + function)
        .putObject("body");
  }
}
