package dev.connectedlenses.engine.schedule;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.database.DatabaseOptions;
import dev.connectedlenses.database.Identity;
import dev.connectedlenses.database.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A database with an author, workflows that can run, and an agent; what tests of schedules need.
 */
final class House implements AutoCloseable {
  final TestDatabase test = TestDatabase.create();
  final UUID author = UUID.randomUUID();
  private final List<Database> doors = new ArrayList<>();

  House() {
    run("insert into auth.users (id, email) values (?, 'author@example.org')", author);
    run(
        "insert into lensers.profiles (id, handle, display_name, type, user_id)"
            + " values (?, 'author', 'Author', 'human', ?) on conflict do nothing",
        author,
        author);
  }

  /** A workflow of one node that needs no inputs. */
  UUID workflow(String title) {
    return workflow(title, "hello");
  }

  /** A workflow of one node that takes what is sent. */
  UUID taking(String title) {
    return workflow(title, "hello [[body]]");
  }

  private UUID workflow(String title, String text) {
    UUID id = UUID.fromString(rpc("select id::text from public.fn_create_workflow(?)", title));
    rpc(
        "select count(*)::text from public.fn_upsert_workflow_nodes(?::uuid, ('[{\"label\": \"say\", \"kind\": \"transform\","
            + " \"config\": {\"text\": \"' || ? || '\"}}]')::jsonb)",
        id.toString(),
        text);
    return id;
  }

  UUID agent(String handle) {
    return UUID.fromString(
        rpc(
            "select public.fn_create_ai_lenser((select id from lensers.profiles where user_id = auth.uid()), ?, ?)"
                + " ->> 'ai_lenser_id'",
            handle,
            handle));
  }

  UUID assignment(UUID agent, UUID workflow, String policy) {
    return UUID.fromString(
        rpc(
            "select public.fn_create_workflow_assignment(?::uuid, ?::uuid, 'agent', ?::uuid, p_approval_policy => ?::jsonb)"
                + " ->> 'id'",
            agent.toString(),
            workflow.toString(),
            agent.toString(),
            policy));
  }

  /** A team of the agent's, with its own assignment to the workflow. */
  UUID team(UUID agent, UUID workflow, String policy) {
    String team =
        rpc("select public.fn_create_agent_team(?::uuid, 'Team') ->> 'id'", agent.toString());
    rpc(
        "select public.fn_create_workflow_assignment(?::uuid, ?::uuid, 'team', p_assignee_team_id => ?::uuid,"
            + " p_approval_policy => ?::jsonb)::text",
        agent.toString(),
        workflow.toString(),
        team,
        policy);
    return UUID.fromString(team);
  }

  /** A schedule that fires each minute from an instant on, and asks nobody. */
  UUID everyMinute(UUID workflow, String queue, String first) {
    UUID id =
        UUID.fromString(
            rpc(
                "select id::text from public.fn_upsert_workflow_schedule(?::uuid, p_queue_policy => ?::jsonb,"
                    + " p_approval_policy => '{\"requiresApproval\": false}')",
                workflow.toString(),
                queue));
    run(
        "update lenses.workflow_schedules set next_run_at = ?::timestamptz, decided_until = null, calendar = ? where id = ?",
        first,
        Plan.CALENDAR,
        id);
    return id;
  }

  /** A door of its own, as another process has one. */
  Database door() {
    Database door = Database.open(test.url(), DatabaseOptions.defaults().withConnections(1, 2));
    doors.add(door);
    return door;
  }

  /** What a statement of the author's gives. */
  String rpc(String sql, @Nullable Object... arguments) {
    return test.asPersona(
        Identity.of(author),
        handle -> {
          var query = handle.createQuery(sql);
          for (int i = 0; i < arguments.length; i++) {
            query.bind(i, arguments[i]);
          }
          return String.valueOf(query.mapTo(String.class).findOne().orElse("nothing"));
        });
  }

  /** What the administrator reads. */
  String one(String sql, @Nullable Object... arguments) {
    return test.admin()
        .withHandle(handle -> {
          var query = handle.createQuery(sql);
          for (int i = 0; i < arguments.length; i++) {
            query.bind(i, arguments[i]);
          }
          return String.valueOf(query.mapTo(String.class).findOne().orElse("nothing"));
        });
  }

  void run(String sql, @Nullable Object... arguments) {
    test.admin().useHandle(handle -> handle.execute(sql, arguments));
  }

  @Override
  public void close() {
    doors.forEach(Database::close);
    test.close();
  }
}
