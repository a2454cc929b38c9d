package dev.connectedlenses.engine.run;

import dev.connectedlenses.engine.Failpoint;
import dev.connectedlenses.engine.graph.Cause;
import dev.connectedlenses.engine.node.Attempt;
import dev.connectedlenses.engine.node.AttemptResult;
import dev.connectedlenses.engine.node.AttemptSink;
import dev.connectedlenses.engine.node.Failure;
import dev.connectedlenses.engine.node.NodeException;
import dev.connectedlenses.engine.node.NodeKind;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An attempt that runs on a thread of its own. What it streams gathers here until the run's thread
 * fetches it, so a quick stream costs few events and a slow journal makes them fewer still.
 */
final class Flight implements AttemptSink {
  private static final Logger LOG = LoggerFactory.getLogger(Flight.class);

  /** Least time between two fetches: at most twenty stored pieces a second. */
  private static final long PIECE_NANOS = 50_000_000;

  private final Command.StartAttempt start;
  private final LongSupplier nanoTime;
  private final Consumer<Message> mailbox;
  private final StringBuilder gathered = new StringBuilder();
  private final long startedAt;
  private long nextFetchAt;
  private int pieces;
  private volatile @Nullable Long firstDeltaAt;
  private @Nullable Thread thread;

  Flight(Command.StartAttempt start, LongSupplier nanoTime, Consumer<Message> mailbox) {
    this.start = start;
    this.nanoTime = nanoTime;
    this.mailbox = mailbox;
    this.startedAt = nanoTime.getAsLong();
    this.nextFetchAt = startedAt;
  }

  int node() {
    return start.node();
  }

  int attempt() {
    return start.attempt();
  }

  /** Reading of the monotonic clock at which the attempt has timed out. */
  long deadline() {
    return startedAt + start.timeout().toNanos();
  }

  Signal.Timing timing() {
    Long first = firstDeltaAt;
    return new Signal.Timing(
        (nanoTime.getAsLong() - startedAt) / 1_000_000,
        first == null ? null : (first - startedAt) / 1_000_000);
  }

  void take(NodeKind kind, Attempt attempt) {
    thread =
        Thread.ofVirtual()
            .name("attempt " + attempt.node().label())
            .start(() -> fly(kind, attempt));
  }

  private void fly(NodeKind kind, Attempt attempt) {
    Failpoint.CALL_BEFORE.pass();
    AttemptResult result = run(kind, attempt);
    Failpoint.CALL_AFTER.pass();
    mailbox.accept(new Message.Ended(this, result));
  }

  /** Runs an attempt on the calling thread; whatever a kind throws becomes a failure. */
  static AttemptResult run(NodeKind kind, Attempt attempt) {
    String node = "node \"" + attempt.node().label() + "\"";
    try {
      return kind.run(attempt);
    } catch (InterruptedException e) {
      return failed(Cause.CANCELLED, node + " was stopped");
    } catch (NodeException e) {
      return new AttemptResult.Failed(e.failure(), List.of());
    } catch (RuntimeException | StackOverflowError e) {
      if (Faults.of(e) == Faults.OUTAGE) {
        LOG.warn("{} of run {} cannot ask the database: {}", node, attempt.runId(), e.getMessage());
        return failed(
            Cause.PROVIDER_ERROR, node + " could not ask the database, which is busy or away");
      }
      LOG.error("{} of run {} failed unexpectedly", node, attempt.runId(), e);
      return failed(Cause.TOOL_ERROR, unexpected(node, e));
    }
  }

  private static String unexpected(String node, Throwable e) {
    return "%s failed unexpectedly (%s); the server's log has the details"
        .formatted(node, e.getClass().getSimpleName());
  }

  private static AttemptResult failed(Cause cause, String message) {
    return new AttemptResult.Failed(Failure.of(cause, message), List.of());
  }

  /** Asks the attempt to stop; its thread ends when it can. */
  void abort() {
    if (thread != null) {
      thread.interrupt();
    }
  }

  /** When the gathered text may be fetched. */
  long nextFetchAt() {
    return nextFetchAt;
  }

  boolean hasText() {
    synchronized (gathered) {
      return !gathered.isEmpty();
    }
  }

  /** The text gathered since the last fetch as a signal, null where there is none. */
  Signal.@Nullable AttemptStreamed fetch() {
    String text;
    synchronized (gathered) {
      text = gathered.toString();
      gathered.setLength(0);
    }
    if (text.isEmpty()) {
      return null;
    }
    nextFetchAt = nanoTime.getAsLong() + PIECE_NANOS;
    return new Signal.AttemptStreamed(node(), attempt(), pieces++, text);
  }

  @Override
  public void delta(String text) {
    if (firstDeltaAt == null) {
      firstDeltaAt = nanoTime.getAsLong();
    }
    boolean first;
    synchronized (gathered) {
      first = gathered.isEmpty();
      gathered.append(text);
    }
    if (first) {
      mailbox.accept(new Message.Streamed(this));
    }
  }

  @Override
  public void prompt(JsonNode layers) {
    mailbox.accept(new Message.Prompted(this, layers));
  }

  @Override
  public void event(String type, ObjectNode payload) {
    mailbox.accept(new Message.Happened(this, EventType.ofWire(type), payload));
  }

  @Override
  public void log(String level, String message) {
    mailbox.accept(new Message.Logged(this, level, message));
  }
}
