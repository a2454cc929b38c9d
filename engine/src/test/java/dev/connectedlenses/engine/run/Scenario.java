package dev.connectedlenses.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.engine.graph.Cause;
import dev.connectedlenses.engine.graph.Graph;
import dev.connectedlenses.engine.graph.Json;
import dev.connectedlenses.engine.node.Envelope;
import dev.connectedlenses.engine.node.Failure;
import dev.connectedlenses.engine.node.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Plays signals to one run and compares what it says with what a test expects. */
final class Scenario {
  static final Usage USAGE = new Usage("demo", "writer", 10, 5, new BigDecimal("0.25"));
  static final Signal.Timing TIMING = new Signal.Timing(120, 30L);
  final Graph graph;
  final List<Change.Event> events = new ArrayList<>();
  final List<Change> changes = new ArrayList<>();
  RunState state;
  List<Command> last = List.of();
  private int checked;

  private Scenario(Graph graph, RunState state) {
    this.graph = graph;
    this.state = state;
  }

  static Scenario of(Plan plan) {
    return of(plan, "{}", RunLimits.DEFAULT);
  }

  static Scenario of(Plan plan, String inputs) {
    return of(plan, inputs, RunLimits.DEFAULT);
  }

  static Scenario of(Plan plan, String inputs, RunLimits limits) {
    Graph graph = plan.build();
    return new Scenario(graph, RunState.queued(graph, Plan.json(inputs).asObject(), limits));
  }

  Scenario signal(Signal signal) {
    Decision decision = Decide.decide(graph, state, signal);
    state = decision.state();
    last = decision.commands();
    boolean effects = false;
    for (Command command : last) {
      if (command instanceof Command.Persist(Change change)) {
        assertThat(effects).as("changes come before effects").isFalse();
        changes.add(change);
        if (change instanceof Change.Event event) {
          events.add(event);
        }
      } else {
        effects = true;
      }
    }
    return this;
  }

  Scenario claim() {
    return signal(new Signal.Claimed(false));
  }

  Scenario recover(Timer... armed) {
    return signal(new Signal.Claimed(true, Duration.ZERO, Set.of(armed)));
  }

  Scenario completes(String node) {
    return completes(node, Envelope.text("out of " + node));
  }

  Scenario completes(String node, String text) {
    return completes(node, Envelope.text(text));
  }

  Scenario puts(String node, String data) {
    return completes(node, new Envelope("json", "data", data, Plan.json(data), null, null));
  }

  Scenario completes(String node, Envelope output) {
    int index = index(node);
    return signal(
        new Signal.AttemptCompleted(index, node(node).attempts(), output, List.of(), TIMING, 0.5));
  }

  Scenario fails(String node, Cause cause) {
    return fails(node, Failure.of(cause, node + " broke"), 0.5);
  }

  Scenario fails(String node, Failure failure, double jitter) {
    int index = index(node);
    return signal(
        new Signal.AttemptFailed(index, node(node).attempts(), failure, List.of(), TIMING, jitter));
  }

  Scenario streams(String node, int delta, String text) {
    return signal(new Signal.AttemptStreamed(index(node), node(node).attempts(), delta, text));
  }

  Scenario retryDue(String node) {
    return signal(new Signal.TimerFired(new Timer.Retry(index(node))));
  }

  /** The events since the last call, each as {@code type label}, are exactly these. */
  Scenario says(String... lines) {
    List<String> said = new ArrayList<>();
    for (Change.Event event : events.subList(checked, events.size())) {
      said.add(line(event));
    }
    checked = events.size();
    assertThat(said).containsExactly(lines);
    return this;
  }

  Scenario quiet() {
    checked = events.size();
    return this;
  }

  private String line(Change.Event event) {
    UUID node = event.nodeId();
    String type = event.type().wire();
    return node == null ? type : type + " " + graph.node(graph.indexOf(node)).label();
  }

  /** The payload of the newest event of this type and node holds these fields. */
  Scenario payload(EventType type, @Nullable String node, String fields) {
    ObjectNode payload = newest(type, node);
    Plan.json(fields)
        .forEachEntry((name, value) ->
            assertThat(String.valueOf(payload.get(name)))
                .as(type.wire() + " " + name)
                .isEqualTo(value.toString()));
    return this;
  }

  ObjectNode newest(EventType type, @Nullable String node) {
    for (Change.Event event : events.reversed()) {
      boolean same = node == null || Plan.id(node).equals(event.nodeId());
      if (event.type() == type && same) {
        return event.payload();
      }
    }
    throw new AssertionError("no " + type.wire() + " of " + node);
  }

  /** The nodes whose attempts the last signal started, in order. */
  List<String> starts() {
    List<String> labels = new ArrayList<>();
    for (Command command : last) {
      if (command instanceof Command.StartAttempt start) {
        labels.add(graph.node(start.node()).label());
      }
    }
    return labels;
  }

  Command.StartAttempt start(String node) {
    for (Command command : last) {
      if (command instanceof Command.StartAttempt start && start.node() == index(node)) {
        return start;
      }
    }
    throw new AssertionError("the last signal did not start " + node);
  }

  <T extends Command> List<T> commands(Class<T> type) {
    return last.stream().filter(type::isInstance).map(type::cast).toList();
  }

  <T extends Change> List<T> changes(Class<T> type) {
    return changes.stream().filter(type::isInstance).map(type::cast).toList();
  }

  NodeState node(String label) {
    return state.nodes().get(index(label));
  }

  int index(String label) {
    return graph.indexOf(Plan.id(label));
  }

  static ObjectNode inputs(String text) {
    return Json.MAPPER.readTree(text.replace('\'', '"')).asObject();
  }
}
