package dev.connectedlenses.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** F24 and F27 for schedules: clocks that step, and days that are there only sometimes. */
final class StrangeTimesTest {
  private static final int STEPS = "full".equals(System.getProperty("suite")) ? 2000 : 200;

  private final House house = new House();
  private final SettableClock clock = new SettableClock();

  @AfterEach
  void close() {
    house.close();
  }

  private Scheduler scheduler() {
    return new Scheduler(house.door(), new Scheduler.Settings(true, clock::instant, () -> {}));
  }

  private UUID every(String cron, String zone, String from) {
    UUID id =
        house.everyMinute(house.workflow(cron + " " + zone), "{\"onMissed\": \"backfill\"}", from);
    house.run(
        "update lenses.workflow_schedules set cron_expr = ?, timezone = ?, next_run_at = null, decided_until = ?::timestamptz, calendar = null where id = ?",
        cron,
        zone,
        from,
        id);
    return id;
  }

  private void look(Scheduler scheduler, Instant at) throws Exception {
    clock.set(at);
    scheduler.plan();
    scheduler.fire();
    scheduler.plan();
  }

  /**
   * The database's clock jumps to and fro by up to an hour; every minute that it has reached makes
   * one run.
   */
  @Test
  void aClockThatStepsBackAndForwardFiresEveryMinuteOnce() throws Exception {
    Instant from = Instant.parse("2027-03-28T00:00:00Z");
    every("* * * * *", "Europe/Berlin", from.toString());
    Scheduler scheduler = scheduler();
    Random random = new Random(24);
    Instant now = from;
    Instant most = from;
    for (int i = 0; i < STEPS; i++) {
      now =
          switch (random.nextInt(8)) {
            case 0 -> now.minus(Duration.ofMinutes(random.nextInt(61)));
            case 1 -> now.plus(Duration.ofMinutes(random.nextInt(61)));
            default -> now.plusSeconds(random.nextInt(90));
          };
      most = now.isAfter(most) ? now : most;
      look(scheduler, now);
    }
    look(scheduler, most);
    while (scheduler.fire() > 0) {
      scheduler.plan();
    }
    long minutes = Duration.between(from, most).toMinutes();
    assertThat(
            house.one(
                "select count(*) || ' ' || count(distinct scheduled_for) || ' ' || min(scheduled_for)::text || ' ' || (max(scheduled_for) - min(scheduled_for))::text from lenses.workflow_runs"))
        .startsWith(minutes + " " + minutes + " 2027-03-28 00:01:00+00 ");
  }

  /** The 29th of February in the database, and a second that some clocks count as the 61st. */
  @Test
  void leapDaysFireInLeapYearsOnly() throws Exception {
    UUID leap = every("0 12 29 2 *", "UTC", "2027-01-01T00:00:00Z");
    Scheduler scheduler = scheduler();
    look(scheduler, Instant.parse("2027-01-01T00:00:30Z"));
    assertThat(
            house.one(
                "select string_agg(x.at::date::text, ' ') from (select unnest(array[next_run_at] || upcoming) as at from lenses.workflow_schedules where id = ? limit 3) x",
                leap))
        .isEqualTo("2028-02-29 2032-02-29 2036-02-29");
    look(scheduler, Instant.parse("2027-03-01T12:00:00Z"));
    assertThat(house.one("select count(*)::text from lenses.workflow_runs")).isEqualTo("0");
    look(scheduler, Instant.parse("2028-02-29T12:00:00Z"));
    look(scheduler, Instant.parse("2028-03-01T12:00:00Z"));
    assertThat(house.one("select string_agg(scheduled_for::text, ' ') from lenses.workflow_runs"))
        .isEqualTo("2028-02-29 12:00:00+00");
  }

  @Test
  void theEndOfAYearWithALeapSecondIsOneMinuteLikeAnyOther() throws Exception {
    every("59 23 31 12 *", "UTC", "2016-12-31T00:00:00Z");
    every("0 0 1 1 *", "UTC", "2016-12-31T00:00:00Z");
    Scheduler scheduler = scheduler();
    for (String at :
        new String[] {
          "2016-12-31T23:58:59Z",
          "2016-12-31T23:59:59Z",
          "2016-12-31T23:59:59.999Z",
          "2016-12-31T23:59:59.500Z",
          "2017-01-01T00:00:00Z",
          "2016-12-31T23:59:59Z",
          "2017-01-01T00:00:01Z"
        }) {
      look(scheduler, Instant.parse(at));
    }
    assertThat(
            house.one(
                "select string_agg(scheduled_for::text, ', ' order by scheduled_for) from lenses.workflow_runs"))
        .isEqualTo("2016-12-31 23:59:00+00, 2017-01-01 00:00:00+00");
  }
}
