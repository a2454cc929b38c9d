package dev.connectedlenses.engine.schedule;

import dev.connectedlenses.calendar.CronException;
import dev.connectedlenses.database.Database;
import dev.connectedlenses.engine.graph.Conditions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Starts runs without a person: fires schedules that are due, works out their instants ahead, and
 * fires triggers for what happened. Any number of processes do so on one database; what keeps them
 * apart are row locks that are passed over and the unique (schedule, instant).
 */
public final class Scheduler implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);
  private static final int BATCH = 500;
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(5);
  private static final Duration PRUNE_EVERY = Duration.ofHours(1);

  /** A clock that looks once a minute may be that late, and a little. */
  static final Duration OVERDUE = Duration.ofSeconds(90);

  /**
   * How it works.
   *
   * @param dispatches false where another clock, such as pg_cron, fires what is due
   * @param now the time; what it gives as null is the database's clock
   * @param started told after runs were made
   */
  public record Settings(boolean dispatches, Supplier<@Nullable Instant> now, Runnable started) {
    /** By the clock of the database. */
    public static Settings of(boolean dispatches, Runnable started) {
      return new Settings(dispatches, () -> null, started);
    }
  }

  private final ScheduleStore schedules;
  private final EventStore events;
  private final Settings settings;
  private final Semaphore hints = new Semaphore(0);
  private final Thread thread;
  private volatile boolean stopped;
  private long prunedAt = System.nanoTime();
  private long warnedAt = System.nanoTime();

  public Scheduler(Database database, Settings settings) {
    this.schedules = new ScheduleStore(database);
    this.events = new EventStore(database);
    this.settings = settings;
    this.thread = Thread.ofPlatform().daemon().name("clens-scheduler").unstarted(this::keep);
  }

  /** Begins. */
  public Scheduler start() {
    thread.start();
    return this;
  }

  /** Hints that something may have happened or been changed; returns at once. */
  public void wake() {
    hints.release();
  }

  private void keep() {
    try {
      while (!stopped) {
        attempt("plan schedules", this::plan);
        attempt("fire schedules", this::fire);
        attempt("watch the other clock", this::watch);
        attempt("look at what happened", this::happen);
        attempt("forget what is old", this::prune);
        if (hints.tryAcquire(pause().toNanos(), TimeUnit.NANOSECONDS)) {
          hints.drainPermits();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One step; how many things it found to do. */
  @FunctionalInterface
  private interface Step {
    int run() throws SQLException;
  }

  private int attempt(String what, Step step) {
    try {
      int found = step.run();
      if (found > 0) {
        LOG.debug("{}: {}", what, found);
      }
      return found;
    } catch (SQLException | RuntimeException e) {
      if (!stopped) {
        LOG.warn("cannot {}, trying again: {}", what, e.getMessage());
      }
      return 0;
    }
  }

  /** Works out instants of schedules that have too few; how many schedules that were. */
  int plan() throws SQLException {
    int planned = 0;
    List<ScheduleStore.Unplanned> some = schedules.unplanned(BATCH, settings.now().get());
    while (!some.isEmpty()) {
      int changed = planAll(some);
      planned += changed;
      some =
          changed == 0 || some.size() < BATCH
              ? List.of()
              : schedules.unplanned(BATCH, settings.now().get());
    }
    return planned;
  }

  private int planAll(List<ScheduleStore.Unplanned> some) throws SQLException {
    List<ScheduleStore.Planned> plans = new ArrayList<>();
    int refused = 0;
    for (ScheduleStore.Unplanned one : some) {
      try {
        plans.add(new ScheduleStore.Planned(one.row(), Plan.of(one.row(), one.now())));
      } catch (CronException e) {
        schedules.refuse(one.row(), e.getMessage());
        refused++;
      }
    }
    return refused + write(plans);
  }

  /** Together, or one by one where one of them keeps the others back. */
  private int write(List<ScheduleStore.Planned> plans) throws SQLException {
    try {
      return schedules.plan(plans);
    } catch (SQLException | RuntimeException e) {
      if (plans.size() < 2) {
        throw e;
      }
      int written = 0;
      for (ScheduleStore.Planned plan : plans) {
        String what = "plan schedule " + plan.row().id();
        written += attempt(what, () -> schedules.plan(List.of(plan)));
      }
      return written;
    }
  }

  /** Fires what is due; how many instants that were. */
  int fire() throws SQLException {
    int fired = 0;
    int batch = settings.dispatches() ? schedules.dispatch(BATCH, settings.now().get()) : 0;
    while (batch > 0 && !stopped) {
      fired += batch;
      settings.started().run();
      batch = schedules.dispatch(BATCH, settings.now().get());
    }
    return fired;
  }

  private int watch() throws SQLException {
    if (settings.dispatches() || System.nanoTime() - warnedAt < OVERDUE.toNanos()) {
      return 0;
    }
    warnedAt = System.nanoTime();
    int overdue = overdue();
    if (overdue > 0) {
      LOG.warn(
          "{} schedules are due and the job of pg_cron does not fire them; what it says is in"
              + " cron.job_run_details",
          overdue);
    }
    return overdue;
  }

  /** How many schedules another clock should have fired by now. */
  int overdue() throws SQLException {
    return schedules.overdue(OVERDUE, settings.now().get());
  }

  /** Fires triggers for what happened; how many happenings that were. */
  int happen() throws SQLException {
    int seen = 0;
    int batch = events.take(BATCH, Scheduler::holds);
    while (batch > 0 && !stopped) {
      seen += batch;
      settings.started().run();
      batch = events.take(BATCH, Scheduler::holds);
    }
    return seen;
  }

  /** A filter that cannot be read lets nothing through. */
  private static boolean holds(@Nullable JsonNode filter, JsonNode payload) {
    try {
      return filter == null || Conditions.holds(Conditions.read(filter), payload, _ -> {});
    } catch (IllegalArgumentException e) {
      LOG.warn("the filter of an event trigger cannot be read: {}", e.getMessage());
      return false;
    }
  }

  private int prune() {
    if (System.nanoTime() - prunedAt > PRUNE_EVERY.toNanos()) {
      prunedAt = System.nanoTime();
      schedules.prune();
    }
    return 0;
  }

  private Duration pause() {
    try {
      Duration next = settings.dispatches() ? schedules.untilNext() : null;
      if (next == null || next.compareTo(LONGEST_PAUSE) > 0) {
        return LONGEST_PAUSE;
      }
      return next.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : next;
    } catch (RuntimeException e) {
      return LONGEST_PAUSE;
    }
  }

  @Override
  public void close() {
    stopped = true;
    wake();
    try {
      if (thread.isAlive() && thread != Thread.currentThread()) {
        thread.join(Duration.ofSeconds(5));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
