package dev.connectedlenses.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectedlenses.database.Identity;
import dev.connectedlenses.database.OwnServer;
import dev.connectedlenses.database.ServerUrl;
import dev.connectedlenses.database.StartRefusedException;
import dev.connectedlenses.database.TestDatabase;
import dev.connectedlenses.testkit.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both clocks, with pg_cron as Debian has it on a PostgreSQL 15 of the test's own. */
final class ClocksTest {
  private static final String PRELOADED =
      """
      shared_preload_libraries = 'pg_cron'
      cron.database_name = 'connectedlenses'
      cron.use_background_workers = on
      """;

  private static final String JOBS =
      "select coalesce(string_agg(jobname || '|' || schedule || '|' || command || '|' || database || '|' || active, ' '), 'none') from cron.job";

  private static final String OUR_JOB =
      "clens-dispatch|* * * * *|select lenses.dispatch_due(10000)|connectedlenses|true";

  private static final String YOUNG =
      "select (extract(second from clock_timestamp()) between ? and ?)::text";

  /** In the quick suite SchedulerTest alone tries that the servers' own clock fires. */
  private static final boolean FULL = "full".equals(System.getProperty("suite"));

  /** The job looks once a minute, so an instant comes within that and a little. */
  private static final Duration A_MINUTE = Duration.ofSeconds(100);

  private static final int SCHEDULES = 20;

  @TempDir Path folder;

  private static String one(TestDatabase database, String question, Object... arguments) {
    return database
        .admin()
        .withHandle(handle -> {
          var query = handle.createQuery(question);
          for (int i = 0; i < arguments.length; i++) {
            query.bind(i, arguments[i]);
          }
          return query.mapTo(String.class).one();
        });
  }

  private static Config config(OwnServer postgres, Path folder, Config.Clock clock, Role... roles) {
    Config plain = new Config(LiveServer.url(postgres.url()), 0, folder.resolve("data"), List.of());
    return plain.with(clock).with(Set.of(roles));
  }

  private static Serve serve(Config config) {
    return Serve.start(config, line -> {});
  }

  /** A workflow of one node without a model, with schedules that fire every minute. */
  private static UUID everyMinute(TestDatabase database) {
    UUID author =
        UUID.fromString(
            one(database, "select auth.sign_up('author@example.org', 'no password') ->> 'id'"));
    return database.asPersona(
        Identity.of(author),
        handle -> {
          UUID workflow =
              handle
                  .createQuery("select id from public.fn_create_workflow('Every minute')")
                  .mapTo(UUID.class)
                  .one();
          handle.execute(
              "select public.fn_upsert_workflow_nodes(?, '[{\"label\": \"say\", \"kind\": \"transform\", \"config\": {\"text\": \"hello\"}}]')",
              workflow);
          for (int i = 0; i < SCHEDULES; i++) {
            handle.execute(
                "select public.fn_upsert_workflow_schedule(?, p_approval_policy => '{\"requiresApproval\": false}')",
                workflow);
          }
          return workflow;
        });
  }

  @Test
  void theJobOfPgCronFiresEveryInstantOnceAndGivesWayToTheServersOwnClock() throws Exception {
    try (OwnServer postgres = OwnServer.installed(PRELOADED)) {
      Config byJob = config(postgres, folder, Config.Clock.PG_CRON, Role.SCHEDULER, Role.ENGINE);
      try (Serve first = serve(byJob);
          Serve second = serve(byJob);
          TestDatabase database = postgres.database()) {
        assertThat(first.url()).isNotEqualTo(second.url());
        assertThat(one(database, JOBS)).as("one job for two servers").isEqualTo(OUR_JOB);
        // what is worked out while the job of a minute runs is due, and waits for the next one
        Await.until(
            "the minute is young", A_MINUTE, () -> one(database, YOUNG, 1, 40).equals("true"));
        everyMinute(database);
        Await.until(
            "the servers have worked instants out",
            () -> count(database, "workflow_schedules where next_run_at > now()") == SCHEDULES);
        Await.until(
            "the job has fired, and the runs have ended",
            A_MINUTE,
            () -> count(database, "workflow_runs where status = 'completed'") >= SCHEDULES);
        onceEach(database);
        assertThat(
                one(
                    database,
                    "select string_agg(distinct status || ' ' || command, ' ') from cron.job_run_details where status <> 'running'"))
            .isEqualTo("succeeded select lenses.dispatch_due(10000)");
      }
      theOtherClock(postgres, byJob);
    }
  }

  private static int count(TestDatabase database, String what) {
    return Integer.parseInt(one(database, "select count(*)::text from lenses." + what));
  }

  /** Every schedule fired in the minute of its instant, and each instant made one run. */
  private static void onceEach(TestDatabase database) {
    assertThat(
            one(
                database,
                """
                select string_agg(distinct f.outcome || ' ' || f.source || ' ' || r.trigger_mode || ' '
                  || (f.created_at between f.instant and f.instant + interval '59 seconds'), ', ')
                from lenses.schedule_firings f left join lenses.workflow_runs r
                  on r.id = f.run_id and r.schedule_id = f.schedule_id and r.scheduled_for = f.instant
                """))
        .isEqualTo("dispatched calendar schedule true");
    assertThat(
            one(
                database,
                "select (count(*) = count(distinct (schedule_id, scheduled_for)) and count(distinct schedule_id) = ?)::text from lenses.workflow_runs",
                SCHEDULES))
        .isEqualTo("true");
  }

  /** The same database under the embedded clock: the job is gone, and schedules go on. */
  private void theOtherClock(OwnServer postgres, Config byJob) {
    try (Serve own = serve(byJob.with(Config.Clock.EMBEDDED));
        TestDatabase database = postgres.database()) {
      assertThat(own.url()).isNotNull();
      assertThat(one(database, JOBS)).isEqualTo("none");
      if (FULL) {
        int before = count(database, "schedule_firings");
        Await.until(
            "the server fires by itself",
            A_MINUTE,
            () -> count(database, "schedule_firings") >= before + SCHEDULES);
      }
      assertThat(Clocks.set(Config.Clock.PG_CRON, postgres.url()))
          .as("whether the server dispatches")
          .isFalse();
      assertThat(one(database, JOBS)).isEqualTo(OUR_JOB);
    }
  }

  @Test
  void withoutTheExtensionTheStartIsRefusedInOneLine() {
    try (TestDatabase database = TestDatabase.empty()) {
      refused(database.url(), "extension \"pg_cron\" is not available");
      assertThat(Clocks.set(Config.Clock.EMBEDDED, database.url())).isTrue();
    }
  }

  @Test
  void withoutTheLibraryOrInAnotherDatabaseTheStartIsRefusedInOneLine() throws Exception {
    try (OwnServer postgres = OwnServer.installed("")) {
      refused(postgres.url(), "shared_preload_libraries");
      postgres.restart(PRELOADED);
      refused(postgres.url().to("postgres"), "can only create extension in database");
      Clocks.set(Config.Clock.PG_CRON, postgres.url());
      Clocks.set(Config.Clock.PG_CRON, postgres.url());
      postgres.restart("");
      assertThat(Clocks.set(Config.Clock.EMBEDDED, postgres.url()))
          .as("a job whose library is not loaded any more keeps nobody from starting")
          .isTrue();
    }
  }

  private static void refused(ServerUrl url, String reason) {
    assertThatThrownBy(() -> Clocks.set(Config.Clock.PG_CRON, url))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageStartingWith("pg_cron cannot be used: ")
        .hasMessageContaining(reason)
        .hasMessageContaining("cron.database_name")
        .hasMessageEndingWith("CLENS_SCHEDULER_CLOCK=embedded")
        .extracting(Throwable::getMessage)
        .asString()
        .hasLineCount(1)
        .doesNotContain(url.password());
  }

  @Test
  void aServerThatFiresNothingLeavesTheClockAlone() {
    try (TestDatabase database = TestDatabase.create();
        Closing parts = new Closing()) {
      Config config =
          new Config(LiveServer.url(database.url()), 0, folder, List.of())
              .with(Config.Clock.PG_CRON)
              .with(Set.of(Role.API));
      Clocks.add(config, database.url(), database.database(), () -> {}, parts);
    }
  }
}
