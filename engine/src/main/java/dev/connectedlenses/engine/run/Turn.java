package dev.connectedlenses.engine.run;

import dev.connectedlenses.engine.graph.Graph;
import dev.connectedlenses.engine.graph.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One decision in the making: the state as it changes, and the commands gathered so far. */
final class Turn {
  private final Graph graph;
  private final RunState before;
  private final List<Command> changes = new ArrayList<>();
  private final List<Command> effects = new ArrayList<>();
  private final BitSet touched = new BitSet();
  private final Deque<Integer> settled = new ArrayDeque<>();
  private RunStatus status;
  private NodeState @Nullable [] nodes;

  Turn(Graph graph, RunState before) {
    this.graph = graph;
    this.before = before;
    this.status = before.status();
  }

  /** The state that this turn began with. */
  RunState before() {
    return before;
  }

  /** Whether some node has changed in this turn. */
  boolean changedNodes() {
    return nodes != null;
  }

  Graph graph() {
    return graph;
  }

  ObjectNode inputs() {
    return before.inputs();
  }

  RunLimits limits() {
    return before.limits();
  }

  int size() {
    return graph.nodes().size();
  }

  Node plan(int node) {
    return graph.node(node);
  }

  NodeState node(int node) {
    return nodes == null ? before.nodes().get(node) : nodes[node];
  }

  NodeStatus status(int node) {
    return node(node).status();
  }

  RunStatus status() {
    return status;
  }

  void status(RunStatus next) {
    status = next;
  }

  /** Changes a node; one that has become terminal is queued for {@link #nextSettled}. */
  void set(int node, NodeState state) {
    if (nodes == null) {
      nodes = before.nodes().toArray(NodeState[]::new);
    }
    nodes[node] = state;
    touched.set(node);
    if (state.status().isTerminal()) {
      settled.add(node);
    }
  }

  /** A node that became terminal in this turn and whose followers have not been looked at. */
  @Nullable Integer nextSettled() {
    return settled.poll();
  }

  void change(Change change) {
    changes.add(new Command.Persist(change));
  }

  void event(EventType type, ObjectNode payload) {
    change(new Change.Event(type, null, payload));
  }

  void event(EventType type, int node, ObjectNode payload) {
    change(new Change.Event(type, plan(node).id(), payload));
  }

  void effect(Command command) {
    effects.add(command);
  }

  /** The decision: rows of touched nodes are written once, as they are at the end of the turn. */
  Decision decision() {
    if (nodes == null && changes.isEmpty() && effects.isEmpty()) {
      return new Decision(before, List.of());
    }
    for (int i = touched.nextSetBit(0); i >= 0; i = touched.nextSetBit(i + 1)) {
      change(new Change.NodeResult(plan(i).id(), node(i)));
    }
    List<NodeState> after = nodes == null ? before.nodes() : List.of(nodes);
    changes.addAll(effects);
    return new Decision(new RunState(status, before.inputs(), before.limits(), after), changes);
  }
}
