package dev.connectedlenses.engine.run;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.database.DatabaseOptions;
import dev.connectedlenses.database.TestDatabase;
import dev.connectedlenses.engine.node.NodeKinds;
import dev.connectedlenses.testkit.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;

/** A database with an author, and the engines that a test lets loose on it. */
final class Stage implements AutoCloseable {
  static final EngineConfig QUICK =
      EngineConfig.defaults()
          .withLease(Duration.ofSeconds(5))
          .withPoll(Duration.ofMillis(100))
          .withPatience(Duration.ofSeconds(10));

  private final TestDatabase test;
  private final UUID author = UUID.randomUUID();
  private final List<Runnable> opened = new ArrayList<>();

  Stage() {
    this(TestDatabase.create());
  }

  Stage(TestDatabase test) {
    this.test = test;
    run("insert into auth.users (id, email) values (?, 'author@example.org')", author);
    run(
        "insert into lensers.profiles (id, handle, display_name, type, user_id)"
            + " values (?, 'author', 'Author', 'human', ?) on conflict do nothing",
        author,
        author);
  }

  UUID author() {
    return author;
  }

  TestDatabase test() {
    return test;
  }

  /** A pinned version of a new workflow. */
  record Pinned(UUID workflowId, UUID versionId) {}

  Pinned pin(GraphJson graph) {
    return pin(graph.json(), graph.nodeIds(), graph.labels());
  }

  Pinned pin(String graph, List<UUID> nodeIds, List<String> labels) {
    return test.admin()
        .inTransaction(handle -> {
          UUID workflow = UUID.randomUUID();
          UUID version = UUID.randomUUID();
          handle.execute(
              "insert into lenses.workflows (id, lenser_id, slug, title) values (?, ?, ?, 'Test')",
              workflow,
              author,
              "test-" + workflow);
          handle
              .createUpdate(
                  """
                  insert into lenses.workflow_versions (id, workflow_id, version_number, status, graph,
                    snapshot_hash, node_ids, node_labels, edge_count, lens_ids, input_names, required_inputs)
                  values (?, ?, 1, 'snapshot', cast(? as jsonb), sha256(convert_to(?, 'UTF8')), ?, ?, 0, '{}', '{}', '{}')
                  """)
              .bind(0, version)
              .bind(1, workflow)
              .bind(2, graph)
              .bind(3, graph)
              .bindArray(4, UUID.class, nodeIds)
              .bindArray(5, String.class, labels)
              .execute();
          return new Pinned(workflow, version);
        });
  }

  UUID start(Pinned pinned) {
    return start(pinned, "{}", "{}");
  }

  /** Puts a run into the queue, as {@code lenses.add_run} does. */
  UUID start(Pinned pinned, String inputs, String metadata) {
    return startMany(pinned, 1, inputs, metadata).getFirst();
  }

  List<UUID> startMany(Pinned pinned, int count, String inputs, String metadata) {
    return test.admin()
        .withHandle(handle ->
            handle
                .createQuery(
                    """
                    with started as (
                      insert into lenses.workflow_runs (workflow_id, workflow_version_id, triggered_by,
                        context_inputs, metadata)
                      select ?, ?, ?, cast(? as jsonb), cast(? as jsonb) from generate_series(1, ?)
                      returning id
                    )
                    insert into engine.run_queue (run_id) select id from started returning run_id
                    """)
                .bind(0, pinned.workflowId())
                .bind(1, pinned.versionId())
                .bind(2, author)
                .bind(3, inputs.replace('\'', '"'))
                .bind(4, metadata.replace('\'', '"'))
                .bind(5, count)
                .mapTo(UUID.class)
                .list());
  }

  /** A door of its own into the same database. */
  Database open() {
    Database database = Database.open(test.url(), DatabaseOptions.defaults());
    opened.add(database::close);
    return database;
  }

  Engine engine(EngineConfig config, NodeKinds kinds) {
    return engine(config, test.database(), kinds);
  }

  Engine engine(EngineConfig config, Database database, NodeKinds kinds) {
    Engine engine = new Engine(config, database, kinds, host());
    opened.add(engine::close);
    engine.start();
    return engine;
  }

  /** Ends something before the database is dropped. */
  void onClose(Runnable end) {
    opened.add(end);
  }

  static Engine.Host host() {
    return new Engine.Host(UUID.randomUUID(), "test", System::nanoTime, new Random(7), () -> {});
  }

  String status(UUID run) {
    return one("select status from lenses.workflow_runs where id = ?", run);
  }

  /** The single text that a query gives. */
  String one(String sql, Object... arguments) {
    return test.admin()
        .withHandle(handle -> {
          var query = handle.createQuery(sql);
          for (int i = 0; i < arguments.length; i++) {
            query.bind(i, arguments[i]);
          }
          return String.valueOf(query.mapTo(String.class).one());
        });
  }

  List<String> texts(String sql, UUID run) {
    return test.admin()
        .withHandle(handle -> handle.createQuery(sql).bind(0, run).mapTo(String.class).list());
  }

  void run(String sql, Object... arguments) {
    test.admin().useHandle(handle -> handle.execute(sql, arguments));
  }

  List<String> events(UUID run) {
    return texts(
        "select type from lenses.workflow_run_events where run_id = ? order by event_id", run);
  }

  /** Waits until a condition holds. */
  void await(String what, Callable<Boolean> condition) {
    Await.until(what, condition);
  }

  /** Waits for the run's end and gives its status. */
  String awaitEnd(UUID run) {
    return awaitEnd(run, Await.DEADLINE);
  }

  String awaitEnd(UUID run, Duration deadline) {
    return Await.value(
        "run " + run + " ends",
        deadline,
        () -> {
          String status = status(run);
          return List.of("completed", "failed", "cancelled", "timed_out").contains(status)
              ? status
              : null;
        });
  }

  /** Waits until no run is left in the queue. */
  void awaitAllEnded() {
    Await.until(
        "all runs end",
        Duration.ofMinutes(2),
        () -> one("select count(*) from engine.run_queue").equals("0"));
  }

  String output(UUID run, GraphJson graph, String label) {
    return one(
        "select output_data ->> 'output' from lenses.workflow_node_results where run_id = ? and node_id = ?",
        run,
        graph.id(label));
  }

  Map<String, String> nodeStatuses(UUID run, GraphJson graph) {
    Map<String, String> byLabel = new TreeMap<>();
    for (String label : graph.labels()) {
      byLabel.put(
          label,
          one(
              "select coalesce((select status from lenses.workflow_node_results where run_id = ? and node_id = ?), 'none')",
              run,
              graph.id(label)));
    }
    return byLabel;
  }

  @Override
  public void close() {
    opened.reversed().forEach(Runnable::run);
    test.close();
  }
}
