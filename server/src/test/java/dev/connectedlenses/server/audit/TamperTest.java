package dev.connectedlenses.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.database.TestDatabase;
import dev.connectedlenses.outbound.Secret;
import dev.connectedlenses.server.vault.MasterKey;
import dev.connectedlenses.testkit.SettableClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody who owns the whole database changes the log, a thousand times in the full suite, and
 * hides it as well as can be; the checkpoints outside give every one away.
 */
class TamperTest {
  private static final UUID OWNER = UUID.fromString("b0000000-0000-7000-8000-000000000001");
  private static final UUID OTHER = UUID.fromString("b0000000-0000-7000-8000-000000000002");
  private static final int ROWS = 40;

  /** Every kind a few times in the quick suite. */
  private static final int MUTATIONS = "full".equals(System.getProperty("suite")) ? 1_000 : 90;

  private static final MasterKey MASTER =
      MasterKey.of(Secret.of("the master key of the tamper test, long enough"));

  private final TestDatabase database = TestDatabase.create();
  private final SettableClock clock = new SettableClock();
  @TempDir Path folder;
  private AuditSigner signer;

  @BeforeEach
  void grow() {
    signer = signer(MASTER);
    for (int row = 1; row <= ROWS; row++) {
      append(OWNER, row);
      append(OTHER, row);
      if (row % 10 == 0) {
        clock.advance(Duration.ofMinutes(1));
        assertThat(signer.sign()).isEqualTo(2);
      }
    }
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Path file() {
    return folder.resolve("audit.checkpoints");
  }

  private AuditSigner signer(MasterKey master) {
    return new AuditSigner(database.database(), master, file(), clock);
  }

  private void append(UUID owner, int number) {
    database
        .admin()
        .useHandle(h ->
            h.createQuery(
                    "select audit.append(?, 'test.done', 'thing', null, jsonb_build_object('n', ?::int))")
                .bind(0, owner)
                .bind(1, number)
                .mapTo(Long.class)
                .one());
  }

  private List<AuditTable.Problem> problems() {
    return signer.verifier().verify(OWNER, "").problems();
  }

  @Test
  void anUntouchedLogIsWhole() {
    AuditReport report = signer.verifier().verifyAll();
    assertThat(report.problems()).isEmpty();
    assertThat(report.rows()).isEqualTo(2 * ROWS);
    assertThat(report.outside()).isEqualTo(8);
    assertThat(report.checkpoints()).isEqualTo(16);
    assertThat(signer.sign()).as("nothing has grown").isZero();
  }

  @Test
  void everyMutationIsFound() {
    Random random = new Random(28);
    Map<String, Integer> found = new TreeMap<>();
    keep();
    for (int i = 0; i < MUTATIONS; i++) {
      Mutation mutation = Mutation.ALL.get(i % Mutation.ALL.size());
      int row = 1 + random.nextInt(ROWS);
      tamper(mutation, row, 1 + random.nextInt(ROWS));
      assertThat(problems()).as("%s at row %d, number %d", mutation.name(), row, i).isNotEmpty();
      found.merge(mutation.name(), 1, Integer::sum);
      restore();
    }
    assertThat(found).as("every kind").hasSize(Mutation.ALL.size());
    assertThat(problems()).as("restored").isEmpty();
  }

  /**
   * One way to change the log; the statements see {@code :row}, {@code :other} and {@code :owner}.
   */
  private record Mutation(String name, List<String> statements) {

    Mutation(String name, String... statements) {
      this(name, List.of(statements));
    }

    /** Makes every hash, the head and the rest of the chain fit what was changed. */
    private static final String REHASH =
        """
        do $$
        declare
          v_row audit.log;
          v_hash bytea := sha256(convert_to('clens audit ' || 'OWNER', 'UTF8'));
          v_seq bigint := 0;
        begin
          for v_row in select * from audit.log where owner_lenser_id = 'OWNER' order by seq loop
            v_seq := v_seq + 1;
            delete from audit.log where owner_lenser_id = 'OWNER' and seq = v_row.seq;
            v_row.seq := v_seq;
            v_row.previous_hash := v_hash;
            v_row.hash := audit.link(v_hash, v_row);
            insert into audit.log select v_row.*;
            v_hash := v_row.hash;
          end loop;
          update audit.heads set seq = v_seq, hash = v_hash where owner_lenser_id = 'OWNER';
        end $$
        """;

    private static final String NO_CHECKPOINTS =
        "delete from audit.checkpoints where owner_lenser_id = :owner";
    private static final String SET = "update audit.log set ";
    private static final String THERE = " where owner_lenser_id = :owner and seq = :row";

    static final List<Mutation> ALL =
        List.of(
            new Mutation("detail", SET + "detail = detail || '{\"x\": 1}'" + THERE),
            new Mutation("action", SET + "action = action || '.'" + THERE),
            new Mutation("actor", SET + "actor_lenser_id = gen_random_uuid()" + THERE),
            new Mutation("time", SET + "occurred_at = occurred_at + interval '1 us'" + THERE),
            new Mutation("subject type", SET + "subject_type = 'thing2'" + THERE),
            new Mutation("subject", SET + "subject_id = gen_random_uuid()" + THERE),
            new Mutation("hash", SET + "hash = sha256(hash)" + THERE),
            new Mutation("previous hash", SET + "previous_hash = sha256(hash)" + THERE),
            new Mutation("delete", "delete from audit.log" + THERE),
            new Mutation(
                "insert",
                "insert into audit.log select owner_lenser_id, seq + 1000, actor_lenser_id, action, subject_type, subject_id, detail, occurred_at, previous_hash, hash from audit.log"
                    + THERE),
            new Mutation(
                "swap",
                "update audit.log l set detail = o.detail || '{\"swapped\": true}', occurred_at = o.occurred_at from audit.log o where l.owner_lenser_id = :owner and o.owner_lenser_id = :owner and l.seq = :row and o.seq = :other"),
            new Mutation(
                "cut the tail",
                "delete from audit.log where owner_lenser_id = :owner and seq >= :row"),
            new Mutation(
                "cut the tail and the head",
                "delete from audit.log where owner_lenser_id = :owner and seq >= :row",
                REHASH),
            new Mutation(
                "cut the tail, the head and the checkpoints",
                "delete from audit.log where owner_lenser_id = :owner and seq >= :row",
                REHASH,
                NO_CHECKPOINTS),
            new Mutation(
                "change and compute all hashes anew",
                SET + "detail = '{\"rewritten\": true}'" + THERE,
                REHASH,
                NO_CHECKPOINTS),
            new Mutation(
                "delete and compute all hashes anew",
                "delete from audit.log" + THERE,
                REHASH,
                NO_CHECKPOINTS),
            new Mutation(
                "replace the whole chain",
                "delete from audit.log where owner_lenser_id = :owner",
                "insert into audit.log select cast(:owner as uuid), seq, actor_lenser_id, 'test.nothing', subject_type, subject_id, detail, occurred_at, previous_hash, hash from audit.log where owner_lenser_id <> :owner",
                REHASH,
                NO_CHECKPOINTS),
            new Mutation(
                "remove everything",
                "delete from audit.log where owner_lenser_id = :owner",
                "delete from audit.heads where owner_lenser_id = :owner",
                NO_CHECKPOINTS),
            new Mutation("remove the checkpoints", NO_CHECKPOINTS),
            new Mutation(
                "move a checkpoint",
                "update audit.checkpoints set seq = seq - 1, hash = (select l.hash from audit.log l where l.owner_lenser_id = :owner and l.seq = checkpoints.seq - 1) where owner_lenser_id = :owner and seq = 20"),
            new Mutation(
                "forge a signature",
                "update audit.checkpoints set signature = sha256(signature) || sha256(hash) where owner_lenser_id = :owner and seq = 30"),
            new Mutation(
                "date a checkpoint back",
                "update audit.checkpoints set signed_at = signed_at - interval '1 day' where owner_lenser_id = :owner and seq = 30"),
            new Mutation(
                "sign with another key",
                "update audit.checkpoints set key_id = 'mine' where owner_lenser_id = :owner and seq = 30"),
            new Mutation(
                "another's checkpoint",
                "update audit.checkpoints c set hash = o.hash, signature = o.signature, signed_at = o.signed_at from audit.checkpoints o where c.owner_lenser_id = :owner and o.owner_lenser_id <> :owner and c.seq = 10 and o.seq = 10"),
            new Mutation(
                "change, compute anew and sign as somebody else",
                SET + "detail = '{\"rewritten\": true}'" + THERE,
                REHASH,
                "update audit.checkpoints c set hash = l.hash, signature = sha256(l.hash) || sha256(l.hash) from audit.log l where c.owner_lenser_id = :owner and l.owner_lenser_id = :owner and l.seq = c.seq"));
  }

  private void tamper(Mutation mutation, int row, int other) {
    admin()
        .useTransaction(h -> {
          h.execute("set local session_replication_role = replica");
          for (String statement : mutation.statements()) {
            String sql = statement.replace("OWNER", OWNER.toString());
            if (sql.startsWith("do ")) {
              h.execute(sql);
            } else {
              run(h, sql, row, other);
            }
          }
        });
  }

  private static void run(Handle handle, String sql, int row, int other) {
    handle
        .createUpdate(
            sql.replace(":owner", "'" + OWNER + "'")
                .replace(":row", "" + row)
                .replace(":other", "" + (other == row ? row % ROWS + 1 : other)))
        .execute();
  }

  private Jdbi admin() {
    return database.admin();
  }

  private void keep() {
    admin()
        .useHandle(h -> {
          for (String table : List.of("log", "heads", "checkpoints")) {
            h.execute("create table public.kept_" + table + " as table audit." + table);
          }
        });
  }

  private void restore() {
    admin()
        .useTransaction(h -> {
          h.execute("set local session_replication_role = replica");
          for (String table : List.of("log", "heads", "checkpoints")) {
            h.execute("truncate audit." + table);
            h.execute("insert into audit." + table + " table public.kept_" + table);
          }
        });
  }

  @Test
  void aTailBeyondTheLastCheckpointIsFoundAsSoonAsItWasSigned() {
    append(OWNER, ROWS + 1);
    signer.sign();
    tamper(
        new Mutation(
            "cut",
            "delete from audit.log where owner_lenser_id = :owner and seq > 40",
            Mutation.REHASH,
            Mutation.NO_CHECKPOINTS),
        1,
        2);
    assertThat(problems())
        .anyMatch(p -> p.seq() == ROWS + 1 && p.problem().contains("outside, or is gone"));
  }

  @Test
  void aCopyThatWasKeptElsewhereCountsToo() throws Exception {
    String copy = Files.readString(file());
    tamper(
        new Mutation(
            "all",
            "delete from audit.log where owner_lenser_id = :owner",
            "delete from audit.heads where owner_lenser_id = :owner",
            Mutation.NO_CHECKPOINTS),
        1,
        2);
    Files.delete(file());
    assertThat(problems()).as("whoever has the database and the file").isEmpty();
    assertThat(signer.verifier().verify(OWNER, copy).problems()).hasSize(4);
    String forged = copy.replace("\"seq\":10", "\"seq\":11");
    assertThat(signer.verifier().verify(OWNER, forged).problems())
        .anyMatch(p -> p.problem().contains("not genuine"));
  }

  @Test
  void aDamagedLineIsNamedAndABrokenEndIsNot() throws Exception {
    String good = Files.readString(file());
    Files.writeString(file(), good + "{\"owner\":\"b0000000-0000");
    assertThat(problems()).isEmpty();
    append(OWNER, ROWS + 1);
    assertThat(signer.sign()).isEqualTo(1);
    assertThat(problems()).as("the next line begins on its own").hasSize(1);
    Files.writeString(file(), "rubbish\n" + good);
    assertThat(problems()).anyMatch(p -> p.seq() == 1 && p.problem().contains("damaged"));
  }

  @Test
  void aProcessThatDiedBetweenFileAndDatabaseIsHealed() {
    append(OWNER, ROWS + 1);
    signer.sign();
    tamper(
        new Mutation(
            "as if it died",
            "delete from audit.checkpoints where owner_lenser_id = :owner and seq = 41"),
        1,
        2);
    append(OWNER, ROWS + 2);
    assertThat(problems()).isNotEmpty();
    AuditSigner next = signer(MASTER);
    assertThat(next.sign()).isEqualTo(1);
    assertThat(next.verifier().verify(OWNER, "").problems()).isEmpty();
  }

  @Test
  void signaturesOfAReplacedKeyHoldAsLongAsTheFileKnowsIt() throws Exception {
    AuditSigner next = signer(MasterKey.of(Secret.of("another master key, also long enough")));
    append(OWNER, ROWS + 1);
    assertThat(next.sign()).isEqualTo(1);
    assertThat(next.verifier().verify(OWNER, "").problems()).isEmpty();
    Files.writeString(
        file(), Files.readString(file()).lines().skip(1).reduce("", (a, b) -> a + b + "\n"));
    assertThat(next.verifier().verify(OWNER, "").problems())
        .allMatch(p -> p.problem().startsWith("signed with a key that is not here"))
        .hasSize(8);
  }
}
