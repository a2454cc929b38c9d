package dev.connectedlenses.engine.run;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes the rows of entries that passed the fence: three inserts, whatever the number of runs. */
final class JournalRows {

  private static final String EVENTS =
      """
      insert into lenses.workflow_run_events (run_id, event_id, type, node_id, payload, occurred_at)
      select e.run_id::uuid, e.event_id, e.type, e.node_id::uuid, e.payload::jsonb,
        now() - e.age * interval '1 microsecond'
      from unnest(?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::bigint[])
        as e (run_id, event_id, type, node_id, payload, age)
      """;

  /** Times of a row that is there already stay; the newest prompt stays until there is a newer. */
  private static final String RESULTS =
      """
      insert into lenses.workflow_node_results as r (run_id, node_id, status, waiting_reason, attempts, retry_count,
        duration_ms, ttfb_ms, resolved_input, output_data, error_message, error, input_tokens, output_tokens,
        cost_credits, provider_route, resolved_lens_version_id, prompt, started_at, completed_at)
      select n.run_id::uuid, n.node_id::uuid, n.status, n.waiting_reason, n.attempts, n.retry_count,
        n.duration_ms, n.ttfb_ms, n.resolved_input::jsonb, n.output_data::jsonb, n.error::jsonb ->> 'message', n.error::jsonb,
        n.input_tokens, n.output_tokens, n.cost_credits::numeric, n.provider_route::jsonb, n.lens_version_id::uuid,
        n.prompt::jsonb, now() - n.started_age * interval '1 microsecond', now() - n.completed_age * interval '1 microsecond'
      from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
        ?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[],
        ?::bigint[], ?::bigint[])
        as n (run_id, node_id, status, waiting_reason, attempts, retry_count, duration_ms, ttfb_ms, resolved_input,
          output_data, error, input_tokens, output_tokens, cost_credits, provider_route, lens_version_id, prompt,
          started_age, completed_age)
      on conflict (run_id, node_id, iteration) do update
      set status = excluded.status, waiting_reason = excluded.waiting_reason, attempts = excluded.attempts,
        retry_count = excluded.retry_count, duration_ms = excluded.duration_ms, ttfb_ms = excluded.ttfb_ms,
        resolved_input = excluded.resolved_input, output_data = excluded.output_data,
        error_message = excluded.error_message, error = excluded.error, input_tokens = excluded.input_tokens,
        output_tokens = excluded.output_tokens, cost_credits = excluded.cost_credits,
        provider_route = excluded.provider_route, resolved_lens_version_id = excluded.resolved_lens_version_id,
        prompt = coalesce(excluded.prompt, r.prompt), started_at = coalesce(r.started_at, excluded.started_at),
        completed_at = excluded.completed_at
      """;

  private static final String PROVENANCE =
      """
      insert into lenses.workflow_run_provenance (source_run_id, source_node_id, source_output_path,
        target_run_id, target_node_id, target_input_path, transform)
      select p.run_id::uuid, p.source_node_id::uuid, p.source_path, p.run_id::uuid, p.target_node_id::uuid,
        p.target_path, p.transform::jsonb
      from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
        as p (run_id, source_node_id, source_path, target_node_id, target_path, transform)
      on conflict do nothing
      """;

  private static final String TIMERS =
      """
      with wanted as (
        select t.run_id::uuid as run_id, t.timer, now() + t.delay_ms * interval '1 millisecond' as due_at
        from unnest(?::text[], ?::text[], ?::bigint[]) as t (run_id, timer, delay_ms)
      ),
      forgotten as (
        delete from engine.timers t
        using wanted w
        where w.due_at is null and t.run_id = w.run_id and t.timer = w.timer
      )
      insert into engine.timers (run_id, timer, due_at)
      select run_id, timer, due_at from wanted where due_at is not null
      on conflict (run_id, timer) do update set due_at = excluded.due_at
      """;

  private static final String ROWS = EVENTS + ";\n" + RESULTS + ";\n" + PROVENANCE;

  private final Connection connection;
  private final long now;

  /**
   * @param now the monotonic clock's reading that counts as the transaction's time
   */
  JournalRows(Connection connection, long now) {
    this.connection = connection;
    this.now = now;
  }

  /** A row with the run that it belongs to. */
  private record Of<R>(Entry entry, long eventId, R row) {}

  void write(List<Entry> kept, Map<UUID, Long> lastEvents) throws SQLException {
    List<Of<Entry.EventRow>> events = new ArrayList<>();
    List<Of<Entry.ResultRow>> results = new ArrayList<>();
    List<Of<Entry.ProvenanceRow>> provenance = new ArrayList<>();
    for (Entry entry : kept) {
      Entry.Rows rows = entry.rows();
      long id = lastEvents.getOrDefault(entry.runId(), 0L) - rows.events().size();
      for (Entry.EventRow row : rows.events()) {
        events.add(new Of<>(entry, ++id, row));
      }
      rows.results().forEach(row -> results.add(new Of<>(entry, 0, row)));
      rows.provenance().forEach(row -> provenance.add(new Of<>(entry, 0, row)));
    }
    if (!events.isEmpty() || !results.isEmpty() || !provenance.isEmpty()) {
      try (PreparedStatement statement = connection.prepareStatement(ROWS)) {
        int next = bindEvents(new Columns<>(statement, 1, events));
        next = bindResults(new Columns<>(statement, next, results));
        bindProvenance(new Columns<>(statement, next, provenance));
        statement.execute();
      }
    }
    writeTimers(kept);
  }

  private int bindEvents(Columns<Of<Entry.EventRow>> columns) throws SQLException {
    return columns
        .id(of -> of.entry().runId())
        .number(Of::eventId)
        .text(of -> of.row().type())
        .id(of -> of.row().nodeId())
        .text(of -> of.row().payload())
        .number(of -> age(of.row().at()))
        .next();
  }

  private int bindResults(Columns<Of<Entry.ResultRow>> columns) throws SQLException {
    return columns
        .id(of -> of.entry().runId())
        .id(of -> of.row().nodeId())
        .text(of -> of.row().state().status().wire())
        .text(of -> of.row().waiting())
        .number(of -> (long) of.row().state().attempts())
        .number(of -> (long) of.row().state().retries())
        .number(of -> of.row().duration())
        .number(of -> of.row().ttfb())
        .text(of -> of.row().input())
        .text(of -> of.row().output())
        .text(of -> of.row().error())
        .number(of -> of.row().state().spend().inputTokens())
        .number(of -> of.row().state().spend().outputTokens())
        .text(of -> of.row().state().spend().credits().toPlainString())
        .text(of -> of.row().route())
        .id(of -> of.row().lensVersionId())
        .text(of -> of.row().prompt())
        .number(of -> age(of.row().startedAt()))
        .number(of -> age(of.row().completedAt()))
        .next();
  }

  private static void bindProvenance(Columns<Of<Entry.ProvenanceRow>> columns) throws SQLException {
    columns
        .id(of -> of.entry().runId())
        .id(of -> of.row().sourceNodeId())
        .text(of -> of.row().sourcePath())
        .id(of -> of.row().targetNodeId())
        .text(of -> of.row().targetPath())
        .text(of -> of.row().transform());
  }

  private void writeTimers(List<Entry> kept) throws SQLException {
    List<Of<Entry.TimerRow>> timers = new ArrayList<>();
    for (Entry entry : kept) {
      entry.rows().timers().forEach(row -> timers.add(new Of<>(entry, 0, row)));
    }
    if (timers.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(TIMERS)) {
      new Columns<>(statement, 1, timers)
          .id(of -> of.entry().runId())
          .text(of -> of.row().name())
          .number(of -> of.row().delayMillis());
      statement.executeUpdate();
    }
  }

  /** Microseconds from then to now; never negative. */
  private @Nullable Long age(@Nullable Long then) {
    return then == null ? null : Math.max(0, (now - then) / 1000);
  }
}
