package dev.connectedlenses.engine.run;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The runs that this process holds, by claim id. */
final class Runs {
  private final EngineConfig config;
  private final Map<UUID, RunActor> actors = new ConcurrentHashMap<>();
  private final AtomicInteger opening = new AtomicInteger();
  private final AtomicInteger suspects = new AtomicInteger();
  private final Lock lock = new ReentrantLock();
  private final Condition left = lock.newCondition();
  private volatile @Nullable Runnable waiting;

  Runs(EngineConfig config) {
    this.config = config;
  }

  /** How many more runs may be claimed now; where there are none, calls once there are. */
  int roomOrCall(Runnable roomMade) {
    int room = room();
    if (room > 0) {
      return room;
    }
    waiting = roomMade;
    return room();
  }

  private int room() {
    return Math.min(config.maxRuns() - actors.size(), config.maxOpening() - opening.get());
  }

  private void opened() {
    opening.decrementAndGet();
    callIfRoom();
  }

  private void callIfRoom() {
    Runnable call = waiting;
    if (call != null && room() >= config.maxOpening() / 4) {
      waiting = null;
      call.run();
    }
  }

  int size() {
    return actors.size();
  }

  /** Runs that have been claimed and have committed nothing yet. */
  int opening() {
    return opening.get();
  }

  /** Whether a run is held that lost worker after worker. */
  boolean holdsSuspects() {
    return suspects.get() > 0;
  }

  Collection<RunActor> all() {
    return actors.values();
  }

  @Nullable RunActor find(UUID claimId) {
    return actors.get(claimId);
  }

  /** Whether a run that is held asks somebody for an answer. */
  boolean anyAsking() {
    return actors.values().stream().anyMatch(RunActor::isAsking);
  }

  /** Sets a run in motion on a thread of its own. */
  void start(Shell shell, Lease lease) {
    UUID claimId = lease.claim().claimId();
    opening.incrementAndGet();
    int suspect = lease.claim().isSuspect() ? 1 : 0;
    suspects.addAndGet(suspect);
    RunActor actor = new RunActor(shell, lease, this::opened);
    actors.put(claimId, actor);
    Thread.ofVirtual()
        .name("run " + lease.claim().runId())
        .start(() -> {
          try {
            actor.run();
          } finally {
            suspects.addAndGet(-suspect);
            remove(claimId);
          }
        });
  }

  private void remove(UUID claimId) {
    actors.remove(claimId);
    callIfRoom();
    if (actors.isEmpty()) {
      lock.lock();
      try {
        left.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  void tellAll(Message message) {
    actors.values().forEach(actor -> actor.tell(message));
  }

  /** Waits until no run is held; false when there still is one after the time. */
  boolean awaitNone(Duration time) {
    lock.lock();
    try {
      long nanos = time.toNanos();
      while (!actors.isEmpty() && nanos > 0) {
        nanos = left.awaitNanos(nanos);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
    return actors.isEmpty();
  }
}
