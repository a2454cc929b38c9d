package dev.connectedlenses.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Schedules that fire together come to the same as each of them alone. */
final class TogetherTest {
  private static final Instant NOON = Instant.parse("2027-03-27T12:00:00Z");
  private static final int PAIRS = "full".equals(System.getProperty("suite")) ? 400 : 40;

  /** What a pair has in common; every second one is made without any of these. */
  private static final List<String> KINDS =
      List.of(
          "archived",
          "input missing",
          "input unknown",
          "model unknown",
          "never planned",
          "asks",
          "asks while it runs",
          "serial",
          "serial and busy",
          "few at once",
          "agent",
          "failed before",
          "fired by hand",
          "last instant",
          "first",
          "policies");

  private final House house = new House();
  private UUID plain = UUID.randomUUID();
  private UUID taking = plain;
  private int agents;

  @AfterEach
  void close() {
    house.close();
  }

  @BeforeEach
  void furnish() {
    plain = house.workflow("plain");
    taking = house.taking("taking");
    house.rpc("select public.fn_create_workflow_version(?::uuid)::text", plain.toString());
    planned(plain);
    planned(taking);
  }

  /** Has the graph of a workflow pinned, as its first run does. */
  private void planned(UUID workflow) {
    house.run("select lenses.plan_workflow(?)", workflow);
  }

  private UUID schedule(UUID workflow) {
    UUID id = UUID.randomUUID();
    house.run(
        """
        insert into lenses.workflow_schedules (id, workflow_id, cron_expr, next_run_at, upcoming, calendar, approval_policy)
        select ?, ?, '* * * * *', n.at, array[n.at + interval '1 minute', n.at + interval '2 minutes'], ?, '{"requiresApproval": false}'
        from (select ?::timestamptz as at) n
        """,
        id,
        workflow,
        Plan.CALENDAR,
        NOON.toString());
    return id;
  }

  private void set(UUID schedule, String what) {
    house.run("update lenses.workflow_schedules set " + what + " where id = ?", schedule);
  }

  private UUID make(String kind, int number) {
    UUID id = schedule(workflow(kind, number));
    switch (kind) {
      case "archived" -> archive(id);
      case "input missing" -> set(id, "inputs_template = '{}'");
      case "input unknown" -> set(id, "inputs_template = '{\"bodi\": 1}'");
      case "model unknown" -> set(id, "global_model_id = 'nobody/nothing'");
      case "asks" ->
          set(id, "approval_policy = '{\"requiresApproval\": true, \"timeoutMinutes\": 5}'");
      case "asks while it runs" ->
          set(id, "approval_policy = '{\"requiresApproval\": true, \"mode\": \"on_block\"}'");
      case "serial" -> set(id, "queue_policy = '{\"mode\": \"serial\"}'");
      case "serial and busy" -> busy(id);
      case "few at once" ->
          set(id, "queue_policy = '{\"mode\": \"parallel\", \"maxConcurrency\": 2}'");
      case "agent" -> assign(id, house.agent("helper" + agents++));
      case "failed before" -> set(id, "consecutive_failures = 3");
      case "fired by hand" ->
          house.run(
              "select lenses.dispatch_schedule(?, ?::timestamptz, 'backfill')",
              id,
              NOON.toString());
      case "last instant" -> set(id, "upcoming = '{}'");
      case "first" -> set(id, "queue_policy = '{\"mode\": \"parallel\", \"priority\": 7}'");
      case "policies" ->
          set(
              id,
              "retry_policy = '{\"maxRetries\": 4}', failure_policy = '{\"mode\": \"isolate\", \"pauseAfterFailures\": 2}'");
      default -> {}
    }
    return id;
  }

  private UUID workflow(String kind, int number) {
    if (kind.startsWith("input")) {
      return taking;
    }
    return kind.equals("never planned") || kind.equals("archived")
        ? house.workflow(kind + " " + number + " " + UUID.randomUUID())
        : plain;
  }

  private void assign(UUID schedule, UUID agent) {
    set(schedule, "assignee_id = '" + agent + "', approval_policy = default");
  }

  private void archive(UUID schedule) {
    house.run(
        "update lenses.workflows w set status = 'archived', archived_at = now() from lenses.workflow_schedules s where s.workflow_id = w.id and s.id = ?",
        schedule);
  }

  private void busy(UUID id) {
    house.run(
        "select lenses.dispatch_schedule(?, ?::timestamptz, 'backfill')", id, "2027-01-01T00:00Z");
    set(id, "queue_policy = '{\"mode\": \"serial\"}'");
  }

  /** All that is to be seen of a firing, but for ids and the names of workflows. */
  private String seen(UUID schedule) {
    return house.one(
        """
        select jsonb_build_object('fired', (select jsonb_agg(jsonb_build_object('at', f.instant, 'source', f.source, 'outcome', f.outcome, 'message',
              regexp_replace(f.message, '"[^"]*"', '""')) order by f.instant) from lenses.schedule_firings f where f.schedule_id = s.id),
            'runs', (select jsonb_agg(jsonb_build_object('at', r.scheduled_for, 'mode', r.trigger_mode, 'status', r.status, 'inputs', r.context_inputs,
              'by', r.triggered_by, 'agent', r.ai_lenser_id is not null, 'version', r.workflow_version_id is not null, 'metadata', r.metadata - 'schedule_id' - 'agent',
              'priority', (select q.priority from engine.run_queue q where q.run_id = r.id),
              'asked', (select a.asked_id from lenses.run_approvals a where a.run_id = r.id)) order by r.scheduled_for)
              from lenses.workflow_runs r where r.schedule_id = s.id),
            'schedule', jsonb_build_array(s.next_run_at, s.upcoming, s.decided_until, s.last_dispatch_status, s.consecutive_failures, s.is_active,
              regexp_replace(s.last_error_message, '"[^"]*"', '""'), s.last_run_id is not null, s.last_run_at is not null, s.last_error_at is not null))::text
        from lenses.workflow_schedules s where s.id = ?
        """,
        schedule);
  }

  /** Pairs of equal schedules: one of each pair fires with all others, its twin by itself. */
  @ParameterizedTest
  @ValueSource(longs = {7, 2027, 424242})
  void togetherAsAlone(long seed) throws Exception {
    Random random = new Random(seed);
    Map<UUID, UUID> pairs = new TreeMap<>();
    Map<UUID, String> kinds = new TreeMap<>();
    for (int i = 0; i < PAIRS; i++) {
      String kind = random.nextBoolean() ? KINDS.get(random.nextInt(KINDS.size())) : "usual";
      UUID alone = make(kind, i);
      UUID together = make(kind, i);
      pairs.put(together, alone);
      kinds.put(together, kind);
    }
    for (UUID alone : pairs.values()) {
      house.run(
          "select lenses.dispatch_schedule(?, ?::timestamptz, 'calendar', ?::timestamptz)",
          alone,
          NOON.toString(),
          NOON.toString());
    }
    assertThat(house.one("select lenses.dispatch_due(500, ?::timestamptz)::text", NOON.toString()))
        .as("the twins are no longer due")
        .isEqualTo("" + PAIRS);
    for (Map.Entry<UUID, UUID> pair : pairs.entrySet()) {
      assertThat(seen(pair.getKey()))
          .as("seed %d, %s", seed, kinds.get(pair.getKey()))
          .isEqualTo(seen(pair.getValue()));
    }
  }

  /** A fault that no check foresees, in the middle of a crowd. */
  @Test
  void theOneThatIsToBlameIsFoundAndTheOthersFire() {
    List<UUID> all =
        java.util.stream.IntStream.range(0, 60).mapToObj(_ -> schedule(plain)).toList();
    house.run(
        """
        create function public.trip() returns trigger language plpgsql as
        $$ begin if new.schedule_id = '%s' then raise exception 'tripped'; end if; return new; end $$
        """
            .formatted(all.get(37)));
    house.run(
        "create trigger trip before insert on lenses.workflow_runs for each row execute function public.trip()");
    house.one("select lenses.dispatch_due(500, ?::timestamptz)::text", NOON.toString());
    assertThat(
            house.one(
                "select count(run_id) || ' of ' || count(*) || ': ' || max(message) from lenses.schedule_firings"))
        .isEqualTo("59 of 60: tripped");
    assertThat(
            house.one(
                "select outcome || ' ' || consecutive_failures from lenses.schedule_firings f join lenses.workflow_schedules s on s.id = f.schedule_id where s.id = ?",
                all.get(37)))
        .isEqualTo("dispatch_failed 1");
  }

  /** Looks into one statement: so many schedules cost a few of them, not one each. */
  @Test
  void aCrowdIsOneStatement() {
    for (int i = 0; i < 50; i++) {
      schedule(plain);
    }
    String called =
        house
            .test
            .admin()
            .inTransaction(handle -> {
              handle.execute("set local track_functions = 'all'");
              handle.execute("select lenses.dispatch_due(500, ?::timestamptz)", NOON.toString());
              return handle
                  .createQuery(
                      "select string_agg(funcname || ' ' || calls, ', ' order by funcname) from pg_stat_xact_user_functions where funcname in ('dispatch_batch', 'dispatch_schedule', 'check_policies')")
                  .mapTo(String.class)
                  .one();
            });
    assertThat(called).isEqualTo("dispatch_batch 1");
  }
}
