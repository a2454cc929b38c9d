package dev.connectedlenses.engine.run;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the rows of entries that passed the fence: three inserts, whatever the number of runs. */
final class JournalRows {

  private static final String EVENTS =
      """
      insert into lenses.workflow_run_events (run_id, event_id, type, node_id, payload, occurred_at)
      select (?::uuid[])[run], event_id, type, (?::uuid[])[node], payload::jsonb, now() - age * interval '1 microsecond'
      from (
        select unnest(?::int[]) as run, unnest(?::bigint[]) as event_id, unnest(?::text[]) as type,
          unnest(?::int[]) as node, unnest(?::text[]) as payload, unnest(?::bigint[]) as age
      ) e
      """;

  /** The columns of a node result, in the order in which {@link #bindResults} gives them. */
  private static final String RESULT =
      """
      select (?::uuid[])[run] as run_id, (?::uuid[])[node] as node_id, status, waiting_reason, attempts, retry_count,
        duration_ms, ttfb_ms, input::jsonb as resolved_input, output::jsonb as output_data,
        error::jsonb ->> 'message' as error_message, error::jsonb as error, input_tokens, output_tokens,
        credits::numeric as cost_credits, route::jsonb as provider_route, (?::uuid[])[lens] as resolved_lens_version_id,
        prompt::jsonb as prompt, now() - started * interval '1 microsecond' as started_at,
        now() - completed * interval '1 microsecond' as completed_at
      from (
        select unnest(?::int[]) as run, unnest(?::int[]) as node, unnest(?::text[]) as status,
          unnest(?::text[]) as waiting_reason, unnest(?::int[]) as attempts, unnest(?::int[]) as retry_count,
          unnest(?::bigint[]) as duration_ms, unnest(?::bigint[]) as ttfb_ms, unnest(?::text[]) as input,
          unnest(?::text[]) as output, unnest(?::text[]) as error, unnest(?::bigint[]) as input_tokens,
          unnest(?::bigint[]) as output_tokens, unnest(?::text[]) as credits, unnest(?::text[]) as route,
          unnest(?::int[]) as lens, unnest(?::text[]) as prompt, unnest(?::bigint[]) as started,
          unnest(?::bigint[]) as completed
      ) n
      """;

  private static final String NEW_RESULTS =
      """
      insert into lenses.workflow_node_results (run_id, node_id, status, waiting_reason, attempts, retry_count,
        duration_ms, ttfb_ms, resolved_input, output_data, error_message, error, input_tokens, output_tokens,
        cost_credits, provider_route, resolved_lens_version_id, prompt, started_at, completed_at)
      """
          + RESULT;

  /** Times of a row stay as they are; earlier prompts stay within the newest. */
  private static final String CHANGED_RESULTS =
      "with n as materialized (\n"
          + RESULT
          + """
          )
          update lenses.workflow_node_results r
          set status = n.status, waiting_reason = n.waiting_reason, attempts = n.attempts, retry_count = n.retry_count,
            duration_ms = n.duration_ms, ttfb_ms = n.ttfb_ms, resolved_input = n.resolved_input,
            output_data = n.output_data, error_message = n.error_message, error = n.error, input_tokens = n.input_tokens,
            output_tokens = n.output_tokens, cost_credits = n.cost_credits, provider_route = n.provider_route,
            resolved_lens_version_id = n.resolved_lens_version_id, prompt = case when n.prompt is null or r.prompt is null then coalesce(n.prompt, r.prompt)
              else n.prompt || jsonb_build_object('earlier', coalesce(r.prompt -> 'earlier', '[]')
                || jsonb_build_array(r.prompt - 'earlier') || coalesce(n.prompt -> 'earlier', '[]')) end,
            started_at = coalesce(r.started_at, n.started_at), completed_at = n.completed_at
          from n
          where r.run_id = n.run_id and r.node_id = n.node_id and r.iteration = 0
          """;

  private static final String PROVENANCE =
      """
      insert into lenses.workflow_run_provenance (source_run_id, source_node_id, source_output_path,
        target_run_id, target_node_id, target_input_path, transform)
      select coalesce((?::uuid[])[source_run], (?::uuid[])[run]), (?::uuid[])[source], source_path, (?::uuid[])[run],
        (?::uuid[])[target], target_path, transform::jsonb
      from (
        select unnest(?::int[]) as source_run, unnest(?::int[]) as run, unnest(?::int[]) as source, unnest(?::text[]) as source_path,
          unnest(?::int[]) as target, unnest(?::text[]) as target_path, unnest(?::text[]) as transform
      ) p
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

  private static final String ANSWERS =
      "delete from engine.signals where id in (select (?::uuid[])[place] from unnest(?::int[]) as a (place))";

  private static final String CHILDREN =
      "select engine.start_children(?::text[]::uuid[], ?::text[]::uuid[], ?::text[]::uuid[], ?::text[])";

  private static final String PARENTS =
      """
      select engine.signal(p.run_id, p.node_id, 'child', jsonb_build_object('run_id', p.child_id))
      from unnest(?::text[]::uuid[], ?::text[]::uuid[], ?::text[]::uuid[]) as p (run_id, node_id, child_id)
      """;

  private static final String ORPHANS =
      """
      with recursive child as (
        select c.id
        from unnest(?::text[]::uuid[], ?::text[]::uuid[]) as o (run_id, node_id)
        join lenses.workflow_runs c on c.parent_run_id = o.run_id and c.parent_node_id = o.node_id
        union all
        select c.id from child join lenses.workflow_runs c on c.parent_run_id = child.id
      )
      update engine.run_queue q
      set cancel_asked = true, available_at = least(q.available_at, now()),
        cancel_reason = coalesce(q.cancel_reason, 'the run that waited for this one goes on without it')
      from child
      where q.run_id = child.id
      """;

  private static final String LETTERS =
      """
      insert into lenses.workflow_run_dead_letters (run_id, reason, attempts)
      select run_id, left(reason, 4000), attempts
      from unnest(?::text[]::uuid[], ?::text[], ?::int[]) as l (run_id, reason, attempts)
      """;

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
  private record Of<R>(UUID run, long eventId, R row) {}

  void write(List<Entry> kept, Map<UUID, Long> lastEvents) throws SQLException {
    List<Of<Entry.EventRow>> events = new ArrayList<>();
    List<Of<Entry.ResultRow>> fresh = new ArrayList<>();
    List<Of<Entry.ResultRow>> changed = new ArrayList<>();
    List<Of<Entry.ProvenanceRow>> provenance = new ArrayList<>();
    List<Of<Entry.TimerRow>> timers = new ArrayList<>();
    List<Of<UUID>> answers = new ArrayList<>();
    for (Entry entry : kept) {
      UUID run = entry.runId();
      Entry.Rows rows = entry.rows();
      long id = lastEvents.getOrDefault(run, 0L) - rows.events().size();
      for (Entry.EventRow row : rows.events()) {
        events.add(new Of<>(run, ++id, row));
      }
      rows.results().forEach(row -> (row.isNew() ? fresh : changed).add(new Of<>(run, 0, row)));
      rows.provenance().forEach(row -> provenance.add(new Of<>(run, 0, row)));
      rows.timers().forEach(row -> timers.add(new Of<>(run, 0, row)));
      rows.answers().forEach(row -> answers.add(new Of<>(run, 0, row)));
    }
    List<Part<?>> parts = new ArrayList<>();
    parts.add(new Part<>(NEW_RESULTS, fresh, this::bindResults));
    parts.add(new Part<>(CHANGED_RESULTS, changed, this::bindResults));
    parts.add(new Part<>(PROVENANCE, provenance, JournalRows::bindProvenance));
    parts.add(new Part<>(TIMERS, timers, JournalRows::bindTimers));
    parts.add(new Part<>(EVENTS, events, this::bindEvents));
    parts.add(new Part<>(ANSWERS, answers, columns -> columns.ids(Of::row).place(0)));
    others(kept, parts);
    parts.removeIf(part -> part.rows().isEmpty());
    send(parts);
  }

  /** What the entries mean for other runs, and for people. */
  private static void others(List<Entry> kept, List<Part<?>> parts) {
    List<Of<Entry.ChildRow>> children = new ArrayList<>();
    List<Of<Claim.Parent>> parents = new ArrayList<>();
    List<Of<UUID>> orphans = new ArrayList<>();
    List<Of<Entry.LetterRow>> letters = new ArrayList<>();
    for (Entry entry : kept) {
      Entry.Kin kin = entry.rows().kin();
      UUID run = entry.runId();
      kin.children().forEach(row -> children.add(new Of<>(run, 0, row)));
      kin.orphans().forEach(row -> orphans.add(new Of<>(run, 0, row)));
      if (entry.rows().letter() != null) {
        letters.add(new Of<>(run, 0, entry.rows().letter()));
      }
      if (kin.parent() != null) {
        parents.add(new Of<>(run, 0, kin.parent()));
      }
    }
    parts.add(new Part<>(CHILDREN, children, JournalRows::bindChildren));
    parts.add(
        new Part<>(
            ORPHANS,
            orphans,
            columns -> columns.text(of -> of.run().toString()).text(of -> of.row().toString())));
    parts.add(new Part<>(PARENTS, parents, JournalRows::bindParents));
    parts.add(
        new Part<>(
            LETTERS,
            letters,
            columns ->
                columns
                    .text(of -> of.run().toString())
                    .text(of -> of.row().reason())
                    .count(of -> of.row().attempts())));
  }

  private static void bindChildren(Columns<Of<Entry.ChildRow>> columns) throws SQLException {
    columns
        .text(of -> of.run().toString())
        .text(of -> of.row().nodeId().toString())
        .text(of -> of.row().versionId().toString())
        .text(of -> of.row().inputs());
  }

  private static void bindParents(Columns<Of<Claim.Parent>> columns) throws SQLException {
    columns
        .text(of -> of.row().runId().toString())
        .text(of -> of.row().nodeId().toString())
        .text(of -> of.run().toString());
  }

  /** Gives a statement its parameters. */
  @FunctionalInterface
  private interface Binding<R> {
    void bind(Columns<Of<R>> columns) throws SQLException;
  }

  /** One statement and the rows for it. */
  private record Part<R>(String sql, List<Of<R>> rows, Binding<R> binding) {
    int bind(PreparedStatement statement, int first) throws SQLException {
      Columns<Of<R>> columns = new Columns<>(statement, first, rows);
      binding.bind(columns);
      return columns.next();
    }
  }

  /** Sends all statements in one round trip. */
  private void send(List<Part<?>> parts) throws SQLException {
    if (parts.isEmpty()) {
      return;
    }
    String sql = parts.stream().map(Part::sql).collect(Collectors.joining(";\n"));
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int next = 1;
      for (Part<?> part : parts) {
        next = part.bind(statement, next);
      }
      statement.execute();
    }
  }

  private void bindEvents(Columns<Of<Entry.EventRow>> columns) throws SQLException {
    columns
        .ids(Of::run)
        .ids(of -> of.row().nodeId())
        .place(0)
        .number(Of::eventId)
        .text(of -> of.row().type())
        .place(1)
        .text(of -> of.row().payload())
        .number(of -> age(now, of.row().at()));
  }

  private void bindResults(Columns<Of<Entry.ResultRow>> columns) throws SQLException {
    columns
        .ids(Of::run)
        .ids(of -> of.row().nodeId())
        .ids(of -> of.row().lensVersionId())
        .place(0)
        .place(1)
        .text(of -> of.row().state().status().wire())
        .text(of -> of.row().waiting())
        .count(of -> of.row().state().attempts())
        .count(of -> of.row().state().retries())
        .number(of -> of.row().duration())
        .number(of -> of.row().ttfb())
        .text(of -> of.row().input())
        .text(of -> of.row().output())
        .text(of -> of.row().error())
        .number(of -> of.row().state().spend().inputTokens())
        .number(of -> of.row().state().spend().outputTokens())
        .text(of -> of.row().state().spend().credits().toPlainString())
        .text(of -> of.row().route())
        .place(2)
        .text(of -> of.row().prompt())
        .number(of -> age(of.row().startedAt()))
        .number(of -> age(of.row().completedAt()));
  }

  private static void bindProvenance(Columns<Of<Entry.ProvenanceRow>> columns) throws SQLException {
    columns
        .ids(of -> of.row().sourceRunId())
        .ids(Of::run)
        .ids(of -> of.row().sourceNodeId())
        .again(1)
        .ids(of -> of.row().targetNodeId())
        .place(0)
        .place(1)
        .place(2)
        .text(of -> of.row().sourcePath())
        .place(4)
        .text(of -> of.row().targetPath())
        .text(of -> of.row().transform());
  }

  private static void bindTimers(Columns<Of<Entry.TimerRow>> columns) throws SQLException {
    columns
        .text(of -> of.run().toString())
        .text(of -> of.row().name())
        .number(of -> of.row().delayMillis());
  }

  private @Nullable Long age(@Nullable Long then) {
    return then == null ? null : age(now, then);
  }

  /** Microseconds from then to now; never negative. */
  static long age(long now, long then) {
    return Math.max(0, (now - then) / 1000);
  }
}
