package dev.connectedlenses.database.schema;

import dev.connectedlenses.database.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * Two sessions that take a step at the same moment, thing by thing. Each keeps its connection, so
 * that the moment is as short as it can be.
 */
final class Duel implements AutoCloseable {
  private final Handle one;
  private final Handle other;

  Duel(TestDatabase database) {
    this.one = database.admin().open();
    this.other = database.admin().open();
  }

  /**
   * A statement in a transaction of its own; {@code {it}} in it is the thing.
   *
   * @param persona null for the administrator
   */
  record Step(@Nullable Persona persona, String sql) {

    /** What a session is answered, or the SQLSTATE of the refusal. */
    String take(Handle handle, String it) {
      try {
        return handle.inTransaction(h -> {
          if (persona != null) {
            h.createQuery(
                    "select set_config('role', ?, true) || set_config('request.jwt.claims', ?, true)")
                .bind(0, persona.role())
                .bind(1, persona.claims())
                .mapTo(String.class)
                .one();
          }
          String statement = sql.replace("{it}", it);
          return String.valueOf(h.createQuery(statement).mapTo(String.class).findOne().orElse(""));
        });
      } catch (JdbiException e) {
        if (e.getCause() instanceof SQLException refusal) {
          return String.valueOf(refusal.getSQLState());
        }
        throw e;
      }
    }
  }

  /** What both sides were answered about one thing. */
  record Answers(String it, String one, String other) {}

  /**
   * Fights about each thing.
   *
   * @param before is taken by the other side before each round; null for nothing
   */
  List<Answers> fight(List<String> things, Step oneBlow, Step otherBlow, @Nullable Step before)
      throws Exception {
    CyclicBarrier start = new CyclicBarrier(2);
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Future<List<String>> left = threads.submit(() -> all(one, things, oneBlow, null, start));
      Future<List<String>> right =
          threads.submit(() -> all(other, things, otherBlow, before, start));
      List<Answers> answers = new ArrayList<>();
      for (int i = 0; i < things.size(); i++) {
        answers.add(
            new Answers(
                things.get(i),
                left.get(300, TimeUnit.SECONDS).get(i),
                right.get(300, TimeUnit.SECONDS).get(i)));
      }
      return answers;
    }
  }

  private static List<String> all(
      Handle handle, List<String> things, Step blow, @Nullable Step before, CyclicBarrier start)
      throws Exception {
    List<String> answers = new ArrayList<>();
    for (String it : things) {
      if (before != null) {
        before.take(handle, it);
      }
      start.await(60, TimeUnit.SECONDS);
      answers.add(blow.take(handle, it));
    }
    return answers;
  }

  @Override
  public void close() {
    one.close();
    other.close();
  }
}
