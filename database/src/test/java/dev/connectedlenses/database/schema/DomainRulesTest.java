package dev.connectedlenses.database.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.database.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What goes with a row when it is deleted, what may be there once only, and which words a column
 * takes: written down here from the description of the domain, and compared with the catalog in
 * both directions.
 */
class DomainRulesTest {

  /** Table, columns, what they refer to, and what happens to the row when that is deleted. */
  private static final String REFERENCES =
      """
      agents.agent_run_steps agent_id -> agents.ai_lensers set null
      agents.agent_run_steps team_member_id -> agents.team_members set null
      agents.agent_run_steps team_run_id -> agents.team_runs cascade
      agents.ai_lensers profile_id, profile_type -> lensers.profiles cascade
      agents.gate_requests ai_lenser_id -> agents.ai_lensers cascade
      agents.gate_requests decided_by -> lensers.profiles set null
      agents.lens_bindings ai_lenser_id -> agents.ai_lensers cascade
      agents.lens_bindings lens_id -> lenses.lenses cascade
      agents.lens_bindings lens_id, version_id -> lenses.versions set null
      agents.memories ai_lenser_id, profile_id -> agents.memory_profiles cascade
      agents.memories team_run_id -> agents.team_runs set null
      agents.memory_profiles ai_lenser_id -> agents.ai_lensers cascade
      agents.model_profiles ai_lenser_id -> agents.ai_lensers cascade
      agents.model_profiles model_id -> ai.models set null
      agents.ownerships ai_lenser_id -> agents.ai_lensers cascade
      agents.ownerships owner_lenser_id, owner_type -> lensers.profiles cascade
      agents.personality_profiles ai_lenser_id -> agents.ai_lensers cascade
      agents.policies ai_lenser_id -> agents.ai_lensers cascade
      agents.standing_approvals ai_lenser_id -> agents.ai_lensers cascade
      agents.standing_approvals created_by -> lensers.profiles set null
      agents.standing_approvals tool_id -> agents.tools_registry cascade
      agents.standing_approvals workflow_id -> lenses.workflows cascade
      agents.step_decisions decided_by -> lensers.profiles set null
      agents.team_edges team_id -> agents.teams cascade
      agents.team_edges team_id, source_member_id -> agents.team_members cascade
      agents.team_edges team_id, target_member_id -> agents.team_members cascade
      agents.team_members agent_id -> agents.ai_lensers cascade
      agents.team_members memory_profile_id -> agents.memory_profiles set null
      agents.team_members model_profile_id -> agents.model_profiles set null
      agents.team_members personality_profile_id -> agents.personality_profiles set null
      agents.team_members team_id -> agents.teams cascade
      agents.team_members tool_profile_id -> agents.tool_profiles set null
      agents.team_runs ai_lenser_id -> agents.ai_lensers cascade
      agents.team_runs team_id -> agents.teams set null
      agents.team_runs workflow_assignment_id -> agents.workflow_assignments set null
      agents.team_runs workflow_id -> lenses.workflows set null
      agents.team_runs workflow_run_id -> lenses.workflow_runs set null
      agents.teams ai_lenser_id -> agents.ai_lensers cascade
      agents.tool_assignments ai_lenser_id -> agents.ai_lensers cascade
      agents.tool_assignments profile_id -> agents.tool_profiles set null
      agents.tool_assignments tool_id -> agents.tools_registry cascade
      agents.tool_invocations agent_run_step_id -> agents.agent_run_steps set null
      agents.tool_invocations ai_lenser_id -> agents.ai_lensers cascade
      agents.tool_invocations approval_decided_by -> lensers.profiles set null
      agents.tool_invocations run_id -> lenses.workflow_runs cascade
      agents.tool_invocations team_run_id -> agents.team_runs cascade
      agents.tool_invocations tool_id -> agents.tools_registry restrict
      agents.tool_profiles ai_lenser_id -> agents.ai_lensers cascade
      agents.tools_registry owner_lenser_id -> lensers.profiles cascade
      agents.workflow_assignments ai_lenser_id -> agents.ai_lensers cascade
      agents.workflow_assignments assignee_ai_lenser_id -> agents.ai_lensers cascade
      agents.workflow_assignments assignee_team_id -> agents.teams cascade
      agents.workflow_assignments workflow_id -> lenses.workflows cascade
      agents.workspace_settings ai_lenser_id -> agents.ai_lensers cascade
      agents.workspace_settings default_model_id -> ai.models set null
      ai.keys ai_lenser_id -> agents.ai_lensers cascade
      ai.keys lenser_id -> lensers.profiles cascade
      ai.keys provider_id -> ai.providers restrict
      ai.model_pricing model_id -> ai.models cascade
      ai.models provider_id -> ai.providers cascade
      lensers.profiles user_id -> auth.users cascade
      lensers.notification_targets lenser_id -> lensers.profiles cascade
      lensers.samples lenser_id -> lensers.profiles cascade
      lenses.lenses forked_from_version_id -> lenses.versions set null
      lenses.lenses head_version_id -> lenses.versions set null
      lenses.lenses lenser_id -> lensers.profiles cascade
      lenses.lenses parent_lens_id -> lenses.lenses set null
      lenses.run_approvals asked_id -> lensers.profiles cascade
      lenses.run_approvals decided_by -> lensers.profiles set null
      lenses.run_approvals run_id -> lenses.workflow_runs cascade
      lenses.run_approvals workflow_id -> lenses.workflows cascade
      lenses.saved_presets lens_id -> lenses.lenses cascade
      lenses.saved_presets lens_id, lens_version_id -> lenses.versions cascade
      lenses.saved_presets lenser_id -> lensers.profiles cascade
      lenses.schedule_firings schedule_id -> lenses.workflow_schedules cascade
      lenses.version_parameters tool_id -> lenses.tools restrict
      lenses.version_parameters version_id -> lenses.versions cascade
      lenses.versions lens_id -> lenses.lenses cascade
      lenses.versions parent_version_id -> lenses.versions set null
      lenses.workflow_edges workflow_id -> lenses.workflows cascade
      lenses.workflow_edges workflow_id, source_node_id -> lenses.workflow_nodes cascade
      lenses.workflow_edges workflow_id, target_node_id -> lenses.workflow_nodes cascade
      lenses.workflow_nodes lens_id -> lenses.lenses set null
      lenses.workflow_nodes version_id -> lenses.versions set null
      lenses.workflow_nodes workflow_id -> lenses.workflows cascade
      lenses.workflow_run_dead_letters run_id -> lenses.workflow_runs cascade
      lenses.workflow_runs ai_lenser_id -> agents.ai_lensers set null
      lenses.workflow_runs global_model_id -> ai.models set null
      lenses.workflow_runs parent_run_id -> lenses.workflow_runs set null
      lenses.workflow_runs schedule_id -> lenses.workflow_schedules set null
      lenses.workflow_runs triggered_by -> lensers.profiles set null
      lenses.workflow_runs workflow_id, workflow_version_id -> lenses.workflow_versions restrict
      lenses.workflow_schedules created_by -> lensers.profiles set null
      lenses.workflow_schedules last_run_id -> lenses.workflow_runs set null
      lenses.workflow_schedules workflow_assignment_id -> agents.workflow_assignments set null
      lenses.workflow_schedules workflow_id -> lenses.workflows cascade
      lenses.workflow_triggers source_workflow_id -> lenses.workflows cascade
      lenses.workflow_triggers workflow_assignment_id -> agents.workflow_assignments cascade
      lenses.workflow_triggers workflow_id -> lenses.workflows cascade
      lenses.workflow_versions created_by -> lensers.profiles set null
      lenses.workflow_versions workflow_id -> lenses.workflows cascade
      lenses.workflows head_version_id -> lenses.workflow_versions set null
      lenses.workflows lenser_id -> lensers.profiles cascade
      lenses.workflows parent_workflow_id -> lenses.workflows set null
      lenses.workflows planned_version_id -> lenses.workflow_versions set null
      """;

  /** What the description says may be there once only. */
  private static final String UNIQUE =
      """
      lensers.profiles handle
      lensers.profiles user_id
      agents.ai_lensers profile_id
      agents.ownerships ai_lenser_id, owner_lenser_id
      agents.ownerships ai_lenser_id
      agents.policies ai_lenser_id
      agents.workspace_settings ai_lenser_id
      agents.lens_bindings ai_lenser_id, lens_id
      agents.team_members team_id, agent_id
      agents.personality_profiles ai_lenser_id
      agents.memory_profiles ai_lenser_id
      agents.tool_profiles ai_lenser_id
      agents.model_profiles ai_lenser_id
      agents.tools_registry owner_lenser_id, key
      agents.tool_assignments ai_lenser_id, tool_id
      agents.agent_run_events team_run_id, event_id
      ai.providers key
      ai.models provider_id, key
      lenses.lenses lenser_id, slug
      lenses.versions lens_id, version_number
      lenses.versions lens_id
      lenses.tools key
      lenses.workflows lenser_id, slug
      lenses.workflow_nodes workflow_id, label
      lenses.workflow_edges source_node_id, target_node_id, target_param_label
      lenses.workflow_runs schedule_id, scheduled_for
      lenses.workflow_runs triggered_by, workflow_id, idempotency_key
      lenses.workflow_node_results run_id, node_id, iteration
      lenses.workflow_run_events run_id, event_id
      """;

  /** The words that a column takes, and the one it has when nothing is said. */
  private static final String WORDS =
      """
      lensers.profiles.type: human, ai
      lensers.profiles.visibility: public, private, unlisted = public
      lensers.profiles.status: active, suspended, deactivated, pending_deletion, deleted = active
      agents.ai_lensers.runtime_pref: cloud, local, hybrid = cloud
      agents.ownerships.role: owner, co_owner, operator
      agents.policies.model_binding_mode: single, multi, dynamic
      agents.workspace_settings.approval_default: auto, require_human, deny = require_human
      agents.action_logs.result: success, blocked_by_policy, failed, throttled, skipped
      lenses.lenses.visibility: public, private, unlisted = private
      lenses.lenses.status: draft, published, archived = draft
      lenses.versions.status: draft, published, archived = draft
      lenses.versions.instruction_category: instruction, research, planning, generation, validation, routing, memory, export
      lenses.tools.category: input, media, execution, battle, system
      lenses.tools.type: text, textarea, json, number, integer, float, decimal, boolean, select, url, date, datetime, file
      lenses.workflows.visibility: public, private, unlisted = private
      lenses.workflows.status: draft, published, archived
      lenses.workflow_edges.merge_strategy: last_write_wins, concat, array, json_object = last_write_wins
      lenses.workflow_versions.status: draft, published, archived, snapshot
      lenses.workflow_runs.status: draft, validated, queued, pending, running, streaming, recovered, completed, failed, cancelled, timed_out
      lenses.workflow_node_results.status: pending, awaiting_dependency, queued, running, streaming, retrying, completed, failed, cancelled, skipped, timed_out, blocked, invalidated
      lenses.workflow_node_results.waiting_reason: dependency, condition_false, rate_limit, retry_backoff, human_input, external_callback, queued
      lenses.workflow_schedules.assignee_type: agent, team
      lenses.workflow_triggers.kind: webhook, event
      agents.teams.status: active, paused, archived
      agents.team_edges.edge_type: delegates, reviews, reports_to, shares_context, handoff
      agents.memory_profiles.isolation_mode: isolated, shared_team, shared_owner
      agents.memory_profiles.reset_policy: manual, per_run, per_day
      agents.workflow_assignments.assignee_kind: agent, team
      agents.team_runs.status: queued, running, completed, failed, cancelled, blocked
      agents.team_runs.approval_status: pending, approved, rejected, not_required
      agents.agent_run_steps.status: queued, running, completed, failed, blocked, skipped
      agents.memories.scope: project, conversation, global
      agents.memories.source: user, agent, tool, eval, manual
      agents.memory_access_logs.action: read, write, redact
      agents.tools_registry.kind: http, mcp, builtin
      agents.tools_registry.egress_class: none, read_only, write = none
      agents.tools_registry.auth_method: none, api_key, oauth, service_account
      agents.tools_registry.status: active, disabled, deprecated
      agents.tool_invocations.status: pending, approved, rejected, running, completed, failed, blocked
      agents.tool_invocations.approval_status: pending, approved, rejected, not_required
      ai.providers.dialect: openai, anthropic, gemini, ollama, demo
      ai.providers.support_level: runnable, byok_only, catalog_only, deprecated
      ai.models.status: active, preview, deprecated, legacy
      ai.keys.status: active, revoked, expired
      """;

  private static final Pattern WORD = Pattern.compile("'([a-z_]+)'::text");

  private static TestDatabase database;

  @BeforeAll
  static void start() {
    database = TestDatabase.create();
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  private static List<String> ask(String sql) {
    return database.admin().withHandle(h -> h.createQuery(sql).mapTo(String.class).list());
  }

  @Test
  void whatIsDeletedTakesAlongWhatBelongsToItAndNothingElse() {
    List<String> found =
        ask(
            """
            select format('%s %s -> %s %s', c.conrelid::regclass,
              (select string_agg(a.attname, ', ' order by k.n) from unnest(c.conkey) with ordinality k (att, n)
               join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.att),
              c.confrelid::regclass,
              case c.confdeltype when 'c' then 'cascade' when 'n' then 'set null' when 'r' then 'restrict' else c.confdeltype::text end)
            from pg_constraint c join pg_namespace n on n.oid = c.connamespace
            where c.contype = 'f' and n.nspname in ('lensers', 'agents', 'lenses', 'ai')
            """);
    assertThat(new TreeSet<>(found)).isEqualTo(new TreeSet<>(REFERENCES.lines().toList()));
  }

  @Test
  void whatMayBeThereOnceOnlyHasAUniqueIndex() {
    List<String> found =
        ask(
            """
            select format('%s %s', i.indrelid::regclass, (
              select string_agg(a.attname, ', ' order by k.n) from unnest(i.indkey) with ordinality k (att, n)
              join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.att))
            from pg_index i where i.indisunique and i.indisvalid
            """);
    assertThat(found).containsAll(UNIQUE.lines().toList());
  }

  /** Column → words and default, from every check of one column against a list. */
  private static Map<String, String> words() {
    Map<String, String> words = new TreeMap<>();
    for (String line :
        ask(
            """
            select format('%s.%s|%s|%s', c.conrelid::regclass, a.attname, pg_get_constraintdef(c.oid),
              coalesce(pg_get_expr(d.adbin, d.adrelid), ''))
            from pg_constraint c
            join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
            left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
            where c.contype = 'c' and cardinality(c.conkey) = 1 and pg_get_constraintdef(c.oid) like '%ANY (ARRAY[%'
            union all
            select format('%s.%s|%s|%s', a.attrelid::regclass, a.attname, pg_get_constraintdef(c.oid),
              coalesce(pg_get_expr(d.adbin, d.adrelid), ''))
            from pg_attribute a
            join pg_constraint c on c.contypid = a.atttypid
            left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
            where a.attnum > 0 and pg_get_constraintdef(c.oid) like '%ANY (ARRAY[%'
            """)) {
      String[] parts = line.split("\\|", -1);
      words.put(parts[0], found(parts[1]) + (parts[2].isEmpty() ? "" : " = " + found(parts[2])));
    }
    return words;
  }

  private static String found(String sql) {
    return WORD.matcher(sql)
        .results()
        .map((MatchResult m) -> m.group(1))
        .collect(Collectors.joining(", "));
  }

  @Test
  void columnsTakeTheWordsOfTheDomain() {
    Map<String, String> found = words();
    List<String> wrong = new ArrayList<>();
    for (String line : WORDS.lines().toList()) {
      String column = line.substring(0, line.indexOf(':'));
      String wanted = line.substring(column.length() + 2);
      String has = found.getOrDefault(column, "no list");
      boolean anyDefault = !wanted.contains(" = ");
      if (!sorted(anyDefault ? has.replaceAll(" = .*", "") : has).equals(sorted(wanted))) {
        wrong.add(column + ": " + has + ", and not " + wanted);
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** The order of words says nothing, the default does. */
  private static String sorted(String words) {
    int at = words.indexOf(" = ");
    String list = at < 0 ? words : words.substring(0, at);
    Set<String> set = new TreeSet<>(List.of(list.split(", ", -1)));
    return set + (at < 0 ? "" : words.substring(at));
  }
}
