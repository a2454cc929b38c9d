package dev.connectedlenses.engine.run;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.engine.node.KindConfigs;
import dev.connectedlenses.engine.node.NodeKinds;
import java.time.Duration;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves runs: claims them from the queue, executes them and writes what came of it. Any number of
 * engines work on one database.
 */
public final class Engine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

  /** What handing back may take at most, after the patience is over. */
  private static final Duration HAND_BACK = Duration.ofSeconds(4);

  /**
   * What an engine takes from its surroundings.
   *
   * @param id of this process, new at every start
   * @param nanoTime the monotonic clock
   */
  public record Host(
      UUID id,
      String version,
      LongSupplier nanoTime,
      RandomGenerator random,
      Runnable eventsHint) {}

  private enum Phase {
    NEW,
    RUNNING,
    STOPPED
  }

  private final EngineConfig config;
  private final Runs runs;
  private final RunJournal journal;
  private final Dispatcher dispatcher;
  private final Listener listener;
  private final Keeper keeper;
  private final LongSupplier nanoTime;
  private volatile boolean draining;
  private long drainingSince;
  private Phase phase = Phase.NEW;

  public Engine(EngineConfig config, Database database, NodeKinds kinds, Host host) {
    this(config, database, kinds, host, Crew.NOBODY);
  }

  /**
   * An engine for runs of agents too.
   *
   * @param crew knows who works on their nodes
   */
  public Engine(EngineConfig config, Database database, NodeKinds kinds, Host host, Crew crew) {
    this.config = config;
    this.nanoTime = host.nanoTime();
    QueueStore queue = new QueueStore(database, host.id(), config);
    QueueStore kept = new QueueStore(database.forKeeper(), host.id(), config);
    runs = new Runs(config);
    journal =
        new RunJournal(
            new JournalStore(database),
            config.writers(),
            new RunJournal.Surroundings(
                host.nanoTime(), host.random(), host.eventsHint(), this::wake));
    Shell shell =
        new Shell(
            config,
            kinds,
            new RunStore(database, new KindConfigs(kinds), crew),
            journal,
            new SpendingStore(database),
            lease -> Keeper.confirm(queue, lease, host.nanoTime().getAsLong()),
            () -> draining,
            host.nanoTime(),
            host.random());
    dispatcher = new Dispatcher(queue, runs, shell);
    listener = new Listener(kept, runs, config.poll(), host.nanoTime());
    HeartbeatStore heartbeat = new HeartbeatStore(database.forKeeper(), host.id(), host.version());
    keeper = new Keeper(kept, heartbeat, runs, shell, dispatcher::wake);
  }

  /** Begins to claim runs. Twice is fine; an engine that was stopped stays so. */
  public synchronized void start() {
    if (phase == Phase.NEW) {
      phase = Phase.RUNNING;
      journal.start();
      keeper.start();
      listener.start();
      dispatcher.start();
    }
  }

  /** Hints that a run may be claimable or was asked to stop; returns at once. */
  public void wake() {
    dispatcher.wake();
    listener.wake();
  }

  /** Runs held at the moment. */
  public int held() {
    return runs.size();
  }

  /**
   * Claims nothing more and begins no outside call, and returns at once; the patience of {@link
   * #stop} counts from here. Runs that are held are still cancelled and answered.
   */
  public synchronized void drain() {
    if (phase == Phase.RUNNING && !draining) {
      draining = true;
      drainingSince = nanoTime.getAsLong();
      dispatcher.rest();
    }
  }

  /**
   * Ends: claims nothing more, lets running attempts end for a while, hands back the runs that are
   * left. Twice is fine.
   */
  public synchronized void stop() {
    if (phase != Phase.RUNNING) {
      phase = Phase.STOPPED;
      return;
    }
    drain();
    phase = Phase.STOPPED;
    Duration left = config.patience().minusNanos(nanoTime.getAsLong() - drainingSince);
    boolean none = runs.awaitNone(left.isNegative() ? Duration.ZERO : left);
    dispatcher.stop();
    listener.stop();
    if (!none) {
      LOG.info("{} runs go back to the queue", runs.size());
      runs.tellAll(new Message.HandBack());
      if (!runs.awaitNone(handBack())) {
        LOG.warn("{} runs could not be handed back; their leases run out", runs.size());
      }
    }
    journal.close();
    keeper.stop();
  }

  private Duration handBack() {
    return config.patience().compareTo(HAND_BACK) < 0 ? config.patience() : HAND_BACK;
  }

  @Override
  public void close() {
    stop();
  }
}
