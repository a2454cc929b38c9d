package dev.connectedlenses.engine.run;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.engine.graph.Graph;
import dev.connectedlenses.engine.graph.GraphReader;
import dev.connectedlenses.engine.graph.Json;
import dev.connectedlenses.engine.graph.NodePolicy;
import dev.connectedlenses.engine.node.Envelope;
import dev.connectedlenses.engine.node.Failure;
import dev.connectedlenses.engine.node.KindConfigs;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads what a claimed run is and how far it has come. */
final class RunStore {
  private static final int CACHED_GRAPHS = 500;

  private static final String GRAPH =
      "select graph::text from lenses.workflow_versions where id = ?";

  /** The finished and unfinished nodes of a run. */
  static final String RESULTS =
      """
      select node_id, status, waiting_reason, attempts, retry_count, duration_ms, ttfb_ms, resolved_input::text,
        output_data::text, error::text, input_tokens, output_tokens, cost_credits, provider_route::text
      from lenses.workflow_node_results
      where run_id = ? and iteration = 0
      """;

  private static final String TIMERS =
      """
      select timer, greatest(extract(epoch from due_at - clock_timestamp()) * 1000, 0)::bigint
      from engine.timers
      where run_id = ?
      """;

  /** What an answer says; of a child run that has ended, how it ended. */
  static final String PAYLOAD =
      "case s.kind when 'child' then engine.child_result((s.payload ->> 'run_id')::uuid)::text else s.payload::text end as payload";

  private static final String ANSWERS =
      "select s.id, s.node_id, "
          + PAYLOAD
          + " from engine.signals s where s.run_id = ? and s.node_id is not null order by s.id";

  private final Database database;
  private final KindConfigs configs;
  private final Crew crew;
  private final Map<Plan, Graph> graphs =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Plan, Graph> eldest) {
              return size() > CACHED_GRAPHS;
            }
          });

  RunStore(Database database, KindConfigs configs, Crew crew) {
    this.database = database;
    this.configs = configs;
    this.crew = crew;
  }

  /** A version under the policies that hold where its nodes have none. */
  private record Plan(UUID versionId, NodePolicy policies) {}

  /**
   * A run as its rows tell it.
   *
   * @param nodes the nodes that have a row
   * @param timers time left by timer name; zero where it is over
   */
  record Stored(
      RunState state, Set<UUID> nodes, Map<String, Duration> timers, List<Answer> answers) {}

  /** The plan of a claimed run; a version never changes, so plans are kept. */
  Graph graph(Claim claim) throws SQLException {
    UUID versionId = claim.run().versionId();
    NodePolicy policies = RunMeta.policies(claim);
    Plan plan = new Plan(versionId, policies);
    Graph known = graphs.get(plan);
    if (known != null) {
      return known;
    }
    String snapshot =
        database.asEngine(handle -> {
          try (PreparedStatement statement = handle.getConnection().prepareStatement(GRAPH)) {
            statement.setObject(1, versionId);
            try (ResultSet rows = statement.executeQuery()) {
              return rows.next() ? rows.getString(1) : null;
            }
          }
        });
    if (snapshot == null) {
      throw new IllegalStateException("workflow version " + versionId + " is gone");
    }
    Graph graph =
        GraphReader.read(
            claim.run().workflowId(), versionId, Json.MAPPER.readTree(snapshot), policies);
    configs.check(graph);
    graphs.put(plan, graph);
    return graph;
  }

  /**
   * A run with its nodes and timers.
   *
   * @param changed whether it has been written since it was claimed
   */
  Stored load(Claim claim, Graph graph, boolean changed) throws SQLException {
    RunLimits limits = RunMeta.limits(claim);
    if (RunMeta.agent(claim) != null && !claim.cancelAsked()) {
      limits = limits.seated(crew.seats(claim.runId(), claim.claimId(), graph));
    }
    RunState queued = RunState.queued(graph, inputs(claim), limits);
    if (isNew(claim.run().status()) && !changed && !RunMeta.bringsResults(claim)) {
      return new Stored(queued, Set.of(), Map.of(), List.of());
    }
    return database.asEngine(handle -> {
      List<NodeState> nodes = new ArrayList<>(queued.nodes());
      Set<UUID> stored = new HashSet<>();
      try (PreparedStatement statement = handle.getConnection().prepareStatement(RESULTS)) {
        statement.setObject(1, claim.runId());
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            int index = graph.indexOf(rows.getObject("node_id", UUID.class));
            if (index >= 0) {
              nodes.set(index, readNode(rows));
              stored.add(graph.node(index).id());
            }
          }
        }
      }
      Map<String, Duration> timers = new HashMap<>();
      try (PreparedStatement statement = handle.getConnection().prepareStatement(TIMERS)) {
        statement.setObject(1, claim.runId());
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            timers.put(rows.getString(1), Duration.ofMillis(rows.getLong(2)));
          }
        }
      }
      RunStatus status = changed ? status(handle, claim.runId()) : claim.run().status();
      RunState state = new RunState(status, queued.inputs(), queued.limits(), nodes);
      return new Stored(state, stored, timers, answers(handle, claim.runId(), nodes));
    });
  }

  /** Whether a node waits for an answer rather than for time. */
  static boolean asks(NodeState node) {
    return node.status() == NodeStatus.BLOCKED && node.output() == null;
  }

  /** Answers that wait for a blocked node. */
  private static List<Answer> answers(Handle handle, UUID runId, List<NodeState> nodes)
      throws SQLException {
    if (nodes.stream().noneMatch(RunStore::asks)) {
      return List.of();
    }
    List<Answer> answers = new ArrayList<>();
    try (PreparedStatement statement = handle.getConnection().prepareStatement(ANSWERS)) {
      statement.setObject(1, runId);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          answers.add(QueueStore.readAnswer(rows));
        }
      }
    }
    return answers;
  }

  private static RunStatus status(Handle handle, UUID runId) {
    return handle
        .createQuery("select status from lenses.workflow_runs where id = ?")
        .bind(0, runId)
        .map((row, _) -> RunStatus.valueOf(row.getString(1).toUpperCase(Locale.ROOT)))
        .one();
  }

  /** Whether nothing has been written for a run yet. */
  static boolean isNew(RunStatus status) {
    return switch (status) {
      case DRAFT, VALIDATED, QUEUED, PENDING -> true;
      case RUNNING, STREAMING, RECOVERED, COMPLETED, FAILED, CANCELLED, TIMED_OUT -> false;
    };
  }

  private static ObjectNode inputs(Claim claim) {
    return Json.MAPPER.readTree(claim.run().inputs()).asObject();
  }

  static NodeState readNode(ResultSet row) throws SQLException {
    JsonNode input = json(row, "resolved_input");
    JsonNode output = json(row, "output_data");
    JsonNode error = json(row, "error");
    JsonNode route = json(row, "provider_route");
    return new NodeState(
        NodeStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
        waiting(row.getString("waiting_reason")),
        row.getInt("attempts"),
        row.getInt("retry_count"),
        input == null ? null : input.asObject(),
        output == null ? null : Envelope.fromJson(output),
        error == null ? null : Failure.fromJson(error),
        new Spend(row.getLong("input_tokens"), row.getLong("output_tokens"), credits(row)),
        route == null
            ? null
            : new Route(route.path("provider_key").asString(), route.path("model_key").asString()),
        timing(row));
  }

  private static BigDecimal credits(ResultSet row) throws SQLException {
    BigDecimal credits = row.getBigDecimal("cost_credits");
    return credits == null ? BigDecimal.ZERO : credits;
  }

  private static Signal.@Nullable Timing timing(ResultSet row) throws SQLException {
    Long duration = row.getObject("duration_ms", Long.class);
    return duration == null
        ? null
        : new Signal.Timing(duration, row.getObject("ttfb_ms", Long.class));
  }

  private static @Nullable WaitingReason waiting(@Nullable String wire) {
    return wire == null ? null : WaitingReason.valueOf(wire.toUpperCase(Locale.ROOT));
  }

  private static @Nullable JsonNode json(ResultSet row, String column) throws SQLException {
    String text = row.getString(column);
    return text == null ? null : Json.MAPPER.readTree(text);
  }
}
