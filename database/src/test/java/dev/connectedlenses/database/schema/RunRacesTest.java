package dev.connectedlenses.database.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectedlenses.database.TestDatabase;
import dev.connectedlenses.testkit.Await;
import dev.connectedlenses.testkit.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Eight at once: idempotency keys, the first freezing of a graph, and appended events. */
class RunRacesTest {
  private static final int SUBMITTERS = 8;
  private static final int KEYS = "full".equals(System.getProperty("suite")) ? 5_000 : 500;

  private static final String WORKFLOW = "f0000000-0000-7000-8000-000000000001";
  private static TestDatabase database;

  @BeforeAll
  static void start() {
    database = TestDatabase.create();
    RightsMatrix.loadFixture(database);
    ask(
        """
        select count(*)::text from public.fn_upsert_workflow_nodes('%s', '[
          {"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi"}},
          {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]"}}]')
        """
            .formatted(WORKFLOW));
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  private static String ask(String sql) {
    return database.asPersona(
        Persona.OWNER.identity(), h -> h.createQuery(sql).mapTo(String.class).one());
  }

  /** Runs the same work in every submitter, all of them starting together. */
  private static <T> List<T> together(Callable<T> work) throws Exception {
    CyclicBarrier start = new CyclicBarrier(SUBMITTERS);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> results = new ArrayList<>();
      for (int i = 0; i < SUBMITTERS; i++) {
        results.add(
            threads.submit(() -> {
              start.await(60, TimeUnit.SECONDS);
              return work.call();
            }));
      }
      List<T> values = new ArrayList<>();
      for (Future<T> result : results) {
        values.add(result.get(60 + KEYS / 5, TimeUnit.SECONDS));
      }
      return values;
    }
  }

  @Test
  void oneRunForEachKeyAndOneVersionForAll() throws Exception {
    List<List<String>> answers =
        together(() -> IntStream.range(0, KEYS).mapToObj(RunRacesTest::startWithKey).toList());

    assertThat(answers).allSatisfy(runs -> assertThat(runs).isEqualTo(answers.getFirst()));
    assertThat(answers.getFirst()).doesNotHaveDuplicates().hasSize(KEYS);
    assertThat(
            ask(
                """
                select count(*) || ' ' || count(distinct r.workflow_version_id)
                from lenses.workflow_runs r where r.idempotency_key like 'key-%'
                """))
        .isEqualTo(KEYS + " 1");
    assertThat(queued()).isEqualTo(KEYS);
  }

  private static String startWithKey(int key) {
    return ask(
        "select public.fn_start_workflow_run('%s', p_idempotency_key => 'key-%d')::text"
            .formatted(WORKFLOW, key));
  }

  @Test
  void oneKeyForTwoRequestsIsOneRunAndARefusal() throws Exception {
    for (int round = 0; round < 50; round++) {
      String key = "both-" + round;
      AtomicInteger number = new AtomicInteger();
      List<String> answers =
          together(() -> {
            String model = number.incrementAndGet() % 2 == 0 ? "null" : "'demo/writer'";
            try {
              return model
                  + ask(
                      "select public.fn_start_workflow_run('%s', p_global_model_id => %s, p_idempotency_key => '%s')::text"
                          .formatted(WORKFLOW, model, key));
            } catch (JdbiException e) {
              assertThat(e).hasMessageContaining("was used for another request");
              return "refused";
            }
          });
      assertThat(answers.stream().filter(a -> !a.equals("refused")).distinct()).hasSize(1);
      assertThat(answers.stream().filter(a -> a.equals("refused"))).hasSize(SUBMITTERS / 2);
    }
    assertThat(runs("both-%")).isEqualTo(50);
  }

  /** Half of them is another person: a key means something to its owner alone. */
  @Test
  void theSameKeyOfAnotherPersonIsAnotherRun() throws Exception {
    ask("select public.fn_update_workflow('%s', 'Open', null, 'public')::text".formatted(WORKFLOW));
    ask(
        "select coalesce(public.fn_publish_workflow_version(public.fn_create_workflow_version('%s'))::text, '')"
            .formatted(WORKFLOW));
    int rounds = KEYS / 10;
    for (int round = 0; round < rounds; round++) {
      String start =
          "select public.fn_start_workflow_run('%s', p_idempotency_key => 'shared-%d')::text"
              .formatted(WORKFLOW, round);
      AtomicInteger number = new AtomicInteger();
      List<String> answers =
          together(() ->
              number.incrementAndGet() % 2 == 0
                  ? "owner " + ask(start)
                  : "stranger " + as(Persona.STRANGER, start));
      assertThat(answers.stream().distinct()).hasSize(2);
      assertThat(answers.stream().map(a -> a.replaceAll(".* ", "")).distinct()).hasSize(2);
    }
    assertThat(runs("shared-%")).isEqualTo(2 * rounds);
  }

  /** The first session is lost while the second waits for what comes of it. */
  @Test
  void whoeverWaitsForAFirstThatIsLostStartsTheRun() throws Exception {
    String start =
        "select public.fn_start_workflow_run('%s', p_idempotency_key => 'lost-1')::text"
            .formatted(WORKFLOW);
    Signal<Integer> session = new Signal<>("the first has started its run");
    AtomicBoolean lost = new AtomicBoolean();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<String> first =
          threads.submit(() ->
              database.asPersona(
                  Persona.OWNER.identity(),
                  h -> {
                    String run = h.createQuery(start).mapTo(String.class).one();
                    session.emit(
                        h.createQuery("select pg_backend_pid()").mapTo(Integer.class).one());
                    Await.until("its session is ended", lost::get);
                    return run;
                  }));
      int pid = session.await();
      Future<String> second = threads.submit(() -> ask(start));
      Await.until("the second waits", RunRacesTest::somebodyWaits);
      database
          .admin()
          .useHandle(h ->
              h.createQuery("select pg_terminate_backend(?)")
                  .bind(0, pid)
                  .mapTo(Boolean.class)
                  .one());
      lost.set(true);
      assertThatThrownBy(first::get).as("it never committed").isInstanceOf(Exception.class);
      assertThat(second.get(60, TimeUnit.SECONDS)).isEqualTo(ask(start));
    }
    assertThat(runs("lost-%")).isEqualTo(1);
  }

  private static boolean somebodyWaits() {
    return database
        .admin()
        .withHandle(h ->
            h.createQuery(
                    "select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock')")
                .mapTo(Boolean.class)
                .one());
  }

  private static String as(Persona persona, String sql) {
    return database.asPersona(
        persona.identity(), h -> h.createQuery(sql).mapTo(String.class).one());
  }

  private static String withHeader(String key, String sql) {
    return database.asPersona(
        Persona.OWNER.identity(),
        h -> {
          h.createQuery("select set_config('request.headers', ?, true)")
              .bind(0, "{\"idempotency-key\": \"" + key + "\"}")
              .mapTo(String.class)
              .one();
          return h.createQuery(sql).mapTo(String.class).one();
        });
  }

  private static final String AGENT = "c0000000-0000-7000-8000-0000000000a1";

  /** Teams' runs by the header: one run a key, whoever was first; what failed leaves no trace. */
  @Test
  void oneTeamRunForEachHeader() throws Exception {
    ask(
        "select public.fn_update_agent_policy('%s', '{\"max_parallel_runs\": 1000}')::text"
            .formatted(AGENT));
    String start = "select public.fn_start_team_run('%s', '%s')::text".formatted(AGENT, WORKFLOW);
    int keys = KEYS / 10;
    List<List<String>> answers =
        together(() ->
            IntStream.range(0, keys).mapToObj(key -> withHeader("team-" + key, start)).toList());
    assertThat(answers).allSatisfy(runs -> assertThat(runs).isEqualTo(answers.getFirst()));
    assertThat(answers.getFirst()).doesNotHaveDuplicates().hasSize(keys);
    String other =
        "select public.fn_start_team_run('%s', '%s', '{}', 'require_approval')::text"
            .formatted(AGENT, WORKFLOW);
    assertThatThrownBy(() -> withHeader("team-0", other))
        .hasMessageContaining("was used for another request");
    String wrong = "select public.fn_start_team_run('%s', uuidv7())::text".formatted(AGENT);
    assertThatThrownBy(() -> withHeader("team-failed", wrong)).hasMessageContaining("not found");
    assertThat(withHeader("team-failed", start)).as("after a failure the key is free").isNotEmpty();
    assertThatThrownBy(() -> withHeader("x".repeat(201), start))
        .hasMessageContaining("1 to 200 characters");
  }

  @Test
  void theHeaderAndTheArgumentAreOneKey() {
    String plain = "select public.fn_start_workflow_run('%s')::text".formatted(WORKFLOW);
    String run = withHeader("either", plain);
    assertThat(withHeader("either", plain)).isEqualTo(run);
    assertThat(
            ask(
                "select public.fn_start_workflow_run('%s', p_idempotency_key => 'either')::text"
                    .formatted(WORKFLOW)))
        .isEqualTo(run);
    assertThat(ask(plain)).as("without a key").isNotEqualTo(run);
    assertThat(withHeader(" ", plain)).as("an empty header is none").isNotEqualTo(run);
  }

  private static int runs(String keys) {
    return database
        .admin()
        .withHandle(h ->
            h.createQuery("select count(*) from lenses.workflow_runs where idempotency_key like ?")
                .bind(0, keys)
                .mapTo(int.class)
                .one());
  }

  private static int queued() {
    return database
        .admin()
        .withHandle(h ->
            h.createQuery(
                    """
                    select count(*) from engine.run_queue q join lenses.workflow_runs r on r.id = q.run_id
                    where r.idempotency_key like 'key-%'
                    """)
                .mapTo(int.class)
                .one());
  }

  @Test
  void eventIdsHaveNoHoleAndNoTwin() throws Exception {
    UUID run =
        UUID.fromString(ask("select public.fn_start_workflow_run('%s')::text".formatted(WORKFLOW)));
    database
        .admin()
        .useHandle(h ->
            h.execute(
                "update lenses.workflow_runs set status = 'running', last_event_id = 1 where id = ?",
                run));

    List<List<Long>> ids =
        together(() -> IntStream.range(0, 25).mapToObj(_ -> append(run)).toList());

    assertThat(ids.stream().flatMap(List::stream).sorted().toList())
        .isEqualTo(LongStream.rangeClosed(2, 1 + 25L * SUBMITTERS).boxed().toList());
  }

  private static long append(UUID run) {
    return Long.parseLong(
        ask(
            "select event_id::text from public.fn_append_workflow_run_event('%s', 'node.log')"
                .formatted(run)));
  }

  @Test
  void ofTwoEditorsOneIsTold() throws Exception {
    String revision = ask("select public.fn_get_workflow('%s') ->> 'revision'".formatted(WORKFLOW));

    List<Boolean> won =
        together(() -> {
          try {
            ask(
                "select title from public.fn_update_workflow('%s', 'Race', p_revision => %s)"
                    .formatted(WORKFLOW, revision));
            return true;
          } catch (JdbiException e) {
            assertThat(e).hasMessageContaining("was changed meanwhile");
            return false;
          }
        });

    assertThat(won).containsOnlyOnce(true);
  }
}
