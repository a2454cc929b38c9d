package dev.connectedlenses.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets calls of one caller with one text share a transaction when they come together, so that many
 * small writes pay for one commit. A call that finds nobody before it goes at once; those that come
 * while enough of its kind are under way wait for the first of them to end, and then go together.
 *
 * <p>Calls of different callers never share. Where one of those that went together is refused,
 * nothing was committed, and each goes again by itself; so nobody pays for another's mistake with
 * more than time.
 */
final class Sharing {
  /** Transactions of one kind at a time: one that waits for the disk, one that works. */
  static final int LANES = 2;

  /** Calls of one transaction at most. */
  static final int MOST = 16;

  private final Lock lock = new ReentrantLock();
  private final Map<Key, Line> lines = new HashMap<>();
  private final Carrier carrier;

  Sharing(Carrier carrier) {
    this.carrier = carrier;
  }

  /** Runs calls with one text in one transaction; each call is told its own answer. */
  @FunctionalInterface
  interface Carrier {
    /**
     * Commits all or nothing.
     *
     * @throws SQLException of the first call that was refused, or of the way to the server
     */
    void carry(List<Call<?>> calls) throws SQLException;
  }

  /** What has to be equal: the caller, the names of the settings, the statement. */
  private record Key(List<String> caller, String begin, List<String> names, String sql) {
    static Key of(Call<?> call) {
      Map<String, String> values = call.settings.values();
      List<String> caller =
          List.of(values.getOrDefault("role", ""), values.getOrDefault("request.jwt.claims", ""));
      return new Key(caller, call.settings.begin(), call.settings.names(), call.sql);
    }
  }

  /** The calls of one kind that wait, and how many transactions of it are under way. */
  private static final class Line {
    final Deque<Call<?>> waiting = new ArrayDeque<>();
    int underWay;
  }

  /** What a waiting call is told. */
  private sealed interface Word {
    /** It was carried by another. */
    record Carried() implements Word {}

    /** It carries these, itself among them. */
    record Lead(List<Call<?>> calls) implements Word {}

    /** It goes by itself, for one of those it went with was refused. */
    record Alone() implements Word {}

    /** Nobody knows whether it was carried. */
    record Lost(SQLException cause) implements Word {}
  }

  /** One statement of one caller. */
  static final class Call<T> {
    final UserSettings settings;
    final String sql;
    final int parameters;
    final Binder binder;
    private final ResultReader<T> reader;
    private final CompletableFuture<Word> word = new CompletableFuture<>();
    private final List<T> value = new ArrayList<>(1);

    Call(UserSettings settings, String sql, int parameters, Binder binder, ResultReader<T> reader) {
      this.settings = settings;
      this.sql = sql;
      this.parameters = parameters;
      this.binder = binder;
      this.reader = reader;
    }

    /** Takes the answer. */
    void read(ResultSet rows) throws SQLException {
      value.add(reader.read(rows));
    }

    T value() {
      return value.getFirst();
    }
  }

  /** Runs a call, together with others or by itself; its value is set when this returns. */
  void run(Call<?> call) throws SQLException {
    Key key = Key.of(call);
    List<Call<?>> first = enter(key, call);
    switch (first == null ? call.word.join() : new Word.Lead(first)) {
      case Word.Carried() -> {}
      case Word.Lead(List<Call<?>> calls) -> lead(key, call, calls);
      case Word.Alone() -> carrier.carry(List.of(call));
      case Word.Lost(SQLException cause) -> throw cause;
    }
  }

  /** How many calls wait in line. */
  int waiting() {
    lock.lock();
    try {
      return lines.values().stream().mapToInt(line -> line.waiting.size()).sum();
    } finally {
      lock.unlock();
    }
  }

  private @Nullable List<Call<?>> enter(Key key, Call<?> call) {
    lock.lock();
    try {
      Line line = lines.computeIfAbsent(key, _ -> new Line());
      if (line.underWay < LANES) {
        line.underWay++;
        return List.of(call);
      }
      line.waiting.add(call);
      return null;
    } finally {
      lock.unlock();
    }
  }

  /** Carries calls, the own one among them, and names the next leader. */
  private void lead(Key key, Call<?> own, List<Call<?>> calls) throws SQLException {
    Word word = new Word.Lost(new SQLException("the calls before this one came to no end"));
    try {
      carrier.carry(calls);
      word = new Word.Carried();
    } catch (SQLException e) {
      word = calls.size() > 1 && isRefusal(e) ? new Word.Alone() : new Word.Lost(e);
      if (word instanceof Word.Lost) {
        throw e;
      }
    } finally {
      leave(key);
      for (Call<?> call : calls) {
        call.word.complete(word);
      }
    }
    if (word instanceof Word.Alone) {
      carrier.carry(List.of(own));
    }
  }

  /** Whether the server said no, so that surely nothing was committed. */
  private static boolean isRefusal(SQLException e) {
    String state = e.getSQLState();
    return state != null
        && !state.startsWith("08")
        && !state.startsWith("57P")
        && !state.startsWith("58")
        && !state.startsWith("XX");
  }

  private void leave(Key key) {
    lock.lock();
    try {
      Line line = lines.get(key);
      if (line == null) {
        return;
      }
      if (line.waiting.isEmpty()) {
        if (--line.underWay == 0) {
          lines.remove(key);
        }
        return;
      }
      List<Call<?>> next = new ArrayList<>();
      int size = Math.min(MOST, Integer.highestOneBit(line.waiting.size()));
      while (next.size() < size) {
        next.add(line.waiting.remove());
      }
      next.getFirst().word.complete(new Word.Lead(next));
    } finally {
      lock.unlock();
    }
  }
}
