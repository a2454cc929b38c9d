package dev.connectedlenses.engine.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The timers of one run: when they ring here, and which of them the database has to learn of. */
final class Alarms {
  private final Map<Timer, Long> deadlines = new HashMap<>();
  private final Set<Timer> stored = new HashSet<>();
  private final Set<Timer> changed = new HashSet<>();

  /** Takes over a timer that is stored already. */
  void restore(String name, Duration left, long now) {
    Timer timer = parse(name);
    deadlines.put(timer, now + left.toNanos());
    stored.add(timer);
  }

  Set<Timer> armed() {
    return Set.copyOf(deadlines.keySet());
  }

  void arm(Timer timer, Duration delay, long now) {
    deadlines.put(timer, now + delay.toNanos());
    changed.add(timer);
  }

  void disarm(Timer timer) {
    if (deadlines.remove(timer) != null) {
      changed.add(timer);
    }
  }

  /** Forgets all timers, for a run that is over. */
  void disarmAll() {
    changed.addAll(deadlines.keySet());
    deadlines.clear();
  }

  /** A timer that is due, which is then forgotten; null where there is none. */
  @Nullable Timer ring(long now) {
    for (Map.Entry<Timer, Long> each : deadlines.entrySet()) {
      if (each.getValue() - now <= 0) {
        Timer timer = each.getKey();
        disarm(timer);
        return timer;
      }
    }
    return null;
  }

  /** Nanoseconds until the next one rings, null where none will. */
  @Nullable Long next(long now) {
    Long next = null;
    for (long deadline : deadlines.values()) {
      long left = Math.max(0, deadline - now);
      next = next == null ? left : Math.min(next, left);
    }
    return next;
  }

  boolean hasChanges() {
    for (Timer timer : changed) {
      if (deadlines.containsKey(timer) || stored.contains(timer)) {
        return true;
      }
    }
    return false;
  }

  /** The rows that bring the database up to date; the caller writes them. */
  List<Entry.TimerRow> takeChanges(long now) {
    List<Entry.TimerRow> rows = new ArrayList<>();
    for (Timer timer : changed) {
      Long deadline = deadlines.get(timer);
      if (deadline != null) {
        rows.add(new Entry.TimerRow(name(timer), Math.max(0, (deadline - now) / 1_000_000)));
        stored.add(timer);
      } else if (stored.remove(timer)) {
        rows.add(new Entry.TimerRow(name(timer), null));
      }
    }
    changed.clear();
    return rows;
  }

  static String name(Timer timer) {
    return switch (timer) {
      case Timer.Retry(int node) -> "retry:" + node;
      case Timer.Wake(int node) -> "wake:" + node;
      case Timer.RunTimeout() -> "run_timeout";
    };
  }

  private static Timer parse(String name) {
    int colon = name.indexOf(':');
    if (colon < 0) {
      return new Timer.RunTimeout();
    }
    int node = Integer.parseInt(name.substring(colon + 1));
    return name.startsWith("wake:") ? new Timer.Wake(node) : new Timer.Retry(node);
  }
}
