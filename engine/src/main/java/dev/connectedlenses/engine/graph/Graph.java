package dev.connectedlenses.engine.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The pinned plan of one run, read from {@code lenses.workflow_versions.graph}. Nodes and edges are
 * in (ordinal, id) order; a node's index in that list is its number everywhere else.
 */
public final class Graph {
  private final UUID workflowId;
  private final UUID versionId;
  private final List<Node> nodes;
  private final List<Edge> edges;
  private final List<List<Edge>> incoming;
  private final List<List<Edge>> outgoing;
  private final List<List<Binding>> bindings;
  private final Map<UUID, Integer> indexes = new HashMap<>();

  public Graph(UUID workflowId, UUID versionId, List<Node> nodes, List<Edge> edges) {
    this.workflowId = workflowId;
    this.versionId = versionId;
    this.nodes = List.copyOf(nodes);
    this.edges = List.copyOf(edges);
    for (int i = 0; i < nodes.size(); i++) {
      indexes.put(nodes.get(i).id(), i);
    }
    List<List<Edge>> in = lists(nodes.size());
    List<List<Edge>> out = lists(nodes.size());
    for (Edge edge : edges) {
      in.get(edge.target()).add(edge);
      out.get(edge.source()).add(edge);
    }
    this.incoming = in.stream().map(List::copyOf).toList();
    this.outgoing = out.stream().map(List::copyOf).toList();
    List<List<Binding>> bound = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      bound.add(bindings(nodes.get(i), incoming.get(i)));
    }
    this.bindings = List.copyOf(bound);
  }

  private static List<List<Edge>> lists(int size) {
    List<List<Edge>> lists = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      lists.add(new ArrayList<>());
    }
    return lists;
  }

  private static List<Binding> bindings(Node node, List<Edge> edges) {
    Map<String, List<Edge>> byLabel = new LinkedHashMap<>();
    for (Edge edge : edges) {
      byLabel.computeIfAbsent(Label.key(edge.targetLabel()), _ -> new ArrayList<>()).add(edge);
    }
    List<Binding> bindings = new ArrayList<>();
    for (Parameter parameter : node.parameters()) {
      List<Edge> own = byLabel.remove(Label.key(parameter.label()));
      bindings.add(new Binding(parameter.label(), parameter, own == null ? List.of() : own));
    }
    for (List<Edge> rest : byLabel.values()) {
      bindings.add(new Binding(Label.trim(rest.getFirst().targetLabel()), null, rest));
    }
    return List.copyOf(bindings);
  }

  public UUID workflowId() {
    return workflowId;
  }

  public UUID versionId() {
    return versionId;
  }

  public List<Node> nodes() {
    return nodes;
  }

  public List<Edge> edges() {
    return edges;
  }

  public Node node(int index) {
    return nodes.get(index);
  }

  /** The index of a node, or -1 where the graph has no such node. */
  public int indexOf(UUID nodeId) {
    return indexes.getOrDefault(nodeId, -1);
  }

  public List<Edge> incoming(int node) {
    return incoming.get(node);
  }

  public List<Edge> outgoing(int node) {
    return outgoing.get(node);
  }

  /** Declared parameters first, in their order, then labels that only edges name. */
  public List<Binding> bindings(int node) {
    return bindings.get(node);
  }
}
