package dev.connectedlenses.engine.run;

import dev.connectedlenses.engine.Failpoint;
import dev.connectedlenses.engine.graph.Cause;
import dev.connectedlenses.engine.graph.Graph;
import dev.connectedlenses.engine.graph.GraphException;
import dev.connectedlenses.engine.node.Failure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One claimed run in memory: a thread that takes one signal after the other to {@link Decide}, does
 * what it commands, and hands what it changed to the journal.
 *
 * <p>The state here runs ahead of the rows. That is safe because all that is ahead can be made
 * again: pure nodes are computed once more after a crash, and outside calls that only read may be
 * repeated. The draft goes to the journal whenever the run has nothing else to do at the moment,
 * and never while an entry of this run is under way; so a chain of pure nodes is one entry, and a
 * slow journal makes entries fewer and larger.
 */
final class RunActor implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(RunActor.class);

  /** Rows that a busy run drafts before it writes although it is not idle. */
  private static final int LARGE_DRAFT = 1000;

  /** When a run of a stopped agent is looked at again, should nobody wake it before. */
  private static final long STOPPED_MILLIS = 60_000;

  private static final long READ_AGAIN_MILLIS = 200;

  private final Shell shell;
  private final Lease lease;
  private final BlockingQueue<Message> mailbox = new LinkedBlockingQueue<>();
  private long entries;
  private Entry.@Nullable Ending underWay;
  private boolean leaving;
  private boolean cancelled;
  private boolean over;
  private volatile boolean asking;
  private @Nullable Runnable opened;

  /**
   * @param opened told once, when the run has committed something or has ended
   */
  RunActor(Shell shell, Lease lease, Runnable opened) {
    this.shell = shell;
    this.lease = lease;
    this.opened = opened;
  }

  /** Whether a node of this run waits for an answer, as far as anybody else needs to know. */
  boolean isAsking() {
    return asking;
  }

  Lease lease() {
    return lease;
  }

  /** Tells the run something; never blocks. */
  void tell(Message message) {
    mailbox.add(message);
  }

  /** The database does not take what this run drafted. */
  private static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public void run() {
    UUID runId = lease.claim().runId();
    try {
      if (isStopped()) {
        leave(STOPPED_MILLIS);
      } else {
        liveOrGiveUp();
      }
    } catch (RefusedException e) {
      LOG.error("run {} cannot even be ended; it stays in the queue, never due", runId);
      leave(null);
    } catch (InterruptedException e) {
      LOG.debug("run {} is dropped", runId);
    } catch (SQLException | RuntimeException e) {
      LOG.error("run {} is dropped; it will be claimed again", runId, e);
    } finally {
      tellOpened();
    }
  }

  /** Whether the run's agent is stopped, which only a cancelled run need not heed. */
  private boolean isStopped() {
    return lease.claim().run().means().stopped() && !lease.claim().cancelAsked();
  }

  /** Gives the claim back without having done anything. */
  private void leave(@Nullable Long millis) {
    Entry.Ending parked = new Entry.Ending.Park(millis);
    shell.journal().submit(Entry.empty(lease.claim(), entries + 1, parked));
  }

  private void tellOpened() {
    Runnable told = opened;
    if (told != null) {
      opened = null;
      told.run();
    }
  }

  private void liveOrGiveUp() throws SQLException, InterruptedException, RefusedException {
    try {
      live(null);
    } catch (RefusedException e) {
      String message = "a result of this run cannot be stored; the server's log has the details";
      live(Failure.of(Cause.VALIDATION_ERROR, message));
    }
  }

  /**
   * Moves the run as far as it goes.
   *
   * @param broken why it must end at once, null if it need not
   */
  private void live(@Nullable Failure broken)
      throws SQLException, InterruptedException, RefusedException {
    Read read = read(broken);
    if (read == null) {
      return;
    }
    RunWork work = open(read);
    try {
      while (!over) {
        advance(work);
      }
    } finally {
      work.abortAll();
    }
  }

  /** A run as it was read, and why it must end at once, if it must. */
  private record Read(Graph graph, RunStore.Stored stored, @Nullable Failure failure) {}

  /**
   * Reads the run, however long the database cannot be asked: a run that is dropped would wait for
   * its lease to end and count as one that lost its worker. Null where it is lost, goes back, or
   * its lease is over and nobody here keeps it up any more.
   */
  private @Nullable Read read(@Nullable Failure broken) throws SQLException, InterruptedException {
    while (true) {
      try {
        return readNow(broken);
      } catch (SQLException | RuntimeException e) {
        if (Faults.of(e) == Faults.DATA) {
          throw e;
        }
        LOG.warn("run {} waits to be read: {}", lease.claim().runId(), e.getMessage());
      }
      // what else may be said here is said again: its row stays
      switch (mailbox.poll(READ_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
        case Message.Lost() -> {
          return null;
        }
        case Message.HandBack() -> {
          leave(0L);
          return null;
        }
        case null, default -> {
          if (!lease.holds(shell.nanoTime().getAsLong(), shell.config().lease(), Duration.ZERO)) {
            return null;
          }
        }
      }
    }
  }

  private Read readNow(@Nullable Failure broken) throws SQLException {
    Claim.RunRow row = lease.claim().run();
    Graph graph;
    Failure failure = broken;
    try {
      graph = shell.runs().graph(lease.claim());
    } catch (GraphException e) {
      graph = new Graph(row.workflowId(), row.versionId(), List.of(), List.of());
      failure = Failure.of(Cause.VALIDATION_ERROR, "the workflow cannot run: " + e.getMessage());
    }
    RunStore.Stored stored = shell.runs().load(lease.claim(), graph, entries > 0);
    Failpoint.RUN_LOADED.pass();
    return new Read(graph, stored, failure);
  }

  /** Tells the run how it was claimed. */
  private RunWork open(Read read) {
    RunStore.Stored stored = read.stored();
    RunWork work = new RunWork(shell, lease, read.graph(), stored, this::tell);
    long now = shell.nanoTime().getAsLong();
    stored.timers().forEach((name, left) -> work.alarms().restore(name, left, now));
    Failure failure = read.failure();
    work.apply(failure == null ? opening(work) : new Signal.GivenUp(failure));
    stored.answers().forEach(work::answer);
    return work;
  }

  private Signal opening(RunWork work) {
    Claim claim = lease.claim();
    if (claim.attempt() > shell.config().maxClaims()) {
      String message =
          "%d workers in a row were lost while they ran this; it is not tried again"
              .formatted(claim.attempt() - 1);
      return new Signal.GivenUp(Failure.of(Cause.LOST_WORKER, message));
    }
    if (claim.cancelAsked()) {
      cancelled = true;
      return new Signal.CancelAsked(claim.cancelReason());
    }
    return new Signal.Claimed(recovers(claim, work.state()), claim.age(), work.alarms().armed());
  }

  /** Whether somebody had this run before and left it in the middle. */
  private static boolean recovers(Claim claim, RunState state) {
    boolean inFlight = state.nodes().stream().anyMatch(node -> node.status().isInFlight());
    return !RunStore.isNew(state.status()) && (claim.attempt() > 1 || inFlight);
  }

  /** One turn: what others say first, then what is due, then writing, then waiting. */
  private void advance(RunWork work) throws InterruptedException, RefusedException {
    Message message = mailbox.poll();
    if (message != null) {
      hear(work, message);
    } else if (moves(work)) {
      if (work.draft().size() >= LARGE_DRAFT) {
        write(work);
      }
    } else if (!write(work)) {
      asking = work.asks();
      Long nanos = leaving ? null : work.nextDue(underWay == null);
      message = nanos == null ? mailbox.take() : mailbox.poll(nanos, TimeUnit.NANOSECONDS);
      if (message != null) {
        hear(work, message);
      }
    }
  }

  /** Does one thing that is due by itself, if there is one. */
  private boolean moves(RunWork work) {
    return !leaving && (work.step() || (underWay == null && work.fetchStreams()));
  }

  private void hear(RunWork work, Message message) throws RefusedException {
    switch (message) {
      case Message.Settled(Entry.Outcome outcome) -> settled(outcome);
      case Message.Cancel(String reason) -> {
        if (!cancelled && !leaving) {
          cancelled = true;
          work.apply(new Signal.CancelAsked(reason));
        }
      }
      case Message.Lost() -> over = true;
      case Message.HandBack() -> {
        leaving = true;
        work.abortAll();
      }
      case Message.Answered(Answer answer) -> {
        if (!leaving) {
          work.answer(answer);
        }
      }
      case Message.Streamed _ -> {}
      case Message.Ended _, Message.Prompted _, Message.Logged _, Message.Happened _ -> {
        if (!leaving) {
          work.report(message);
        }
      }
    }
  }

  private void settled(Entry.Outcome outcome) throws RefusedException {
    Entry.Ending ending = underWay;
    underWay = null;
    tellOpened();
    switch (outcome) {
      case COMMITTED -> {
        entries++;
        over = !(ending instanceof Entry.Ending.Keep);
      }
      case LOST -> over = true;
      case REFUSED -> throw new RefusedException();
    }
  }

  /** Sends the draft off if there is something to write and no entry under way. */
  private boolean write(RunWork work) {
    if (underWay != null) {
      return false;
    }
    Entry.Ending ending = work.ending(leaving);
    if (ending instanceof Entry.Ending.Keep && !work.hasChanges()) {
      return false;
    }
    underWay = ending;
    Failpoint.ENTRY_HANDED_IN.pass();
    shell
        .journal()
        .submit(work.take(entries + 1, ending, outcome -> tell(new Message.Settled(outcome))));
    return true;
  }
}
