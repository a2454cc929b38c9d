package dev.connectedlenses.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.testkit.Await;
import dev.connectedlenses.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Schedulers on a real database, under a clock that the test moves. */
final class SchedulerTest {
  private static final Instant NOON = Instant.parse("2027-03-27T12:00:00Z");
  private static final boolean FULL = "full".equals(System.getProperty("suite"));

  private final House house = new House();
  private final SettableClock clock = new SettableClock();

  @AfterEach
  void close() {
    house.close();
  }

  @BeforeEach
  void startAtNoon() {
    clock.set(NOON);
  }

  private Scheduler scheduler(Database door) {
    return new Scheduler(door, new Scheduler.Settings(true, clock::instant, () -> {}));
  }

  /** F26: five schedulers, one of them killed again and again, and every instant makes one run. */
  @Test
  void fiveSchedulersMakeOneRunOfEveryInstant() throws Exception {
    int schedules = FULL ? 1000 : 100;
    int minutes = 60;
    for (int i = 0; i < schedules; i += 100) {
      UUID workflow = house.workflow("flow " + i);
      house.run(
          """
          insert into lenses.workflow_schedules (workflow_id, cron_expr, next_run_at, calendar, approval_policy)
          select ?, '* * * * *', ?::timestamptz, ?, '{"requiresApproval": false}' from generate_series(1, 100)
          """,
          workflow,
          NOON.plusSeconds(60).toString(),
          Plan.CALENDAR);
    }
    List<Database> doors = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      doors.add(house.door());
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(5)) {
      for (int minute = 1; minute <= minutes; minute++) {
        clock.set(NOON.plusSeconds(60L * minute));
        Database victim = doors.get(minute % 5);
        List<Future<Integer>> rounds = new ArrayList<>();
        for (Database door : doors) {
          rounds.add(threads.submit(round(door)));
        }
        if (minute % 3 == 0) {
          victim.close();
          doors.set(minute % 5, house.door());
        }
        for (Future<Integer> round : rounds) {
          finished(round);
        }
        settle(round(doors.get((minute + 1) % 5)));
      }
    }
    assertThat(
            house.one(
                "select count(*) || ' ' || count(distinct (schedule_id, scheduled_for)) from lenses.workflow_runs"))
        .isEqualTo(schedules * minutes + " " + schedules * minutes);
    assertThat(
            house.one(
                "select min(n) || ' ' || max(n) from (select count(*) n from lenses.schedule_firings group by schedule_id) x"))
        .isEqualTo(minutes + " " + minutes);
    assertThat(house.one("select count(*)::text from engine.run_queue"))
        .isEqualTo("" + schedules * minutes);
  }

  /** Whoever is left finishes what the killed one had in hand, once its locks are gone. */
  private void settle(Callable<Integer> round) {
    Await.until(
        "every instant up to " + clock.instant() + " has fired",
        () -> {
          round.call();
          return house
              .one(
                  "select count(*)::text from lenses.workflow_schedules where next_run_at is null or next_run_at <= ?::timestamptz",
                  clock.instant().toString())
              .equals("0");
        });
  }

  private Callable<Integer> round(Database door) {
    Scheduler scheduler = scheduler(door);
    return () -> {
      scheduler.plan();
      return scheduler.fire();
    };
  }

  /** A scheduler whose connections are gone fails; the others do not. */
  private static void finished(Future<Integer> round) throws InterruptedException {
    try {
      round.get();
    } catch (ExecutionException e) {
      assertThat(e.getCause()).isInstanceOfAny(RuntimeException.class, java.sql.SQLException.class);
    }
  }

  @Test
  void aScheduleThatFailsKeepsNobodyBack() throws Exception {
    UUID good = house.workflow("good");
    UUID bad = house.workflow("bad");
    house.everyMinute(bad, "{\"priority\": 9}", NOON.toString());
    house.everyMinute(good, "{}", NOON.toString());
    house.run(
        "update lenses.workflows set status = 'archived', archived_at = now() where id = ?", bad);
    Scheduler scheduler = scheduler(house.door());
    assertThat(scheduler.fire()).isEqualTo(2);
    assertThat(
            house.one(
                "select string_agg(outcome, ' ' order by outcome) from lenses.schedule_firings"))
        .isEqualTo("dispatched validation_failed");
    assertThat(
            house.one(
                "select last_error_message || ' ' || consecutive_failures from lenses.workflow_schedules where workflow_id = ?",
                bad))
        .isEqualTo("workflow \"bad\" is archived 1");
  }

  @Test
  void aLockThatIsNotToBeHadIsTriedAgainAndNotCounted() throws Exception {
    UUID workflow = house.workflow("flow");
    UUID agent = house.agent("helper");
    UUID schedule = house.everyMinute(workflow, "{}", NOON.toString());
    house.run(
        "update lenses.workflow_schedules set assignee_id = ?, approval_policy = default where id = ?",
        agent,
        schedule);
    Scheduler scheduler = scheduler(house.door());
    house
        .test
        .admin()
        .useTransaction(handle -> {
          handle.execute("select 1 from agents.ai_lensers where id = ? for update", agent);
          scheduler.fire();
        });
    assertThat(
            house.one(
                "select last_dispatch_status || ' ' || consecutive_failures || ' ' || (next_run_at = ?::timestamptz) from lenses.workflow_schedules",
                NOON.toString()))
        .isEqualTo("dispatch_failed 0 true");
    clock.set(NOON.plusSeconds(10));
    assertThat(scheduler.fire()).isEqualTo(1);
    assertThat(house.one("select outcome from lenses.schedule_firings"))
        .isEqualTo("awaiting_approval");
  }

  @Test
  void threeDaysOffAreMadeUpForAsThePolicySays() throws Exception {
    String[] policies = {
      "{}", "{\"onMissed\": \"run_once\"}", "{\"onMissed\": \"backfill\", \"maxBackfill\": 7}"
    };
    for (String policy : policies) {
      house.everyMinute(house.workflow("flow " + policy.length()), policy, NOON.toString());
    }
    clock.set(NOON.plus(Duration.ofDays(3)));
    Scheduler scheduler = scheduler(house.door());
    assertThat(scheduler.fire()).as("what was missed waits for a decision").isZero();
    scheduler.plan();
    scheduler.fire();
    assertThat(
            house.one(
                """
                select string_agg(x.runs || '+' || x.missed, ' ' order by x.created_at) from (
                  select s.created_at, count(f.run_id) as runs, coalesce(sum(f.instants) filter (where f.outcome = 'missed'), 0) as missed
                  from lenses.workflow_schedules s join lenses.schedule_firings f on f.schedule_id = s.id group by s.id) x
                """))
        .as("five instants are only late; 4316 of three days and one are missed")
        .isEqualTo("5+4316 6+4315 12+4309");
    assertThat(
            house.one(
                "select bool_and(next_run_at = ?::timestamptz)::text from lenses.workflow_schedules",
                NOON.plus(Duration.ofDays(3)).plusSeconds(60).toString()))
        .isEqualTo("true");
  }

  @Test
  void aScheduleThatNoCalendarCanReadIsPausedWithTheReason() throws Exception {
    UUID schedule = house.everyMinute(house.workflow("flow"), "{}", NOON.toString());
    house.run(
        "update lenses.workflow_schedules set timezone = 'Mars/Olympus', next_run_at = null where id = ?",
        schedule);
    scheduler(house.door()).plan();
    assertThat(house.one("select is_active || ' ' || paused_reason from lenses.workflow_schedules"))
        .isEqualTo("false \"Mars/Olympus\" is no time zone");
  }

  @Test
  void byItselfItPlansAndFiresByTheClockOfTheDatabase() {
    UUID schedule = house.everyMinute(house.workflow("flow"), "{}", "2027-01-01");
    house.run(
        "update lenses.workflow_schedules set next_run_at = now() + interval '200 milliseconds' where id = ?",
        schedule);
    try (Scheduler own =
        new Scheduler(house.door(), Scheduler.Settings.of(true, () -> {})).start()) {
      own.wake();
      Await.until(
          "a run", () -> house.one("select count(*)::text from lenses.workflow_runs").equals("1"));
      Await.until(
          "instants ahead",
          () ->
              house
                  .one(
                      "select (cardinality(upcoming) > 50 and next_run_at > now())::text from lenses.workflow_schedules")
                  .equals("true"));
    }
  }

  @Test
  void whereAnotherClockFiresItOnlyPlans() throws Exception {
    house.everyMinute(house.workflow("flow"), "{}", NOON.toString());
    Scheduler scheduler =
        new Scheduler(house.door(), new Scheduler.Settings(false, clock::instant, () -> {}));
    scheduler.plan();
    assertThat(scheduler.fire()).isZero();
    assertThat(house.one("select cardinality(upcoming)::text from lenses.workflow_schedules"))
        .isEqualTo("63");
    assertThat(house.one("select lenses.dispatch_due(10, ?::timestamptz)::text", NOON.toString()))
        .isEqualTo("1");
  }

  @Test
  void aClockThatStandsStillIsNoticed() throws Exception {
    house.everyMinute(house.workflow("flow"), "{}", NOON.toString());
    Scheduler scheduler =
        new Scheduler(house.door(), new Scheduler.Settings(false, clock::instant, () -> {}));
    scheduler.plan();
    clock.set(NOON.plus(Scheduler.OVERDUE).minusSeconds(1));
    assertThat(scheduler.overdue()).as("it may only be late").isZero();
    clock.set(NOON.plus(Scheduler.OVERDUE));
    assertThat(scheduler.overdue()).isEqualTo(1);
    house.one("select lenses.dispatch_due(10, ?::timestamptz)::text", clock.instant().toString());
    house.one("select lenses.dispatch_due(10, ?::timestamptz)::text", clock.instant().toString());
    assertThat(scheduler.overdue()).isZero();
    house.run(
        "update lenses.workflow_schedules set next_run_at = ?::timestamptz, retry_at = ?::timestamptz",
        NOON.toString(),
        clock.instant().plusSeconds(5).toString());
    assertThat(scheduler.overdue()).as("one that is tried again soon").isZero();
  }
}
