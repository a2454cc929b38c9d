package dev.connectedlenses.database.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.database.TestDatabase;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is done to the audit chain behind its back is found. */
class AuditChainTest {
  private static final UUID OWNER = UUID.fromString("b0000000-0000-7000-8000-000000000001");
  private static final int ROWS = 40;
  private static final int MUTATIONS = 250;
  private static TestDatabase database;

  @BeforeAll
  static void start() {
    database = TestDatabase.create();
    RightsMatrix.loadFixture(database);
    database.admin().useHandle(h -> IntStream.range(1, ROWS).forEach(i -> append(h, i)));
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  private static void append(Handle handle, int number) {
    handle
        .createQuery(
            "select audit.append(?, 'test.done', 'thing', null, jsonb_build_object('n', ?::int))")
        .bind(0, OWNER)
        .bind(1, number)
        .mapTo(Long.class)
        .one();
  }

  private static List<String> problems(Handle handle) {
    return handle
        .createQuery("select seq || ' ' || problem from audit.verify(?)")
        .bind(0, OWNER)
        .mapTo(String.class)
        .list();
  }

  @Test
  void anUntouchedChainIsWhole() {
    List<String> found = database.admin().withHandle(AuditChainTest::problems);

    assertThat(found).isEmpty();
  }

  @Test
  void everyMutationIsFound() {
    Random random = new Random(28);
    database
        .admin()
        .useTransaction(h -> {
          // somebody with the rights of the server itself
          h.execute("set local session_replication_role = replica");
          for (int i = 0; i < MUTATIONS; i++) {
            h.savepoint("mutation");
            String mutation = mutate(h, random, i % 7);
            assertThat(problems(h)).as(mutation).isNotEmpty();
            h.rollbackToSavepoint("mutation");
          }
          h.rollback();
        });
  }

  private static String mutate(Handle handle, Random random, int kind) {
    int row = 1 + random.nextInt(ROWS);
    int other = 1 + (row + random.nextInt(ROWS - 1)) % ROWS;
    String mutation =
        switch (kind) {
          case 0 -> "update audit.log set detail = detail || '{\"x\": 1}' where seq = " + row;
          case 1 -> "update audit.log set action = action || '.' where seq = " + row;
          case 2 -> "update audit.log set actor_lenser_id = gen_random_uuid() where seq = " + row;
          case 3 ->
              "update audit.log set occurred_at = occurred_at - interval '1 us' where seq = " + row;
          case 4 -> "delete from audit.log where seq = " + row;
          case 5 -> "delete from audit.log where seq >= " + row;
          default ->
              "update audit.log l set detail = o.detail || '{\"y\": 1}', hash = o.hash from audit.log o"
                  + " where l.seq = %d and o.seq = %d and o.owner_lenser_id = l.owner_lenser_id"
                      .formatted(row, other);
        };
    handle.execute(
        mutation.replace("where seq", "where owner_lenser_id = '" + OWNER + "' and seq"));
    return mutation;
  }

  @Test
  void aCutTailIsFoundEvenWhenTheHeadIsCutWithIt() {
    database
        .admin()
        .useTransaction(h -> {
          h.execute(
              "insert into audit.checkpoints select owner_lenser_id, seq, hash, now(), 'k', sha256('s') from audit.heads where owner_lenser_id = ? on conflict do nothing",
              OWNER);
          h.execute("set local session_replication_role = replica");
          h.execute("delete from audit.log where owner_lenser_id = ? and seq > ?", OWNER, ROWS - 5);
          h.execute(
              "update audit.heads d set seq = l.seq, hash = l.hash from audit.log l where d.owner_lenser_id = ? and l.owner_lenser_id = d.owner_lenser_id and l.seq = ?",
              OWNER,
              ROWS - 5);
          assertThat(problems(h)).anyMatch(problem -> problem.contains("checkpoint"));
          h.rollback();
        });
  }

  @Test
  void manyWritersMakeOneChain() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Integer> work =
          () -> {
            database.admin().useHandle(h -> IntStream.range(0, 20).forEach(i -> appendTo(h, i)));
            return 0;
          };
      for (var done : threads.invokeAll(List.of(work, work, work, work))) {
        done.get();
      }
    }
    String chain =
        database
            .admin()
            .withHandle(h ->
                h.createQuery(
                        "select max(seq) || ' ' || count(*) || ' ' || (select count(*) from audit.verify(?)) from audit.log where owner_lenser_id = ?")
                    .bind(0, NEWCOMER)
                    .bind(1, NEWCOMER)
                    .mapTo(String.class)
                    .one());
    assertThat(chain).isEqualTo("80 80 0");
  }

  private static final UUID NEWCOMER = UUID.fromString("b0000000-0000-7000-8000-000000000002");

  private static void appendTo(Handle handle, int number) {
    handle
        .createQuery(
            "select audit.append(?, 'test.raced', null, null, jsonb_build_object('n', ?::int))")
        .bind(0, NEWCOMER)
        .bind(1, number)
        .mapTo(Long.class)
        .one();
  }
}
