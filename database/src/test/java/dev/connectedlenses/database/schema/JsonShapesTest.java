package dev.connectedlenses.database.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.database.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The members of the JSON that functions answer with, which clients rely on: for each function a
 * call on the rows of the fixture, and the paths that must be there. A path is a list of members;
 * {@code 0} is the first element of a list.
 */
class JsonShapesTest {

  /** A call as the owner, and the members at each path. */
  private record Shape(String call, List<String> members) {}

  private static final List<Shape> SHAPES =
      List.of(
          new Shape(
              "public.fn_create_ai_lenser('b0000000-0000-7000-8000-000000000001', 'shape.agent', 'Shape')",
              List.of(": profile_id, ai_lenser_id, status")),
          new Shape(
              "(select jsonb_agg(j) from public.fn_list_agents_by_owner('b0000000-0000-7000-8000-000000000001') j)",
              List.of(
                  "0: id, profile_id, handle, display_name, is_active, runtime_pref, policy, owner",
                  "0,owner: id, handle, display_name",
                  "0,policy: spending_limit_credits, model_binding_mode, max_parallel_runs")),
          new Shape(
              "public.fn_get_agent_profile('c0000000-0000-7000-8000-0000000000a1')",
              List.of(
                  ": handle, display_name, type, visibility, is_active, suspended_at, personality_note, policy, owner",
                  "owner: id, handle, display_name")),
          new Shape(
              "(select public.fn_get_agent_profile_by_profile_id(a.profile_id) from agents.ai_lensers a where a.id = 'c0000000-0000-7000-8000-0000000000a1')",
              List.of(": handle, policy, owner")),
          new Shape(
              "(select public.fn_get_agent_workspace_bootstrap(p.handle) from lensers.profiles p join agents.ai_lensers a on a.profile_id = p.id where a.id = 'c0000000-0000-7000-8000-0000000000a1')",
              List.of(
                  ": profile_id, ai_lenser_id, teams, runs, profiles, workflow_assignments, schedules, pending_approvals",
                  "profiles: personality, memory, tools, models",
                  "teams,0: id, name, status, members, edges, member_count")),
          new Shape(
              "public.fn_get_lens_version_parameters('e0000000-0000-7000-8000-000000000001')",
              List.of(
                  "0: id, label, tool, type, required, optional, options, default_value, help_text, placeholder, validation_schema, ordinal",
                  "0,tool: id, key, type, category")),
          new Shape(
              "public.fn_get_lens_detail_bootstrap('d0000000-0000-7000-8000-000000000001')",
              List.of(
                  ": lens, author, head_version, published_version, draft_version, parameters, versions_count, fork_of, used_by",
                  "lens: id, title, description, visibility, status, tags, revision",
                  "author: handle, display_name",
                  "used_by: workflows, bindings, schedules")),
          new Shape(
              "public.fn_get_lens_fork_tree('d0000000-0000-7000-8000-000000000001')",
              List.of("0: lens_id, title, author, parent_lens_id, depth")),
          new Shape(
              "public.fn_summarize_memory_profile('cb000000-0000-7000-8000-0000000000a1')",
              List.of(
                  ": profile_id, count, scopes, last_written_at",
                  "scopes: project, conversation, global")),
          new Shape(
              "(select jsonb_agg(j) from public.fn_list_agent_tools('c0000000-0000-7000-8000-0000000000a1') j)",
              List.of("0: tool_id, key, name, egress_class, allowed, approval_required, reason")),
          new Shape(
              "public.fn_get_fleet_overview('b0000000-0000-7000-8000-000000000001')",
              List.of(
                  ": human_lenser_id, agents_total, agents_active, credits_30d, runs_24h, approvals_pending, schedules_active")),
          new Shape(
              "public.fn_artifact_dependency_summary('lens', 'd0000000-0000-7000-8000-000000000001')",
              List.of(": total, by_kind, reasons")),
          new Shape(
              "(select jsonb_agg(j) from public.fn_list_approval_requests('c0000000-0000-7000-8000-0000000000a1') j)",
              List.of("0: ai_lenser_id, workflow_id, approval_status, metadata")),
          new Shape(
              "(select jsonb_agg(j) from public.fn_get_team_members('c1000000-0000-7000-8000-0000000000a1') j)",
              List.of(
                  "0: id, team_id, agent_id, role, responsibility, lane, sort_order, is_active")),
          new Shape(
              "(select jsonb_agg(j) from public.fn_list_team_edges('c1000000-0000-7000-8000-0000000000a1') j)",
              List.of(
                  "0: id, team_id, source_member_id, target_member_id, edge_type, is_blocking")),
          new Shape(
              "public.fn_get_workspace_settings('c0000000-0000-7000-8000-0000000000a1')",
              List.of(
                  ": default_model_id, approval_default, approval_timeout_hours, retention_days, global_kill_switch, runner_paused, budget_enforce, webhooks")),
          new Shape(
              "public.fn_list_tools()",
              List.of("0: id, key, label, category, type, required, sort_order")));

  private static TestDatabase database;

  @BeforeAll
  static void start() {
    database = TestDatabase.create();
    RightsMatrix.loadFixture(database);
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @TestFactory
  List<DynamicTest> everyFunctionAnswersWithTheMembersThatClientsKnow() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Shape shape : SHAPES) {
      for (String members : shape.members()) {
        String name = shape.call().replaceAll(".*(fn_\\w+).*", "$1") + " " + members;
        tests.add(
            DynamicTest.dynamicTest(
                name, () -> assertThat(missing(shape.call(), members)).as(name).isEmpty()));
      }
    }
    return tests;
  }

  /** Members that are not at the path. */
  private static List<String> missing(String call, String members) {
    int colon = members.indexOf(':');
    String path = members.substring(0, colon).strip();
    List<String> wanted = List.of(members.substring(colon + 1).strip().split(", ", -1));
    List<String> found = asOwner(call, "{" + path + "}");
    return wanted.stream().filter(member -> !found.contains(member)).toList();
  }

  private static List<String> asOwner(String call, String path) {
    return database
        .admin()
        .inTransaction(handle -> {
          become(handle);
          String sql =
              "select jsonb_object_keys(case when jsonb_typeof(j #> '%s') = 'object' then j #> '%s' else '{}' end) from (select %s as j) answer"
                  .formatted(path, path, call);
          List<String> keys = handle.createQuery(sql).mapTo(String.class).list();
          handle.rollback();
          return keys;
        });
  }

  private static void become(Handle handle) {
    handle
        .createQuery(
            "select set_config('role', ?, true) || set_config('request.jwt.claims', ?, true)")
        .bind(0, Persona.OWNER.role())
        .bind(1, Persona.OWNER.claims())
        .mapTo(String.class)
        .one();
  }

  /** The test must be able to fail. */
  @Test
  void aMemberThatIsNotThereIsMissed() {
    String call = "public.fn_get_fleet_overview('b0000000-0000-7000-8000-000000000001')";
    assertThat(missing(call, ": agents_total, nothing")).containsExactly("nothing");
    assertThat(missing(call, "nowhere: x")).containsExactly("x");
  }
}
