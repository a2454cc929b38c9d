package dev.connectedlenses.server.sse;

/** Whose events are told: those of a run, or those of the team that works on one. */
public enum EventLog {
  /** {@code lenses.workflow_run_events}. */
  RUN(
      "run",
      """
      select r.id, r.workflow_id, r.last_event_id,
        r.status in ('completed', 'failed', 'cancelled', 'timed_out') as ended,
        jsonb_build_object('runId', r.id) as names
      from lenses.workflow_runs r
      where r.id = ?
      """,
      """
      select event_id, type::text as type, occurred_at, payload, case
          when node_id is null then '{}' else jsonb_build_object('nodeId', node_id) end as names
      from lenses.workflow_run_events
      where run_id = ? and event_id > ?
      """),

  /** {@code agents.agent_run_events}. */
  TEAM_RUN(
      "team_run",
      """
      select r.id, r.workflow_id, r.last_event_id,
        r.status in ('completed', 'failed', 'cancelled') as ended,
        jsonb_build_object('teamRunId', r.id, 'runId', r.workflow_run_id) as names
      from agents.team_runs r
      where r.id = ?
      """,
      """
      select event_id, event_type::text as type, occurred_at, payload, case
          when agent_run_step_id is null then '{}'
          else jsonb_build_object('stepId', agent_run_step_id) end as names
      from agents.agent_run_events
      where team_run_id = ? and event_id > ?
      """);

  /** One row per event after the given one, or one row without an event; none: no such run here. */
  private static final String PAGE =
      """
      with run as (§run),
      next as (
        select e.*,
          sum(octet_length(e.payload::text)) over (order by e.event_id) as bytes,
          row_number() over (order by e.event_id) as position
        from (§events order by event_id limit ?) e
      )
      select run.last_event_id, run.ended, next.event_id, next.type,
        jsonb_build_object(
          'eventId', next.event_id, 'sequence', next.event_id, 'type', next.type,
          'workflowId', run.workflow_id, 'timestamp', next.occurred_at,
          'correlation', jsonb_strip_nulls(jsonb_build_object(
            'traceId', replace(run.id::text, '-', ''),
            'parentEventId', next.payload -> 'parentEventId',
            'attempt', next.payload -> 'attempt')),
          'payload', next.payload) || run.names || next.names as envelope
      from run
      left join next on next.bytes <= ? or next.position = 1
      order by next.event_id
      """;

  private final String word;
  private final String page;

  EventLog(String word, String run, String events) {
    this.word = word;
    this.page = PAGE.replace("§run", run).replace("§events", events);
  }

  /** The word for it in codes. */
  String word() {
    return word;
  }

  /** The statement that reads a page: run, run, event, most events, most bytes. */
  String page() {
    return page;
  }
}
