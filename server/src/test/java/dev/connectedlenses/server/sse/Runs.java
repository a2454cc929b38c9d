package dev.connectedlenses.server.sse;

import dev.connectedlenses.database.TestDatabase;
import java.util.UUID;

/** Rows of people, runs and events, written past every rule. */
final class Runs {

  private final TestDatabase database;

  Runs(TestDatabase database) {
    this.database = database;
  }

  UUID person(String handle) {
    UUID user = UUID.randomUUID();
    database
        .admin()
        .useHandle(h -> {
          h.execute(
              "insert into auth.users (id, email) values (?, ?)", user, handle + "@example.org");
          h.execute(
              "insert into lensers.profiles (user_id, handle, display_name, type)"
                  + " values (?, ?, ?, 'human')",
              user,
              handle,
              handle);
        });
    return user;
  }

  UUID run(UUID user) {
    UUID run = UUID.randomUUID();
    database
        .admin()
        .useHandle(h ->
            h.execute(
                """
                with owner as (select id from lensers.profiles where user_id = ?),
                flow as (
                  insert into lenses.workflows (lenser_id, slug, title)
                  select id, 'flow-' || left(?::text, 8), 'Flow' from owner returning id
                ),
                version as (
                  insert into lenses.workflow_versions (workflow_id, version_number, graph,
                    snapshot_hash, node_ids, node_labels, edge_count, lens_ids, input_names,
                    required_inputs)
                  select id, 1, '{}', sha256('x'), '{}', '{}', 0, '{}', '{}', '{}' from flow
                  returning id, workflow_id
                )
                insert into lenses.workflow_runs (id, workflow_id, workflow_version_id,
                  triggered_by, status)
                select ?, version.workflow_id, version.id, owner.id, 'running'
                from version, owner
                """,
                user,
                run,
                run));
    return run;
  }

  /** Appends one event in the way the engine does: number and row in one transaction. */
  void append(UUID run, String type, String payload) {
    append(run, type, payload, 1);
  }

  /** Appends many events of one kind in one transaction. */
  void append(UUID run, String type, String payload, int count) {
    database
        .admin()
        .useTransaction(h ->
            h.execute(
                """
                with number as (
                  update lenses.workflow_runs
                  set last_event_id = last_event_id + ?,
                    status = case when ? = 'run.completed' then 'completed' else status end,
                    completed_at = case when ? = 'run.completed' then now() end
                  where id = ?
                  returning id, last_event_id
                )
                insert into lenses.workflow_run_events (run_id, event_id, type, payload)
                select id, last_event_id - n, ?, ?::jsonb
                from number, generate_series(0, ? - 1) n
                """,
                count,
                type,
                type,
                run,
                type,
                payload,
                count));
  }

  void suspend(UUID user) {
    database
        .admin()
        .useHandle(h ->
            h.execute("update lensers.profiles set status = 'suspended' where user_id = ?", user));
  }

  /** An agent of this person's. */
  UUID agent(UUID user, String handle) {
    UUID agent = UUID.randomUUID();
    database
        .admin()
        .useHandle(h ->
            h.execute(
                """
                with profile as (
                  insert into lensers.profiles (handle, display_name, type)
                  values (?, ?, 'ai') returning id
                ),
                agent as (
                  insert into agents.ai_lensers (id, profile_id) select ?, id from profile returning id
                )
                insert into agents.ownerships (ai_lenser_id, owner_lenser_id, role)
                select ?, p.id, 'owner' from lensers.profiles p, agent where p.user_id = ?
                """,
                handle,
                handle,
                agent,
                agent,
                user));
    return agent;
  }

  /** A run of an agent, which nobody works on. */
  UUID teamRun(UUID agent) {
    UUID run = UUID.randomUUID();
    database
        .admin()
        .useHandle(h ->
            h.execute(
                "insert into agents.team_runs (id, ai_lenser_id, status) values (?, ?, 'running')",
                run,
                agent));
    return run;
  }

  /** Appends events of a team run in the way functions do; an end also ends the run. */
  void appendToTeam(UUID run, String type, String payload, int count) {
    database
        .admin()
        .useTransaction(h -> {
          if (type.startsWith("run.") && !type.equals("run.started")) {
            h.execute(
                "update agents.team_runs set status = ?, completed_at = now() where id = ?",
                type.substring(4),
                run);
          }
          for (int i = 0; i < count; i++) {
            h.execute("select agents.add_run_event(?, ?, ?::jsonb)", run, type, payload);
          }
        });
  }

  /** Takes every grant on an agent back. */
  void revoke(UUID agent) {
    database
        .admin()
        .useHandle(h ->
            h.execute(
                "update agents.ownerships set revoked_at = now() where ai_lenser_id = ?", agent));
  }

  /** Lets another person do these things for an agent. */
  void operator(UUID agent, UUID user, String scope) {
    database
        .admin()
        .useHandle(h ->
            h.execute(
                """
                insert into agents.ownerships (ai_lenser_id, owner_lenser_id, role, permission_scope)
                select ?, p.id, 'operator', array[?] from lensers.profiles p where p.user_id = ?
                """,
                agent,
                scope,
                user));
  }
}
