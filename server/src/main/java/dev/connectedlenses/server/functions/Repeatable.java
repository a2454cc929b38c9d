package dev.connectedlenses.server.functions;

import java.util.Set;

/**
 * Functions of the data API that make, start or decide something: whoever repeats a call of one
 * with its {@code Idempotency-Key} is answered as the first time. Functions whose answer holds a
 * secret are not among them, because answers are kept for a week.
 */
final class Repeatable {

  static final Set<String> NAMES =
      Set.of(
          "fn_add_team_edge",
          "fn_add_team_member",
          "fn_append_team_run_event",
          "fn_append_workflow_run_event",
          "fn_assign_tool",
          "fn_backfill_schedule",
          "fn_clone_lens",
          "fn_clone_workflow",
          "fn_complete_human_input",
          "fn_create_agent_team",
          "fn_create_ai_lenser",
          "fn_create_lens",
          "fn_create_saved_preset",
          "fn_create_workflow",
          "fn_create_workflow_assignment",
          "fn_create_workflow_version",
          "fn_decide_approval",
          "fn_decide_approvals",
          "fn_grant_standing_approval",
          "fn_invoke_tool",
          "fn_lenses_create_version",
          "fn_load_sample_space",
          "fn_promote_scratchpad_to_memory",
          "fn_record_run_provenance",
          "fn_register_tool",
          "fn_replay_dead_letter",
          "fn_rerun_workflow_run",
          "fn_retry_agent_run",
          "fn_run_lens",
          "fn_start_team_run",
          "fn_start_workflow_run",
          "fn_trigger_workflow_schedule",
          "fn_upsert_agent_lens_binding",
          "fn_upsert_agent_ownership",
          "fn_upsert_workflow_nodes",
          "fn_upsert_workflow_schedule",
          "fn_upsert_workflow_trigger",
          "fn_write_memory_entry");

  private Repeatable() {}
}
