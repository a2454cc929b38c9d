package dev.connectedlenses.cli.workflow;

import dev.connectedlenses.cli.api.Refs;
import dev.connectedlenses.cli.out.CliError;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A workflow as people write it, in YAML or JSON: nodes by label, edges from {@code label.path} to
 * {@code label.parameter}.
 */
public final class WorkflowFile {
  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final Set<String> KEYS = Set.of("title", "description", "nodes", "edges");
  private static final Set<String> NODE_KEYS =
      Set.of("kind", "lens", "version", "config", "position");
  private static final Set<String> EDGE_KEYS = Set.of("from", "to", "merge", "when");

  private final JsonNode root;

  private WorkflowFile(JsonNode root) {
    this.root = root;
  }

  public static WorkflowFile parse(String text) {
    JsonNode root;
    try {
      root = YAML.readTree(text);
    } catch (JacksonException e) {
      throw noYaml(e);
    }
    return of(root);
  }

  /** A file that was read already. */
  static WorkflowFile of(JsonNode root) {
    refuseUnknown(root, KEYS, "the workflow file");
    need(root.path("title").isString(), "a \"title\" that is a text");
    need(root.path("nodes").isObject(), "\"nodes\", each under its label, as in nodes: {one: {…}}");
    need(root.path("edges").isMissingNode() || root.path("edges").isArray(), "\"edges\" as a list");
    return new WorkflowFile(root);
  }

  private static void need(boolean there, String what) {
    if (!there) {
      throw CliError.usage("the workflow file needs " + what, "see docs/howto/workflow-files.md");
    }
  }

  /**
   * The parser tells it in several lines with a drawing; the place and its first line are enough.
   */
  private static CliError noYaml(JacksonException e) {
    TokenStreamLocation at = e.getLocation();
    String where = at == null ? "" : " at %d:%d".formatted(at.getLineNr(), at.getColumnNr());
    String why = e.getOriginalMessage().lines().findFirst().orElse("");
    return CliError.usage(
        "the workflow file is not valid YAML" + where + ": " + why, "mend it and try again");
  }

  public String title() {
    return root.path("title").asString();
  }

  /** Whether it says which edges there are, if only that there are none. */
  boolean hasEdges() {
    return root.path("edges").isArray();
  }

  public String description() {
    return root.path("description").asString("");
  }

  /** Fresh ids for the nodes, by label, in file order. */
  Map<String, String> ids(Supplier<UUID> fresh) {
    return ids(Map.of(), fresh);
  }

  /** Ids for the nodes, by label, in file order; a label that is there already keeps its own. */
  Map<String, String> ids(Map<String, String> there, Supplier<UUID> fresh) {
    Map<String, String> ids = new LinkedHashMap<>();
    for (String label : root.path("nodes").propertyNames()) {
      String known = there.get(label);
      ids.put(label, known != null ? known : fresh.get().toString());
    }
    return ids;
  }

  /** Whether the file says where a node is drawn. */
  boolean places(String label) {
    return root.path("nodes").path(label).path("position").isArray();
  }

  /** The nodes as {@code fn_upsert_workflow_nodes} takes them. */
  ArrayNode nodes(Map<String, String> ids, Finder finder) {
    ArrayNode nodes = JsonMapper.shared().createArrayNode();
    root.path("nodes")
        .properties()
        .forEach(entry -> nodes.add(node(entry, ids, nodes.size(), finder)));
    return nodes;
  }

  private static ObjectNode node(
      Map.Entry<String, JsonNode> entry, Map<String, String> ids, int ordinal, Finder finder) {
    JsonNode given = entry.getValue();
    String where = "node \"" + entry.getKey() + "\"";
    refuseUnknown(given, NODE_KEYS, where);
    refuseOther(given, "config", JsonNode::isObject, where + ": config is an object");
    refuseOther(given, "position", WorkflowFile::isPlace, where + ": position is [x, y]");
    ObjectNode node = JsonMapper.shared().createObjectNode();
    node.put("id", ids.get(entry.getKey())).put("label", entry.getKey()).put("ordinal", ordinal);
    node.put("kind", given.path("kind").asString("lens"));
    node.set(
        "config",
        given.path("config").isObject()
            ? given.get("config")
            : JsonMapper.shared().createObjectNode());
    node.put("position_x", given.path("position").path(0).asDouble(ordinal * 260.0));
    node.put("position_y", given.path("position").path(1).asDouble(0));
    lens(given, entry.getKey(), finder, node);
    return node;
  }

  /** A file tells all of a node, so that what it leaves out is not there. */
  private static void lens(JsonNode given, String label, Finder finder, ObjectNode node) {
    String lens =
        given.hasNonNull("lens") ? finder.lens().apply(given.get("lens").asString()) : null;
    node.put("lens_id", lens).putNull("version_id");
    if (!given.hasNonNull("version")) {
      return;
    }
    JsonNode version = given.get("version");
    boolean byId = version.isString() && Refs.isId(version.asString());
    if (lens == null || !(byId || version.isIntegralNumber())) {
      throw CliError.usage(
          "node \"" + label + "\" pins a version, but not one of a lens by number or id",
          "write lens: SLUG and version: 2");
    }
    node.put(
        "version_id", byId ? version.asString() : finder.version().apply(lens, version.asInt()));
  }

  /** The edges as {@code fn_upsert_workflow_edges} takes them. */
  ArrayNode edges(Map<String, String> ids) {
    ArrayNode edges = JsonMapper.shared().createArrayNode();
    root.path("edges").forEach(given -> edges.add(edge(given, ids, edges.size())));
    return edges;
  }

  private static ObjectNode edge(JsonNode given, Map<String, String> ids, int ordinal) {
    refuseUnknown(given, EDGE_KEYS, "edge " + (ordinal + 1));
    refuseOther(given, "when", JsonNode::isObject, "edge " + (ordinal + 1) + ": when is an object");
    String[] from = End.parse(given.path("from").asString(""), ids, "output");
    String[] to = End.parse(given.path("to").asString(""), ids, "");
    if (to[1].isEmpty()) {
      throw noParameter(ordinal + 1, given.path("to").asString(""));
    }
    ObjectNode edge = JsonMapper.shared().createObjectNode();
    edge.put("source_node_id", from[0]).put("source_output_key", from[1]);
    edge.put("target_node_id", to[0]).put("target_param_label", to[1]).put("ordinal", ordinal);
    edge.put("merge_strategy", given.path("merge").asString("last_write_wins"));
    if (given.path("when").isObject()) {
      edge.set("condition", given.get("when"));
    }
    return edge;
  }

  private static CliError noParameter(int number, String target) {
    return CliError.usage(
        "edge " + number + " names no parameter of \"" + target + "\"",
        "write to: label.parameter");
  }

  private static boolean isPlace(JsonNode given) {
    return given.isArray()
        && given.size() == 2
        && given.get(0).isNumber()
        && given.get(1).isNumber();
  }

  /** What is written in another form than it takes would be left out unseen. */
  private static void refuseOther(
      JsonNode given, String key, Predicate<JsonNode> form, String rule) {
    if (given.hasNonNull(key) && !form.test(given.get(key))) {
      throw CliError.usage(rule, "see docs/howto/workflow-files.md");
    }
  }

  private static void refuseUnknown(JsonNode given, Set<String> known, String where) {
    given.propertyNames().stream()
        .filter(key -> !known.contains(key))
        .findFirst()
        .ifPresent(key -> {
          throw CliError.usage(where + " has an unknown key \"" + key + "\"", "known: " + known);
        });
  }

  /** One end of an edge: a node's label, then a path or parameter. */
  private static final class End {
    /** Gives {node id, rest}; the longest label that fits wins, for labels may hold dots. */
    static String[] parse(String text, Map<String, String> ids, String otherwise) {
      return ids.keySet().stream()
          .filter(label -> text.equals(label) || text.startsWith(label + "."))
          .max(java.util.Comparator.comparingInt(String::length))
          .map(label ->
              new String[] {
                String.valueOf(ids.get(label)),
                text.length() > label.length() ? text.substring(label.length() + 1) : otherwise
              })
          .orElseThrow(() ->
              CliError.usage("no node \"" + text + "\"", "nodes of this file: " + ids.keySet()));
    }
  }
}
