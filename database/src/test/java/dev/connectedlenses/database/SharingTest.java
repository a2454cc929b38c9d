package dev.connectedlenses.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.testkit.Await;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharingTest {
  /** Waits for the gate, then tells the transaction, who asked, for what, and a quotient. */
  private static final String TELL =
      """
      select pg_current_xact_id()::text, current_setting('request.jwt.claims'), current_setting('request.path'), 10 / ?::int
      from pg_advisory_xact_lock_shared(7)
      """;

  private static final Identity ANN =
      Identity.of(UUID.fromString("00000000-0000-7000-8000-00000000000a"));
  private static final Identity BOB =
      Identity.of(UUID.fromString("00000000-0000-7000-8000-00000000000b"));

  private final TestDatabase test = TestDatabase.create();
  private final Database database =
      Database.open(
          test.url(), new DatabaseOptions(8, 1, Duration.ofSeconds(30), Duration.ofSeconds(60)));
  private final Handle gate = test.admin().open();
  private final List<Thread> threads = new ArrayList<>();

  /** What each call was told, by its path. */
  private final Map<String, Told> told = new ConcurrentHashMap<>();

  private record Told(String transaction, String claims, String path, String refusal) {}

  SharingTest() {
    gate.execute("select pg_advisory_lock(7)");
  }

  @AfterEach
  void close() {
    try (test;
        database;
        gate) {
      threads.clear();
    }
  }

  private void call(Identity caller, String path, int divisor) {
    threads.add(
        Thread.ofPlatform()
            .start(() -> {
              UserSettings settings = UserSettings.of(caller).with("request.path", path);
              try {
                told.put(
                    path,
                    database.asUserSharing(
                        settings,
                        TELL,
                        1,
                        (statement, first) -> statement.setInt(first, divisor),
                        SharingTest::read));
              } catch (SQLException e) {
                told.put(path, new Told("", "", path, String.valueOf(e.getSQLState())));
              }
            }));
  }

  private static Told read(ResultSet rows) throws SQLException {
    rows.next();
    return new Told(rows.getString(1), rows.getString(2), rows.getString(3), "");
  }

  /** As many as go at once are at the gate of the database. */
  private void awaitAtGate(int transactions) {
    Await.until(
        "transactions wait at the gate",
        () ->
            test.admin()
                    .withHandle(handle ->
                        handle
                            .createQuery(
                                "select count(*) from pg_locks where locktype = 'advisory' and not granted")
                            .mapTo(Integer.class)
                            .one())
                == transactions);
  }

  /** Those that came later than so many wait in line. */
  private void awaitInLine(int from) {
    awaitInLine(database.sharing(), from);
  }

  private void awaitInLine(Sharing sharing, int from) {
    Await.until(
        "those who came later wait in line", () -> sharing.waiting() == threads.size() - from);
  }

  private void open() throws InterruptedException {
    gate.execute("select pg_advisory_unlock(7)");
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private Set<String> transactions(Identity caller) {
    Set<String> transactions = new HashSet<>();
    told.values().stream()
        .filter(one -> one.claims().equals(caller.claimsJson()))
        .forEach(one -> transactions.add(one.transaction()));
    return transactions;
  }

  @Test
  void callsThatComeTogetherShareATransactionAndKeepTheirOwnSettings() throws Exception {
    call(ANN, "/0", 1);
    call(ANN, "/1", 1);
    awaitAtGate(Sharing.LANES);
    for (int i = 2; i < 2 + Sharing.MOST; i++) {
      call(ANN, "/" + i, 1);
    }
    awaitInLine(2);
    open();
    assertThat(told).hasSize(2 + Sharing.MOST);
    told.forEach((path, one) -> assertThat(one.path()).isEqualTo(path));
    assertThat(transactions(ANN)).as("two that went at once, and one for the others").hasSize(3);
  }

  @Test
  void callersNeverShare() throws Exception {
    for (Identity caller : List.of(ANN, BOB)) {
      call(caller, "/first of " + caller.userId(), 1);
      call(caller, "/second of " + caller.userId(), 1);
    }
    awaitAtGate(2 * Sharing.LANES);
    int before = threads.size();
    for (int i = 0; i < 8; i++) {
      call(i % 2 == 0 ? ANN : BOB, "/" + i, 1);
    }
    awaitInLine(before);
    open();
    assertThat(told).hasSize(before + 8);
    assertThat(transactions(ANN)).hasSize(3).doesNotContainAnyElementsOf(transactions(BOB));
    assertThat(transactions(BOB)).hasSize(3);
  }

  /** One of four divides by zero: it is told so, and the others are answered. */
  @Test
  void whoeverIsRefusedIsRefusedAlone() throws Exception {
    call(ANN, "/0", 1);
    call(ANN, "/1", 1);
    awaitAtGate(Sharing.LANES);
    for (int divisor = 0; divisor < 4; divisor++) {
      call(ANN, "/by " + divisor, divisor);
    }
    awaitInLine(2);
    open();
    assertThat(told.get("/by 0")).extracting(Told::refusal).isEqualTo("22012");
    assertThat(List.of("/by 1", "/by 2", "/by 3"))
        .allSatisfy(path -> assertThat(told.get(path)).extracting(Told::refusal).isEqualTo(""));
    assertThat(transactions(ANN)).as("each of the three again by itself").hasSize(5);
  }

  /**
   * When the way to the server breaks, nobody knows what was committed, and nothing is repeated.
   */
  @Test
  void whatMayHaveBeenCommittedIsNotRepeated() throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    AtomicInteger begun = new AtomicInteger();
    AtomicInteger together = new AtomicInteger();
    Sharing sharing =
        new Sharing(calls -> {
          begun.incrementAndGet();
          if (calls.size() == 1) {
            Await.until("the others wait", () -> busy.getCount() == 0);
            return;
          }
          together.addAndGet(calls.size());
          throw new SQLException("the connection is gone", "08006");
        });
    ConcurrentLinkedQueue<String> lost = new ConcurrentLinkedQueue<>();
    UserSettings settings = UserSettings.of(ANN);
    Runnable call =
        () -> {
          try {
            sharing.run(new Sharing.Call<>(settings, "select 1", 0, Binder.NONE, _ -> 1));
          } catch (SQLException e) {
            lost.add(e.getSQLState() + " " + e.getMessage());
          }
        };
    for (int i = 0; i < Sharing.LANES; i++) {
      threads.add(Thread.ofPlatform().start(call));
    }
    Await.until("the lanes are full", () -> begun.get() == Sharing.LANES);
    for (int i = 0; i < 4; i++) {
      threads.add(Thread.ofPlatform().start(call));
    }
    awaitInLine(sharing, Sharing.LANES);
    busy.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(together).hasValue(4);
    assertThat(lost).hasSize(4).allMatch(told -> told.equals("08006 the connection is gone"));
    assertThat(begun).as("nothing went a second time").hasValue(Sharing.LANES + 1);
  }
}
