package dev.connectedlenses.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.engine.graph.Graph;
import dev.connectedlenses.engine.graph.Node;
import dev.connectedlenses.engine.node.KindConfigs;
import dev.connectedlenses.engine.node.NodeKinds;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * The same commands through the simulator's store in memory and through PostgreSQL give the same
 * states, after every commit and every crash.
 */
final class DifferentialTest {
  private static final int RUNS = "full".equals(System.getProperty("suite")) ? 1_000 : 60;
  private static final Stage STAGE = new Stage();
  private static final KeptSeeds KEPT = KeptSeeds.of(DifferentialTest.class);
  private int commits;
  private int crashes;

  @AfterAll
  static void close() {
    STAGE.close();
  }

  @Test
  void postgresHoldsWhatTheSimulatorHolds() {
    KEPT.all().forEach(seed -> KEPT.play(seed, this::play));
    for (long seed = 1; seed <= RUNS; seed++) {
      KEPT.play(seed, this::play);
    }
    assertThat(commits).isGreaterThan(RUNS * 2);
    assertThat(crashes).isPositive();
    InvariantChecker.check(STAGE.test().admin());
  }

  private void play(long seed) {
    Simulation simulation = new Simulation(seed);
    InPostgres twin = new InPostgres(simulation);
    simulation.world().twin = twin;
    simulation.play();
    commits += twin.commits;
    crashes += twin.crashes;
  }

  /** One run of a simulation as the journal writes it and as a new claim reads it. */
  private static final class InPostgres implements World.Twin {
    private final QueueStore queue =
        new QueueStore(
            STAGE.test().database(),
            UUID.randomUUID(),
            EngineConfig.defaults().withLease(Duration.ofMinutes(1)));
    private final JournalStore journal = new JournalStore(STAGE.test().database());
    private final RunStore runs =
        new RunStore(
            STAGE.test().database(),
            new KindConfigs(new NodeKinds(new ScriptedKind())),
            Crew.NOBODY);
    private final Graph graph;
    private final UUID run;
    private Claim claim;
    private Draft draft;
    private Alarms alarms = new Alarms();
    private long entries;
    private boolean over;
    private int commits;
    private int crashes;

    InPostgres(Simulation simulation) {
      graph = simulation.world().graph;
      List<UUID> ids = graph.nodes().stream().map(Node::id).toList();
      List<String> labels = graph.nodes().stream().map(Node::label).toList();
      run = STAGE.start(STAGE.pin(simulation.snapshot().toString(), ids, labels));
      claim = claim();
      draft = new Draft(graph, Set.of());
    }

    private Claim claim() {
      try {
        List<Claim> claims = new ArrayList<>(queue.claim(1));
        claims.addAll(queue.claimSuspects(1));
        assertThat(claims).hasSize(1);
        assertThat(claims.getFirst().runId()).isEqualTo(run);
        return claims.getFirst();
      } catch (SQLException e) {
        throw new AssertionError(e);
      }
    }

    /** The worker is lost: its lease runs out and the run is claimed again, from its rows. */
    @Override
    public void crash() {
      if (over) {
        return;
      }
      crashes++;
      STAGE.run(
          "update engine.run_queue set lease_until = now() - interval '1 s' where run_id = ?", run);
      try {
        assertThat(queue.sweep(10).freed()).isEqualTo(1);
      } catch (SQLException e) {
        throw new AssertionError(e);
      }
      claim = claim();
      entries = 0;
      RunStore.Stored stored = load();
      draft = new Draft(graph, stored.nodes());
      alarms = new Alarms();
      long now = System.nanoTime();
      stored.timers().forEach((name, left) -> alarms.restore(name, left, now));
    }

    @Override
    public void commit(World world, List<Command> commands) {
      if (over || (commands.isEmpty() && draft.isEmpty())) {
        return;
      }
      commits++;
      long now = System.nanoTime();
      commands.forEach(command -> take(command, now));
      over = draft.isTerminal();
      if (over) {
        alarms.disarmAll();
      }
      Entry.Ending ending = over ? new Entry.Ending.Finish() : new Entry.Ending.Keep();
      Entry entry = draft.take(claim, ++entries, ending, alarms.takeChanges(now), _ -> {});
      try {
        assertThat(journal.commit(List.of(entry), now)).containsOnly(run);
      } catch (SQLException e) {
        throw new AssertionError(e);
      }
      compare(world);
    }

    private void take(Command command, long now) {
      switch (command) {
        // the simulator's children are of no real workflow
        case Command.Persist(Change.Child _), Command.Persist(Change.Orphan _) -> {}
        case Command.Persist(Change change) -> draft.add(change, now);
        case Command.ArmTimer(Timer timer, Duration delay) -> alarms.arm(timer, delay, now);
        case Command.DisarmTimer(Timer timer) -> alarms.disarm(timer);
        default -> throw new AssertionError("nothing to store: " + command);
      }
    }

    private RunStore.Stored load() {
      try {
        return runs.load(claim, graph, true);
      } catch (SQLException e) {
        throw new AssertionError(e);
      }
    }

    private void compare(World world) {
      RunStore.Stored stored = load();
      assertThat(stored.state().status()).isEqualTo(world.status);
      for (int node = 0; node < graph.nodes().size(); node++) {
        NodeState held = world.rows.get(graph.node(node).id());
        assertThat(stored.nodes().contains(graph.node(node).id())).isEqualTo(held != null);
        if (held != null) {
          assertThat(print(stored.state().nodes().get(node))).isEqualTo(print(held));
        }
      }
      Set<String> timers = new HashSet<>();
      world.timers.forEach(timer -> timers.add(Alarms.name(timer)));
      assertThat(over ? Set.of() : stored.timers().keySet()).isEqualTo(over ? Set.of() : timers);
      Map<String, String> row =
          Map.of(
              "active", text(world.active),
              "error", String.valueOf(world.error != null),
              "events", String.valueOf(world.events.size()),
              "input", String.valueOf(world.spend.inputTokens()),
              "output", String.valueOf(world.spend.outputTokens()));
      assertThat(row()).isEqualTo(row);
    }

    private Map<String, String> row() {
      String sql =
          "select coalesce(active_node_id::text, ''), (error is not null)::text, last_event_id::text, input_tokens::text, output_tokens::text from lenses.workflow_runs where id = ?";
      return STAGE
          .test()
          .admin()
          .withHandle(handle ->
              handle
                  .createQuery(sql)
                  .bind(0, run)
                  .map((row, _) ->
                      Map.of(
                          "active", row.getString(1),
                          "error", row.getString(2),
                          "events", row.getString(3),
                          "input", row.getString(4),
                          "output", row.getString(5)))
                  .one());
    }

    private static String text(@Nullable UUID id) {
      return id == null ? "" : id.toString();
    }

    /** A node as it is known to both: input and all. */
    private static String print(NodeState node) {
      return ReplayParity.print(node) + " input " + ReplayParity.sorted(node.input());
    }
  }
}
