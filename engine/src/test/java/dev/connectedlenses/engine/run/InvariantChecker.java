package dev.connectedlenses.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/**
 * Asks the tables whether the promises of runs hold, whatever has been done to the engines that
 * wrote them. Each question is a query for violations; no rows is the good answer.
 */
public final class InvariantChecker {
  private static final String NODE_ENDINGS =
      "('node.completed', 'node.failed', 'node.cancelled', 'node.skipped', 'node.timed_out', 'node.invalidated')";
  private static final String NODE_ENDED =
      "('completed', 'failed', 'cancelled', 'skipped', 'timed_out', 'invalidated')";
  private static final String RUN_ENDINGS =
      "('run.completed', 'run.failed', 'run.cancelled', 'run.timed_out')";
  private static final String RUN_ENDED = "('completed', 'failed', 'cancelled', 'timed_out')";

  private static final Map<String, String> QUESTIONS = new LinkedHashMap<>();

  static {
    ask(
        "I1 a node ends at most once, and its row says how",
        """
        select e.run_id, e.node_id, count(*), min(r.status), array_agg(e.type)
        from lenses.workflow_run_events e
        left join lenses.workflow_node_results r on r.run_id = e.run_id and r.node_id = e.node_id and r.iteration = 0
        where e.type in %s
        group by e.run_id, e.node_id
        having count(*) <> 1 or min(r.status) is distinct from substring(min(e.type) from 6)
        """
            .formatted(NODE_ENDINGS));
    ask(
        "I1 a row that says ended has its event",
        """
        select r.run_id, r.node_id, r.status
        from lenses.workflow_node_results r
        where r.status in %s and not exists (
          select from lenses.workflow_run_events e
          where e.run_id = r.run_id and e.node_id = r.node_id and e.type = 'node.' || r.status)
        """
            .formatted(NODE_ENDED));
    ask(
        "I2 no node starts before its sources have ended",
        """
        select s.run_id, s.node_id, edge ->> 'source_node_id'
        from lenses.workflow_run_events s
        join lenses.workflow_runs r on r.id = s.run_id
        join lenses.workflow_versions v on v.id = r.workflow_version_id
        cross join lateral jsonb_array_elements(v.graph -> 'edges') edge
        where s.type = 'node.started' and (edge ->> 'target_node_id')::uuid = s.node_id
          and not exists (
            select from lenses.workflow_run_events e
            where e.run_id = s.run_id and e.node_id = (edge ->> 'source_node_id')::uuid
              and e.type in %s and e.event_id < s.event_id)
        """
            .formatted(NODE_ENDINGS));
    ask(
        "I3 a run is over exactly when all its nodes are",
        """
        select r.id, r.status, count(n.*) filter (where n.status not in %1$s), count(n.*), cardinality(v.node_ids)
        from lenses.workflow_runs r
        join lenses.workflow_versions v on v.id = r.workflow_version_id
        left join lenses.workflow_node_results n on n.run_id = r.id
        group by r.id, v.id
        having (r.status in %2$s)
          <> (count(n.*) filter (where n.status in %1$s) = cardinality(v.node_ids))
        """
            .formatted(NODE_ENDED, RUN_ENDED));
    ask(
        "I3 a run that is over has one ending, and it is the last event",
        """
        select r.id, r.status, array_agg(e.type), min(e.event_id), r.last_event_id
        from lenses.workflow_runs r
        left join lenses.workflow_run_events e on e.run_id = r.id and e.type in %1$s
        group by r.id
        having (r.status in %2$s and (count(e.*) <> 1 or min(e.event_id) <> r.last_event_id
            or min(e.type) <> 'run.' || r.status or r.completed_at is null))
          or (r.status not in %2$s and count(e.*) > 0)
        """
            .formatted(RUN_ENDINGS, RUN_ENDED));
    ask(
        "I4 event ids of a run are 1..n",
        """
        select r.id, r.last_event_id, count(e.*), min(e.event_id), max(e.event_id)
        from lenses.workflow_runs r
        left join lenses.workflow_run_events e on e.run_id = r.id
        group by r.id
        having count(e.*) <> r.last_event_id
          or (r.last_event_id > 0 and (min(e.event_id) <> 1 or max(e.event_id) <> r.last_event_id))
        """);
    ask(
        "I5 outputs of the rows are those of the events",
        """
        select r.run_id, r.node_id, r.output_data, e.payload
        from lenses.workflow_node_results r
        join lenses.workflow_run_events e on e.run_id = r.run_id and e.node_id = r.node_id and e.type = 'node.completed'
        where r.output_data is distinct from e.payload -> 'output'
          or r.attempts is distinct from (e.payload ->> 'attempt')::int
          or r.duration_ms is distinct from (e.payload ->> 'durationMs')::bigint
        """);
    ask(
        "I5 provenance of the rows is that of the events",
        """
        select *
        from (
          select target_run_id as run, target_node_id as node, coalesce(source_node_id, target_run_id) as source,
            source_output_path as path, target_input_path as label, count(*) as rows
          from lenses.workflow_run_provenance where source_run_id = target_run_id group by 1, 2, 3, 4, 5
        ) p
        full join (
          select e.run_id as run, e.node_id as node, coalesce((l ->> 'sourceNodeId')::uuid, e.run_id) as source,
            l ->> 'sourcePath' as path, l ->> 'targetPath' as label, count(*) as told
          from lenses.workflow_run_events e cross join lateral jsonb_array_elements(e.payload -> 'links') l
          where e.type = 'node.provenance' group by 1, 2, 3, 4, 5
        ) e using (run, node, source, path, label)
        where rows is distinct from told
        """);
    ask(
        "I7 attempts of a row are the attempts that started",
        """
        select r.run_id, r.node_id, r.attempts, count(e.*), max((e.payload ->> 'attempt')::int)
        from lenses.workflow_node_results r
        left join lenses.workflow_run_events e on e.run_id = r.run_id and e.node_id = r.node_id and e.type = 'node.started'
        group by r.run_id, r.node_id, r.attempts
        having count(e.*) <> r.attempts or coalesce(max((e.payload ->> 'attempt')::int), 0) <> r.attempts
        """);
    ask(
        "I7 no node is retried more often than its policy allows",
        """
        select n.run_id, n.node_id, n.retry_count, node -> 'config'
        from lenses.workflow_node_results n
        join lenses.workflow_runs r on r.id = n.run_id
        join lenses.workflow_versions v on v.id = r.workflow_version_id
        cross join lateral jsonb_array_elements(v.graph -> 'nodes') node
        where (node ->> 'id')::uuid = n.node_id
          and n.retry_count >= (coalesce((node -> 'config' -> 'retry_policy' ->> 'maxRetries')::int, 1) + 1)
            * case node -> 'config' -> 'failure_policy' ->> 'mode' when 'fallback' then 2 else 1 end
        """);
    ask(
        "I7 no run is claimed again and again by workers that it kills",
        "select run_id, attempt from engine.run_queue where attempt > 6");
    ask(
        "I8 every run that is not over has a next mover, every other one has left the queue",
        """
        select r.id, r.status, q.run_id, q.available_at, q.lease_until
        from lenses.workflow_runs r
        full join engine.run_queue q on q.run_id = r.id
        where (r.status in %1$s) <> (q.run_id is null)
          or (q.run_id is not null and q.claim_id is null and q.available_at = 'infinity' and not exists (
            select from lenses.workflow_node_results n where n.run_id = r.id and n.status = 'blocked'))
          or (q.claim_id is not null and q.lease_until < clock_timestamp() - interval '1 minute')
        """
            .formatted(RUN_ENDED));
    ask(
        "I8 nothing waits for a run that is over",
        "select t.* from engine.timers t join lenses.workflow_runs r on r.id = t.run_id where r.status in "
            + RUN_ENDED);
    ask(
        "I9 no live child of a run that is over",
        """
        select c.id, c.status, p.status
        from lenses.workflow_runs c
        join lenses.workflow_runs p on p.id = c.parent_run_id
        where p.status in %1$s and c.status not in %1$s
        """
            .formatted(RUN_ENDED));
    ask(
        "I11 what a run spent is the sum of its calls and of its nodes",
        """
        select r.id, r.spent_credits, c.credits, n.credits
        from lenses.workflow_runs r
        cross join lateral (
          select coalesce(sum((e.payload ->> 'costCredits')::numeric), 0) as credits,
            coalesce(sum((e.payload ->> 'inputTokens')::bigint), 0) as input,
            coalesce(sum((e.payload ->> 'outputTokens')::bigint), 0) as output
          from lenses.workflow_run_events e where e.run_id = r.id and e.type = 'cost.recorded'
        ) c
        cross join lateral (
          select coalesce(sum(x.cost_credits), 0) as credits, coalesce(sum(x.input_tokens), 0) as input,
            coalesce(sum(x.output_tokens), 0) as output
          from lenses.workflow_node_results x where x.run_id = r.id
        ) n
        where (r.spent_credits, r.input_tokens, r.output_tokens) is distinct from (c.credits, c.input, c.output)
          or (r.spent_credits, r.input_tokens, r.output_tokens) is distinct from (n.credits, n.input, n.output)
        """);
    ask(
        "I11 nobody begins to pay when the budget is spent",
        """
        select r.id, r.budget_credits, r.spent_credits, s.node_id, s.event_id
        from lenses.workflow_runs r
        join lenses.workflow_run_events s on s.run_id = r.id and s.type = 'node.started'
        join lenses.workflow_run_events paid on paid.run_id = r.id and paid.type = 'cost.recorded'
          and paid.node_id = s.node_id and paid.payload ->> 'attempt' = s.payload ->> 'attempt'
        where (paid.payload ->> 'costCredits')::numeric > 0 and r.budget_credits <= (
          select coalesce(sum((c.payload ->> 'costCredits')::numeric), 0)
          from lenses.workflow_run_events c
          where c.run_id = r.id and c.type = 'cost.recorded' and c.event_id < s.event_id)
        """);
    ask(
        "I15 one run per caller, workflow and key",
        """
        select triggered_by, workflow_id, idempotency_key, count(*)
        from lenses.workflow_runs
        where idempotency_key is not null
        group by triggered_by, workflow_id, idempotency_key
        having count(*) > 1
        """);
  }

  private InvariantChecker() {}

  private static void ask(String promise, String violations) {
    QUESTIONS.put(promise, violations);
  }

  /** Fails with every violation found. */
  public static void check(Jdbi database) {
    assertThat(violations(database)).isEmpty();
  }

  /** Every violation found, led by the promise that it breaks. */
  static List<String> violations(Jdbi database) {
    List<String> violations = new ArrayList<>();
    database.useHandle(handle ->
        QUESTIONS.forEach((promise, sql) ->
            handle
                .createQuery("select to_jsonb(v)::text from (" + sql + ") v limit 5")
                .mapTo(String.class)
                .forEach(row -> violations.add(promise + ": " + row))));
    violations.addAll(ReplayParity.violations(database));
    return violations;
  }

  /** The promises that are asked about. */
  static List<String> promises() {
    List<String> promises = new ArrayList<>(QUESTIONS.keySet());
    promises.add(ReplayParity.PROMISE);
    return promises;
  }

  /** How often PostgreSQL had to break a deadlock in this database. */
  static long deadlocks(Jdbi database) {
    return database.withHandle(handle ->
        handle
            .createQuery(
                "select deadlocks from pg_stat_database where datname = current_database()")
            .mapTo(Long.class)
            .one());
  }
}
