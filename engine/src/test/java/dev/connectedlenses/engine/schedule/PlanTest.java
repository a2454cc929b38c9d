package dev.connectedlenses.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.testkit.Property;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes of instants, worked out without a database. */
final class PlanTest {
  private static final Instant NOON = Instant.parse("2027-03-27T12:00:00Z");

  /** F28: schedulers were down for a while; 200 made-up cases against counting on one's fingers. */
  @Test
  void missedInstantsBecomeWhatThePolicySays() {
    Property.forAll(28L, 200, PlanTest::madeUp, PlanTest::check);
  }

  private record Case(int every, OnMissed policy, int most, Duration down, Duration into) {}

  private static Case madeUp(RandomGenerator random) {
    int[] steps = {1, 2, 5, 10, 15, 30, 60};
    Duration[] downs = {Duration.ofMinutes(3), Duration.ofHours(1), Duration.ofDays(3)};
    return new Case(
        steps[random.nextInt(steps.length)],
        List.of(OnMissed.SKIP, OnMissed.RUN_ONCE, OnMissed.BACKFILL).get(random.nextInt(3)),
        random.nextInt(1, 40),
        downs[random.nextInt(downs.length)].plusMinutes(random.nextInt(10)),
        Duration.ofSeconds(random.nextInt(60)));
  }

  private static void check(Case made) {
    String cron = made.every() == 60 ? "0 * * * *" : "*/" + made.every() + " * * * *";
    Instant now = NOON.plus(made.down()).plus(made.into());
    Plan plan = Plan.of(row(cron, NOON, null, made.policy(), made.most()), now);
    List<Instant> late = new ArrayList<>();
    List<Instant> onTime = new ArrayList<>();
    for (Instant at = NOON; !at.isAfter(now); at = at.plusSeconds(60)) {
      boolean fires = at.getEpochSecond() / 60 % made.every() == 0;
      if (fires && !at.plus(Plan.LATE_AFTER).isAfter(now)) {
        late.add(at);
      } else if (fires) {
        onTime.add(at);
      }
    }
    int kept =
        switch (made.policy()) {
          case SKIP -> 0;
          case RUN_ONCE -> Math.min(1, late.size());
          case BACKFILL -> Math.min(made.most(), late.size());
        };
    List<Instant> wanted = new ArrayList<>(late.subList(late.size() - kept, late.size()));
    wanted.addAll(onTime);
    assertThat(plan.fires().stream().filter(at -> !at.isAfter(now))).isEqualTo(wanted);
    assertThat(plan.missed()).isEqualTo(late.size() - kept);
    assertThat(plan.missedFrom()).isEqualTo(late.size() == kept ? null : late.getFirst());
    assertThat(plan.fires()).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void aDecisionStandsUntilItIsCarriedOut() {
    Instant now = NOON.plus(Duration.ofHours(2));
    Plan first = Plan.of(row("*/10 * * * *", NOON, null, OnMissed.BACKFILL, 3), now);
    ScheduleRow after =
        new ScheduleRow(
            UUID.randomUUID(),
            "*/10 * * * *",
            "UTC",
            first.fires().getFirst(),
            first.fires().subList(1, first.fires().size()),
            first.decidedUntil(),
            OnMissed.BACKFILL,
            3,
            Plan.CALENDAR);
    Plan second = Plan.of(after, now.plusSeconds(30));
    assertThat(second.fires().subList(0, 3)).isEqualTo(first.fires().subList(0, 3));
    assertThat(second.missed()).isZero();
    assertThat(second.decidedUntil()).isNull();
  }

  @Test
  void aNewScheduleBeginsInTheFuture() {
    Plan plan = Plan.of(row("0 9 * * *", null, null, OnMissed.BACKFILL, 5), NOON);
    assertThat(plan.fires()).hasSize(Plan.AHEAD).startsWith(Instant.parse("2027-03-28T09:00:00Z"));
    assertThat(plan.missed()).isZero();
  }

  @Test
  void olderTimeZoneDataIsComputedAnewAndWhatIsDueStays() {
    Instant due = NOON.minusSeconds(60);
    ScheduleRow row =
        new ScheduleRow(
            UUID.randomUUID(),
            "30 2 * * *",
            "Europe/Berlin",
            due,
            List.of(Instant.parse("2027-03-28T01:30:00Z")),
            null,
            OnMissed.SKIP,
            1,
            "1999a");
    assertThat(Plan.of(row, NOON).fires())
        .startsWith(
            due, Instant.parse("2027-03-28T01:00:00Z"), Instant.parse("2027-03-29T00:30:00Z"));
  }

  @Test
  void aShortListIsContinuedWhereItEnds() {
    ScheduleRow row =
        new ScheduleRow(
            UUID.randomUUID(),
            "0 * * * *",
            "UTC",
            NOON,
            List.of(NOON.plusSeconds(3600)),
            null,
            OnMissed.SKIP,
            1,
            Plan.CALENDAR);
    List<Instant> fires = Plan.of(row, NOON.minusSeconds(1)).fires();
    assertThat(fires).hasSize(Plan.AHEAD);
    for (int i = 0; i < fires.size(); i++) {
      assertThat(fires.get(i)).isEqualTo(NOON.plusSeconds(3600L * i));
    }
  }

  private static ScheduleRow row(
      String cron, @Nullable Instant next, @Nullable Instant decided, OnMissed policy, int most) {
    return new ScheduleRow(
        UUID.randomUUID(), cron, "UTC", next, List.of(), decided, policy, most, Plan.CALENDAR);
  }
}
