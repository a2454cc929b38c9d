package dev.connectedlenses.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** F28 in the database: 200 made-up schedules that nobody dispatched for a while, counted. */
final class MissedTest {
  private static final int CASES = 200;
  private static final Instant NOW = Instant.parse("2027-03-30T12:00:30Z");
  private static final int[] STEPS = {1, 2, 5, 10, 15, 30};
  private static final Duration[] DOWN = {
    Duration.ofMinutes(3), Duration.ofHours(1), Duration.ofDays(3)
  };
  private static final String[] POLICIES = {"skip", "run_once", "backfill"};

  private final House house = new House();

  @AfterEach
  void close() {
    house.close();
  }

  /** A schedule that fires every so many minutes and was left alone from an instant on. */
  private record Case(int every, String policy, int most, Instant from) {
    static Case madeUp(Random random) {
      int every = STEPS[random.nextInt(STEPS.length)];
      Instant from =
          NOW.minus(DOWN[random.nextInt(DOWN.length)]).minusSeconds(60L * random.nextInt(10));
      long minutes = from.getEpochSecond() / 60;
      return new Case(
          every,
          POLICIES[random.nextInt(POLICIES.length)],
          random.nextInt(1, 9),
          Instant.ofEpochSecond((minutes + every - 1) / every * every * 60));
    }

    /** What is to come of it, counted on one's fingers: runs, the first of them, and given up. */
    String wanted() {
      List<Instant> late = new ArrayList<>();
      List<Instant> onTime = new ArrayList<>();
      for (Instant at = from; !at.isAfter(NOW); at = at.plusSeconds(60L * every)) {
        (at.plus(Plan.LATE_AFTER).isAfter(NOW) ? onTime : late).add(at);
      }
      int keep =
          switch (policy) {
            case "skip" -> 0;
            case "run_once" -> 1;
            default -> most;
          };
      List<Instant> runs =
          new ArrayList<>(late.subList(Math.max(0, late.size() - keep), late.size()));
      int givenUp = late.size() - runs.size();
      runs.addAll(onTime);
      return runs.size()
          + " from "
          + (runs.isEmpty() ? "-" : runs.getFirst().getEpochSecond())
          + ", given up "
          + givenUp;
    }
  }

  private UUID make(UUID workflow, Case made) {
    UUID id = UUID.randomUUID();
    house.run(
        """
        insert into lenses.workflow_schedules (id, workflow_id, cron_expr, next_run_at, calendar, approval_policy, queue_policy)
        values (?, ?, ?, ?::timestamptz, ?, '{"requiresApproval": false}',
          jsonb_build_object('mode', 'parallel', 'onMissed', ?, 'maxBackfill', ?))
        """,
        id,
        workflow,
        "*/" + made.every() + " * * * *",
        made.from().toString(),
        Plan.CALENDAR,
        made.policy(),
        made.most());
    return id;
  }

  @Test
  void everyScheduleMakesUpForWhatItsPolicySaysOldestFirst() throws Exception {
    Random random = new Random(2028);
    UUID workflow = house.workflow("flow");
    Map<String, String> wanted = new TreeMap<>();
    for (int i = 0; i < CASES; i++) {
      Case made = Case.madeUp(random);
      wanted.put(make(workflow, made).toString(), made.wanted());
    }
    SettableClock clock = new SettableClock();
    clock.set(NOW);
    Scheduler scheduler =
        new Scheduler(house.door(), new Scheduler.Settings(true, clock::instant, () -> {}));
    scheduler.plan();
    while (scheduler.fire() > 0) {
      scheduler.plan();
    }
    assertThat(found()).isEqualTo(wanted);
    assertThat(
            house.one(
                """
                select count(*)::text from (
                  select r.scheduled_for, lag(r.scheduled_for) over (partition by r.schedule_id order by r.created_at, r.id) as before
                  from lenses.workflow_runs r) x
                where x.before > x.scheduled_for
                """))
        .as("runs that came before an older instant of the same schedule")
        .isEqualTo("0");
    assertThat(
            house.one(
                "select count(*)::text from lenses.workflow_schedules where next_run_at <= ?::timestamptz",
                NOW.toString()))
        .as("schedules that are still due")
        .isEqualTo("0");
  }

  private Map<String, String> found() {
    Map<String, String> found = new TreeMap<>();
    house
        .test
        .admin()
        .useHandle(handle ->
            handle
                .createQuery(
                    """
                    select s.id::text, count(f.run_id) || ' from ' || coalesce(extract(epoch from min(f.instant) filter (where f.run_id is not null))::bigint::text, '-')
                      || ', given up ' || coalesce(sum(f.instants) filter (where f.outcome = 'missed'), 0)
                    from lenses.workflow_schedules s left join lenses.schedule_firings f on f.schedule_id = s.id
                    group by s.id
                    """)
                .map((row, _) -> found.put(row.getString(1), row.getString(2)))
                .list());
    return found;
  }
}
