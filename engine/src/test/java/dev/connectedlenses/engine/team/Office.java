package dev.connectedlenses.engine.team;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.database.DatabaseOptions;
import dev.connectedlenses.database.Identity;
import dev.connectedlenses.database.TestDatabase;
import dev.connectedlenses.testkit.Await;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.JdbiException;
import org.postgresql.util.PSQLException;

/**
 * A database with an owner, agents, a team and workflows, made by the same procedures that people
 * call. Single quotes in JSON stand for double ones.
 */
public final class Office implements AutoCloseable {
  private final TestDatabase test = TestDatabase.create();
  private final UUID owner = UUID.randomUUID();
  private final List<Runnable> opened = new ArrayList<>();

  public Office() {
    person(owner, "owner");
  }

  /** Signs somebody up. */
  public Identity person(UUID id, String handle) {
    run("insert into auth.users (id, email) values (?, ?)", id, handle + "@example.org");
    run(
        "insert into lensers.profiles (id, handle, display_name, type, user_id)"
            + " values (?, ?, ?, 'human', ?) on conflict do nothing",
        id,
        handle,
        handle,
        id);
    return Identity.of(id);
  }

  public UUID owner() {
    return owner;
  }

  public TestDatabase test() {
    return test;
  }

  /** A door of its own into the same database, closed with the office. */
  public Database open() {
    Database database = Database.open(test.url(), DatabaseOptions.defaults());
    opened.add(database::close);
    return database;
  }

  /** Something to close with the office. */
  public <C extends AutoCloseable> C closing(C part) {
    opened.add(() -> {
      try {
        part.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    });
    return part;
  }

  /** The single text that a query gives to the owner. */
  public String ask(String sql, Object... arguments) {
    return askAs(Identity.of(owner), sql, arguments);
  }

  public String askAs(Identity identity, String sql, Object... arguments) {
    return test.asPersona(
        identity,
        handle -> {
          var query = handle.createQuery(sql);
          for (int i = 0; i < arguments.length; i++) {
            query.bind(i, arguments[i]);
          }
          return String.valueOf(query.mapTo(String.class).findOne().orElse("none"));
        });
  }

  /** The SQLSTATE of a refusal, or the answer. */
  public String tryAs(Identity identity, String sql, Object... arguments) {
    try {
      return askAs(identity, sql, arguments);
    } catch (JdbiException e) {
      if (e.getCause() instanceof PSQLException refusal) {
        return String.valueOf(refusal.getSQLState());
      }
      throw e;
    }
  }

  /** An agent of the owner with a memory of its own. */
  public UUID agent(String handle) {
    UUID agent =
        UUID.fromString(
            ask(
                "select public.fn_create_ai_lenser((select public.fn_lensers_get_active_profile()).id, ?, ?) ->> 'ai_lenser_id'",
                handle,
                handle));
    run(
        "insert into agents.memory_profiles (ai_lenser_id, name, is_default) values (?, 'own', true)",
        agent);
    run(
        "update agents.workspace_settings set approval_default = 'auto' where ai_lenser_id = ?",
        agent);
    return agent;
  }

  public UUID team(UUID lead) {
    return UUID.fromString(ask("select public.fn_create_agent_team(?, 'crew') ->> 'id'", lead));
  }

  public UUID member(UUID team, UUID agent, String role, int lane) {
    return UUID.fromString(
        ask("select public.fn_add_team_member(?, ?, ?, '', ?) ->> 'id'", team, agent, role, lane));
  }

  public void edge(UUID team, UUID source, UUID target, String type) {
    ask(
        "select public.fn_add_team_edge(?, ?, ?, ?, ?)::text",
        team,
        source,
        target,
        type,
        List.of("reviews", "handoff").contains(type));
  }

  /** A workflow of the owner's; nodes by label, wired by edges. */
  public UUID workflow(String nodes, String edges) {
    UUID workflow = UUID.fromString(ask("select id::text from public.fn_create_workflow('Work')"));
    ask(
        "select count(*)::text from public.fn_upsert_workflow_nodes(?, cast(? as jsonb))",
        workflow,
        json(nodes));
    ask(
        "select count(*)::text from public.fn_upsert_workflow_edges(?, cast(? as jsonb))",
        workflow,
        json(edges));
    return workflow;
  }

  public UUID assign(UUID agent, UUID workflow, UUID team, String policies) {
    return UUID.fromString(
        ask(
            """
            select public.fn_create_workflow_assignment(?, ?, 'team', null, ?, x.j -> 'approval', x.j -> 'retry', x.j -> 'failure', x.j -> 'queue') ->> 'id'
            from (select cast(? as jsonb) as j) x
            """,
            agent,
            workflow,
            team,
            json(policies)));
  }

  /** Starts a team run and gives its id. */
  public UUID start(UUID agent, UUID workflow, String inputs) {
    return UUID.fromString(
        ask(
            "select public.fn_start_team_run(?, ?, cast(? as jsonb))::text",
            agent,
            workflow,
            json(inputs)));
  }

  public UUID runOf(UUID teamRun) {
    return UUID.fromString(
        one("select workflow_run_id from agents.team_runs where id = ?", teamRun));
  }

  /** The single text that a query gives to the superuser. */
  public String one(String sql, Object... arguments) {
    return test.admin()
        .withHandle(handle -> {
          var query = handle.createQuery(sql);
          for (int i = 0; i < arguments.length; i++) {
            query.bind(i, arguments[i]);
          }
          return String.valueOf(query.mapTo(String.class).findOne().orElse("none"));
        });
  }

  public List<String> texts(String sql, Object... arguments) {
    return test.admin()
        .withHandle(handle -> {
          var query = handle.createQuery(sql);
          for (int i = 0; i < arguments.length; i++) {
            query.bind(i, arguments[i]);
          }
          return query.mapTo(String.class).list();
        });
  }

  public void run(String sql, Object... arguments) {
    test.admin().useHandle(handle -> handle.execute(sql, arguments));
  }

  public static String json(String quoted) {
    return quoted.replace('\'', '"');
  }

  /** The types of a team run's events, in order. */
  public List<String> events(UUID teamRun) {
    return texts(
        "select event_type from agents.agent_run_events where team_run_id = ? order by event_id",
        teamRun);
  }

  /** Waits for the end of a team run and gives its status. */
  public String awaitEnd(UUID teamRun) {
    return Await.value(
        "team run " + teamRun + " ends",
        () -> {
          String status = one("select status from agents.team_runs where id = ?", teamRun);
          return List.of("completed", "failed", "cancelled").contains(status) ? status : null;
        });
  }

  /** Waits until a query gives a text. */
  public void await(String expected, String sql, Object... arguments) {
    Await.until(sql + " gives " + expected, () -> one(sql, arguments).equals(expected));
  }

  @Override
  public void close() {
    opened.reversed().forEach(Runnable::run);
    test.close();
  }
}
