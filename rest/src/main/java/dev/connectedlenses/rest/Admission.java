package dev.connectedlenses.rest;

import dev.connectedlenses.rest.error.ApiError;
import dev.connectedlenses.rest.error.RestException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The door before the work. Some requests are under way, a few more wait in line for a short while,
 * the others are sent away at once: a short line keeps its promise to those in it, a long one to
 * nobody. Who has had least of late is served first, and pushes out who has had most; the last
 * quarter of the places is for those who are known and have had less than half of what those inside
 * have had. A line that does not become empty for as long as one waits in it stands for more work
 * than there is time for, and becomes much shorter.
 */
final class Admission {

  private final Crowd crowd;
  private final int forStrangers;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<Waiting> line = new ArrayList<>();
  private final LongAdder turnedAway = new LongAdder();
  private final LongSupplier nanos;
  private int inside;

  /** What those inside had used when they came, less the moments at which they came. */
  private double usedInside;

  private long standsSince;

  Admission(Crowd crowd, LongSupplier nanos) {
    this.crowd = crowd;
    this.forStrangers = crowd.atOnce() - crowd.atOnce() / 4;
    this.nanos = nanos;
  }

  /**
   * Who asks to be let in.
   *
   * @param who the caller; its requests never overtake each other
   * @param known whether the last places are for it too
   * @param used how much it has had of late
   */
  record Guest(Object who, boolean known, double used) {
    /** Somebody who may have every place and has had nothing. */
    static final Guest FIRST = new Guest("", true, 0);

    boolean hasHadLessThan(Guest other) {
      return used < other.used && !who.equals(other.who);
    }
  }

  /** Somebody in line or inside. */
  private static final class Waiting {
    private final Guest guest;
    private final Condition turn;
    private final Duration patience;
    private @Nullable Boolean admitted;
    private long came;

    Waiting(Guest guest, Condition turn, Duration patience) {
      this.guest = guest;
      this.turn = turn;
      this.patience = patience;
    }

    void told(boolean in) {
      admitted = in;
      turn.signal();
    }
  }

  /** How many wait in line. */
  int waiting() {
    lock.lock();
    try {
      return line.size();
    } finally {
      lock.unlock();
    }
  }

  /** How many may be under way. */
  int places() {
    return crowd.atOnce();
  }

  /** How many are under way. */
  int inside() {
    lock.lock();
    try {
      return inside;
    } finally {
      lock.unlock();
    }
  }

  /** Whether somebody is known and has had little, compared with those inside. */
  boolean trusts(Guest guest) {
    lock.lock();
    try {
      return modest(guest);
    } finally {
      lock.unlock();
    }
  }

  /** How many were sent away so far. */
  long turnedAway() {
    return turnedAway.sum();
  }

  /** Whether there is neither a place nor room in the line. */
  boolean hopeless(Guest guest) {
    lock.lock();
    try {
      return !hasPlace(guest) && line.size() >= length() && most(guest) == null;
    } finally {
      lock.unlock();
    }
  }

  /** What comes of this work, or the advice to come back. */
  <T> T admit(Guest guest, Supplier<T> work) {
    return admit(guest, work, () -> {});
  }

  /**
   * What comes of this work, or the advice to come back.
   *
   * @param before runs before somebody is sent away
   */
  <T> T admit(Guest guest, Supplier<T> work, Runnable before) {
    Waiting one = enters(guest);
    if (one == null) {
      before.run();
      throw away();
    }
    try {
      return work.get();
    } finally {
      leaves(one);
    }
  }

  private @Nullable Waiting enters(Guest guest) {
    lock.lock();
    try {
      Waiting one = new Waiting(guest, lock.newCondition(), patience(guest));
      // whoever in line could take a free place has taken it already
      if (hasPlace(guest)) {
        goesIn(one);
        return one;
      }
      return lineUp(one) && waits(one) ? one : null;
    } finally {
      lock.unlock();
    }
  }

  /** Whoever has had little waits longer rather than being sent away because of others. */
  private Duration patience(Guest guest) {
    return modest(guest) ? crowd.longer() : crowd.patience();
  }

  private boolean hasPlace(Guest guest) {
    return inside < (modest(guest) ? crowd.atOnce() : forStrangers);
  }

  /** Whether somebody is known, and has had less than half of what those inside have had by now. */
  private boolean modest(Guest guest) {
    double had = usedInside + (double) inside * nanos.getAsLong();
    return guest.known() && 2 * guest.used() * inside <= had;
  }

  private void goesIn(Waiting one) {
    inside++;
    one.came = nanos.getAsLong();
    usedInside += one.guest.used() - one.came;
  }

  private boolean lineUp(Waiting one) {
    if (line.isEmpty()) {
      standsSince = nanos.getAsLong();
    }
    if (line.size() >= length() && !pushesOut(one.guest)) {
      return false;
    }
    line.add(one);
    return true;
  }

  private int length() {
    boolean stands = nanos.getAsLong() - standsSince > crowd.patience().toNanos();
    return stands ? Math.min(crowd.waiting(), crowd.standing()) : crowd.waiting();
  }

  private boolean pushesOut(Guest guest) {
    Waiting most = most(guest);
    if (most == null) {
      return false;
    }
    line.remove(most);
    most.told(false);
    return true;
  }

  /** Who in line has had most, and more than this one. */
  private @Nullable Waiting most(Guest guest) {
    Waiting most = null;
    for (Waiting other : line) {
      boolean more = most == null || other.guest.used() >= most.guest.used();
      if (more && guest.hasHadLessThan(other.guest)) {
        most = other;
      }
    }
    return most;
  }

  private boolean waits(Waiting one) {
    try {
      long left = one.patience.toNanos();
      while (one.admitted == null && left > 0) {
        left = one.turn.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    line.remove(one);
    return Boolean.TRUE.equals(one.admitted);
  }

  private void leaves(Waiting one) {
    lock.lock();
    try {
      inside--;
      usedInside = inside == 0 ? 0 : usedInside - one.guest.used() + one.came;
      for (Waiting next = next(); next != null; next = next()) {
        goesIn(next);
        line.remove(next);
        next.told(true);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Who has had least of those for whom there is a place, and of these who came first. */
  private @Nullable Waiting next() {
    Waiting least = null;
    for (Waiting one : line) {
      boolean less = least == null || one.guest.hasHadLessThan(least.guest);
      if (less && hasPlace(one.guest)) {
        least = one;
      }
    }
    return least;
  }

  /** The answer for one more who is sent away. */
  RestException away() {
    turnedAway.increment();
    return ApiError.of(503, "53300", "The server has more to do than it can")
        .hint("Send the request again after a second.")
        .header("Retry-After", "1")
        .asException();
  }
}
