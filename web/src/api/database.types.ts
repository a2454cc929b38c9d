// Written from the catalog by ReferenceTest; do not edit.

import type { EnumOf } from "./enums";

export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[];

export type Database = {
  agents: {
    Tables: {
      action_logs: {
        Row: {
          id: string;
          ai_lenser_id: string;
          actor_lenser_id: string | null;
          action_type: EnumOf<"agents.action_logs.action_type">;
          context_ref_type: string | null;
          context_ref_id: string | null;
          result: EnumOf<"agents.action_logs.result">;
          metadata: Json;
          occurred_at: string;
        };
        Insert: Record<never, never>;
        Update: Record<never, never>;
        Relationships: [];
      };
      agent_run_events: {
        Row: {
          id: string;
          team_run_id: string;
          agent_run_step_id: string | null;
          event_id: number;
          event_type: EnumOf<"agents.agent_run_events.event_type">;
          payload: Json;
          occurred_at: string;
          created_at: string;
        };
        Insert: Record<never, never>;
        Update: Record<never, never>;
        Relationships: [];
      };
      agent_run_steps: {
        Row: {
          id: string;
          team_run_id: string;
          team_member_id: string | null;
          workflow_node_id: string | null;
          lane: number;
          title: string;
          current_task: string | null;
          recent_output_summary: string | null;
          blocker_summary: string | null;
          status: EnumOf<"agents.agent_run_steps.status">;
          payload: Json;
          started_at: string | null;
          completed_at: string | null;
          created_at: string;
          updated_at: string;
          agent_id: string | null;
          kind: EnumOf<"agents.agent_run_steps.kind">;
          choice: Json;
        };
        Insert: Record<never, never>;
        Update: Record<never, never>;
        Relationships: [];
      };
      ai_lensers: {
        Row: {
          id: string;
          profile_id: string;
          profile_type: string;
          runtime_pref: EnumOf<"agents.ai_lensers.runtime_pref">;
          is_active: boolean;
          suspended_at: string | null;
          suspended_reason: string | null;
          personality_note: string | null;
          archived_at: string | null;
          created_at: string;
          updated_at: string;
        };
        Insert: Record<never, never>;
        Update: Record<never, never>;
        Relationships: [];
      };
      gate_requests: {
        Row: {
          id: string;
          root_run_id: string;
          run_id: string;
          node_id: string;
          ai_lenser_id: string;
          gate: EnumOf<"agents.gate_requests.gate">;
          reason: string;
          status: EnumOf<"agents.gate_requests.status">;
          decided_by: string | null;
          decided_at: string | null;
          is_told: boolean;
          created_at: string;
        };
        Insert: Record<never, never>;
        Update: Record<never, never>;
        Relationships: [];
      };
      lens_bindings: {
        Row: {
          id: string;
          ai_lenser_id: string;
          lens_id: string;
          version_id: string | null;
          is_default: boolean;
          category_tags: string[];
          created_at: string;
          updated_at: string;
        };
        Insert: Record<never, never>;
        Update: Record<never, never>;
        Relationships: [];
      };
      memories: {
        Row: {
          id: string;
          profile_id: string;
          ai_lenser_id: string;
          scope: EnumOf<"agents.memories.scope">;
          source: EnumOf<"agents.memories.source">;
          confidence: number;
          expires_at: string | null;
          team_run_id: string | null;
          is_redacted: boolean;
          created_at: string;
          updated_at: string;
          is_tainted: boolean;
          source_run_id: string | null;
          source_node_id: string | null;
        };
        Insert: Record<never, never>;
        Update: Record<never, never>;
        Relationships: [];
      };
      memory_access_logs: {
        Row: {
          id: string;
          memory_id: string;
          team_run_id: string | null;
          actor_lenser_id: string | null;
          action: EnumOf<"agents.memory_access_logs.action">;
          context: Json;
          accessed_at: string;
        };
        Insert: Record<never, never>;
        Update: Record<never, never>;
        Relationships: [];
      };
      memory_profiles: {
        Row: {
          id: string;
          ai_lenser_id: string;
          name: string;
          scope_type: EnumOf<"agents.memory_profiles.scope_type">;
          isolation_mode: EnumOf<"agents.memory_profiles.isolation_mode">;
          retention_days: number;
          visibility: EnumOf<"agents.memory_profiles.visibility">;
          summary_strategy: EnumOf<"agents.memory_profiles.summary_strategy">;
          reset_policy: EnumOf<"agents.memory_profiles.reset_policy">;
          injection_limit: number;
          is_default: boolean;
          created_at: string;
          updated_at: string;
        };
        Insert: {
          ai_lenser_id: string;
          name: string;
          scope_type?: EnumOf<"agents.memory_profiles.scope_type">;
          isolation_mode?: EnumOf<"agents.memory_profiles.isolation_mode">;
          retention_days?: number;
          visibility?: EnumOf<"agents.memory_profiles.visibility">;
          summary_strategy?: EnumOf<"agents.memory_profiles.summary_strategy">;
          reset_policy?: EnumOf<"agents.memory_profiles.reset_policy">;
          injection_limit?: number;
          is_default?: boolean;
        };
        Update: {
          name?: string;
          scope_type?: EnumOf<"agents.memory_profiles.scope_type">;
          isolation_mode?: EnumOf<"agents.memory_profiles.isolation_mode">;
          retention_days?: number;
          visibility?: EnumOf<"agents.memory_profiles.visibility">;
          summary_strategy?: EnumOf<"agents.memory_profiles.summary_strategy">;
          reset_policy?: EnumOf<"agents.memory_profiles.reset_policy">;
          injection_limit?: number;
          is_default?: boolean;
        };
        Relationships: [];
      };
      model_profiles: {
        Row: {
          id: string;
          ai_lenser_id: string;
          name: string;
          provider_key: string | null;
          model_id: string | null;
          model_key: string | null;
          support_level: EnumOf<"agents.model_profiles.support_level">;
          params: Json;
          is_default: boolean;
          created_at: string;
          updated_at: string;
        };
        Insert: {
          ai_lenser_id: string;
          name: string;
          provider_key?: string | null;
          model_id?: string | null;
          model_key?: string | null;
          params?: Json;
          is_default?: boolean;
        };
        Update: {
          name?: string;
          provider_key?: string | null;
          model_id?: string | null;
          model_key?: string | null;
          params?: Json;
          is_default?: boolean;
        };
        Relationships: [];
      };
      ownerships: {
        Row: {
          id: string;
          ai_lenser_id: string;
          owner_lenser_id: string;
          owner_type: string;
          role: EnumOf<"agents.ownerships.role">;
          permission_scope: string[];
          granted_at: string;
          revoked_at: string | null;
          created_at: string;
        };
        Insert: Record<never, never>;
        Update: Record<never, never>;
        Relationships: [];
      };
      personality_profiles: {
        Row: {
          id: string;
          ai_lenser_id: string;
          name: string;
          tone: string | null;
          expertise_level: string | null;
          risk_tolerance: string | null;
          autonomy_level: string | null;
          communication_style: string | null;
          decision_style: string | null;
          escalation_behavior: string | null;
          system_prompt_patch: string | null;
          is_default: boolean;
          created_at: string;
          updated_at: string;
        };
        Insert: {
          ai_lenser_id: string;
          name: string;
          tone?: string | null;
          expertise_level?: string | null;
          risk_tolerance?: string | null;
          autonomy_level?: string | null;
          communication_style?: string | null;
          decision_style?: string | null;
          escalation_behavior?: string | null;
          system_prompt_patch?: string | null;
          is_default?: boolean;
        };
        Update: {
          name?: string;
          tone?: string | null;
          expertise_level?: string | null;
          risk_tolerance?: string | null;
          autonomy_level?: string | null;
          communication_style?: string | null;
          decision_style?: string | null;
          escalation_behavior?: string | null;
          system_prompt_patch?: string | null;
          is_default?: boolean;
        };
        Relationships: [];
      };
      policies: {
        Row: {
          id: string;
          ai_lenser_id: string;
          spending_limit_credits: number | null;
          model_binding_mode: EnumOf<"agents.policies.model_binding_mode">;
          allowed_output_modalities: string[];
          max_parallel_runs: number;
          max_daily_runs: number | null;
          is_public_policy: boolean;
          created_at: string;
          updated_at: string;
          spend_threshold_credits: number | null;
        };
        Insert: Record<never, never>;
        Update: Record<never, never>;
        Relationships: [];
      };
      standing_approvals: {
        Row: {
          id: string;
          ai_lenser_id: string;
          workflow_id: string | null;
          gate_kind: string | null;
          tool_id: string | null;
          argument_match: Json | null;
          expires_at: string;
          created_by: string | null;
          revoked_at: string | null;
          created_at: string;
        };
        Insert: Record<never, never>;
        Update: Record<never, never>;
        Relationships: [];
      };
      step_decisions: {
        Row: {
          id: string;
          run_id: string;
          node_id: string;
          approved: boolean;
          answer: Json;
          decided_by: string | null;
          created_at: string;
        };
        Insert: Record<never, never>;
        Update: Record<never, never>;
        Relationships: [];
      };
      step_work: {
        Row: Record<never, never>;
        Insert: Record<never, never>;
        Update: Record<never, never>;
        Relationships: [];
      };
      team_edges: {
        Row: {
          id: string;
          team_id: string;
          source_member_id: string;
          target_member_id: string;
          edge_type: EnumOf<"agents.team_edges.edge_type">;
          is_blocking: boolean;
          metadata: Json;
          created_at: string;
          updated_at: string;
        };
        Insert: Record<never, never>;
        Update: {
          is_blocking?: boolean;
          metadata?: Json;
        };
        Relationships: [];
      };
      team_members: {
        Row: {
          id: string;
          team_id: string;
          agent_id: string;
          role: string;
          responsibility: string;
          lane: number;
          sort_order: number;
          is_active: boolean;
          personality_profile_id: string | null;
          memory_profile_id: string | null;
          tool_profile_id: string | null;
          model_profile_id: string | null;
          created_at: string;
          updated_at: string;
        };
        Insert: Record<never, never>;
        Update: {
          role?: string;
          responsibility?: string;
          lane?: number;
          sort_order?: number;
          is_active?: boolean;
          personality_profile_id?: string | null;
          memory_profile_id?: string | null;
          tool_profile_id?: string | null;
          model_profile_id?: string | null;
        };
        Relationships: [];
      };
      team_runs: {
        Row: {
          id: string;
          ai_lenser_id: string;
          team_id: string | null;
          workflow_id: string | null;
          workflow_run_id: string | null;
          workflow_assignment_id: string | null;
          status: EnumOf<"agents.team_runs.status">;
          approval_status: EnumOf<"agents.team_runs.approval_status">;
          approval_expires_at: string | null;
          scratchpad: Json;
          scratchpad_version: number;
          metadata: Json;
          last_event_id: number;
          started_at: string | null;
          completed_at: string | null;
          created_at: string;
          updated_at: string;
          report: Json | null;
        };
        Insert: Record<never, never>;
        Update: Record<never, never>;
        Relationships: [];
      };
      teams: {
        Row: {
          id: string;
          ai_lenser_id: string;
          name: string;
          description: string | null;
          status: EnumOf<"agents.teams.status">;
          scratchpad: Json;
          created_at: string;
          updated_at: string;
        };
        Insert: Record<never, never>;
        Update: {
          name?: string;
          description?: string | null;
          status?: EnumOf<"agents.teams.status">;
          scratchpad?: Json;
        };
        Relationships: [];
      };
      tool_assignments: {
        Row: {
          id: string;
          ai_lenser_id: string;
          tool_id: string;
          profile_id: string | null;
          allowed: boolean;
          created_at: string;
          updated_at: string;
        };
        Insert: Record<never, never>;
        Update: Record<never, never>;
        Relationships: [];
      };
      tool_invocations: {
        Row: {
          id: string;
          team_run_id: string | null;
          run_id: string | null;
          node_id: string | null;
          agent_run_step_id: string | null;
          tool_id: string;
          ai_lenser_id: string;
          input: Json;
          input_hash: string;
          output: Json | null;
          status: EnumOf<"agents.tool_invocations.status">;
          approval_status: EnumOf<"agents.tool_invocations.approval_status">;
          approval_required: boolean;
          approval_decided_by: string | null;
          approval_reason: string | null;
          error: string | null;
          cost_estimate: number | null;
          idempotency_key: string;
          started_at: string | null;
          completed_at: string | null;
          created_at: string;
          updated_at: string;
          call_no: number | null;
          is_tainted: boolean;
          request: Json | null;
          expires_at: string | null;
          run_until: string | null;
        };
        Insert: Record<never, never>;
        Update: Record<never, never>;
        Relationships: [];
      };
      tool_profiles: {
        Row: {
          id: string;
          ai_lenser_id: string;
          name: string;
          allow_tools: string[];
          deny_tools: string[];
          tool_groups: string[];
          provider_overrides: Json;
          requires_approval: boolean;
          max_calls_per_run: number | null;
          is_default: boolean;
          created_at: string;
          updated_at: string;
        };
        Insert: {
          ai_lenser_id: string;
          name: string;
          allow_tools?: string[];
          deny_tools?: string[];
          tool_groups?: string[];
          provider_overrides?: Json;
          requires_approval?: boolean;
          max_calls_per_run?: number | null;
          is_default?: boolean;
        };
        Update: {
          name?: string;
          allow_tools?: string[];
          deny_tools?: string[];
          tool_groups?: string[];
          provider_overrides?: Json;
          requires_approval?: boolean;
          max_calls_per_run?: number | null;
          is_default?: boolean;
        };
        Relationships: [];
      };
      tools_registry: {
        Row: {
          id: string;
          owner_lenser_id: string;
          key: string;
          name: string;
          description: string | null;
          category: string;
          kind: EnumOf<"agents.tools_registry.kind">;
          schema_input: Json;
          schema_output: Json;
          egress_class: EnumOf<"agents.tools_registry.egress_class">;
          endpoint_url: string | null;
          http_method: EnumOf<"agents.tools_registry.http_method"> | null;
          request_template: Json;
          auth_method: EnumOf<"agents.tools_registry.auth_method">;
          credential_ref: string | null;
          idempotency_header: string | null;
          requires_approval: boolean;
          is_dangerous: boolean;
          status: EnumOf<"agents.tools_registry.status">;
          content_hash: string;
          created_at: string;
          updated_at: string;
          pinned_hash: string | null;
          offered: Json | null;
          changed_at: string | null;
        };
        Insert: Record<never, never>;
        Update: {
          name?: string;
          description?: string | null;
          category?: string;
          kind?: EnumOf<"agents.tools_registry.kind">;
          schema_input?: Json;
          schema_output?: Json;
          egress_class?: EnumOf<"agents.tools_registry.egress_class">;
          endpoint_url?: string | null;
          http_method?: EnumOf<"agents.tools_registry.http_method"> | null;
          request_template?: Json;
          auth_method?: EnumOf<"agents.tools_registry.auth_method">;
          credential_ref?: string | null;
          idempotency_header?: string | null;
          requires_approval?: boolean;
          is_dangerous?: boolean;
          status?: EnumOf<"agents.tools_registry.status">;
        };
        Relationships: [];
      };
      workflow_assignments: {
        Row: {
          id: string;
          ai_lenser_id: string;
          workflow_id: string;
          assignee_kind: EnumOf<"agents.workflow_assignments.assignee_kind">;
          assignee_ai_lenser_id: string | null;
          assignee_team_id: string | null;
          approval_policy: Json;
          retry_policy: Json;
          failure_policy: Json;
          queue_policy: Json;
          output_destination: Json;
          is_active: boolean;
          created_at: string;
          updated_at: string;
        };
        Insert: Record<never, never>;
        Update: {
          approval_policy?: Json;
          retry_policy?: Json;
          failure_policy?: Json;
          queue_policy?: Json;
          output_destination?: Json;
          is_active?: boolean;
        };
        Relationships: [];
      };
      workspace_settings: {
        Row: {
          id: string;
          ai_lenser_id: string;
          default_model_id: string | null;
          approval_default: EnumOf<"agents.workspace_settings.approval_default">;
          approval_timeout_hours: number;
          retention_days: number;
          global_kill_switch: boolean;
          runner_paused: boolean;
          budget_enforce: boolean;
          webhooks: Json;
          created_at: string;
          updated_at: string;
        };
        Insert: Record<never, never>;
        Update: Record<never, never>;
        Relationships: [];
      };
    };
    Views: {
      approval_requests_v: {
        Row: {
          request_id: string | null;
          request_kind: string | null;
          ai_lenser_id: string | null;
          team_id: string | null;
          workflow_id: string | null;
          workflow_run_id: string | null;
          workflow_assignment_id: string | null;
          node_id: string | null;
          tool_invocation_id: string | null;
          approval_status: string | null;
          run_status: string | null;
          gate_kind: string | null;
          requested_action: string | null;
          title: string | null;
          team_name: string | null;
          approval_policy: Json | null;
          inputs: Json | null;
          metadata: Json | null;
          expires_at: string | null;
          created_at: string | null;
        };
        Relationships: [];
      };
      memories_v: {
        Row: {
          id: string | null;
          profile_id: string | null;
          profile_name: string | null;
          ai_lenser_id: string | null;
          scope: string | null;
          source: string | null;
          confidence: number | null;
          expires_at: string | null;
          team_run_id: string | null;
          is_redacted: boolean | null;
          created_at: string | null;
          updated_at: string | null;
        };
        Relationships: [];
      };
      tool_invocations_v: {
        Row: {
          id: string | null;
          team_run_id: string | null;
          run_id: string | null;
          node_id: string | null;
          agent_run_step_id: string | null;
          tool_id: string | null;
          ai_lenser_id: string | null;
          input: Json | null;
          input_hash: string | null;
          output: Json | null;
          status: string | null;
          approval_status: string | null;
          approval_required: boolean | null;
          approval_decided_by: string | null;
          approval_reason: string | null;
          error: string | null;
          cost_estimate: number | null;
          idempotency_key: string | null;
          started_at: string | null;
          completed_at: string | null;
          created_at: string | null;
          updated_at: string | null;
          call_no: number | null;
          is_tainted: boolean | null;
          request: Json | null;
          expires_at: string | null;
          run_until: string | null;
          tool_key: string | null;
          tool_name: string | null;
          egress_class: string | null;
          step_title: string | null;
        };
        Relationships: [];
      };
    };
    Functions: Record<never, never>;
  };
  ai: {
    Tables: {
      key_usage_log: {
        Row: {
          id: string;
          key_id: string;
          run_id: string | null;
          node_id: string | null;
          cost_credits: number;
          purpose: EnumOf<"ai.key_usage_log.purpose">;
          result: EnumOf<"ai.key_usage_log.result">;
          occurred_at: string;
        };
        Insert: Record<never, never>;
        Update: Record<never, never>;
        Relationships: [];
      };
      keys: {
        Row: {
          id: string;
          lenser_id: string;
          ai_lenser_id: string | null;
          provider_id: string;
          label: string | null;
          key_suffix: string;
          status: EnumOf<"ai.keys.status">;
          expires_at: string | null;
          spending_cap_credits: number | null;
          spent_credits: number;
          last_used_at: string | null;
          revoked_at: string | null;
          created_at: string;
          updated_at: string;
        };
        Insert: Record<never, never>;
        Update: Record<never, never>;
        Relationships: [];
      };
      model_pricing: {
        Row: {
          id: string;
          model_id: string;
          input_per_mtok: number;
          output_per_mtok: number;
          cached_input_per_mtok: number | null;
          effective_from: string;
          effective_to: string | null;
          created_at: string;
        };
        Insert: Record<never, never>;
        Update: Record<never, never>;
        Relationships: [];
      };
      models: {
        Row: {
          id: string;
          provider_id: string;
          key: string;
          name: string;
          capabilities: string[];
          input_modalities: string[];
          output_modalities: string[];
          context_window_tokens: number | null;
          max_output_tokens: number | null;
          supports_tools: boolean;
          supports_json_schema: boolean;
          supports_vision: boolean;
          supports_streaming: boolean;
          support_level: EnumOf<"ai.models.support_level">;
          status: EnumOf<"ai.models.status">;
          use_cases: string[];
          user_summary: string | null;
          developer_summary: string | null;
          metadata: Json;
          created_at: string;
          updated_at: string;
        };
        Insert: Record<never, never>;
        Update: Record<never, never>;
        Relationships: [];
      };
      providers: {
        Row: {
          id: string;
          key: string;
          display_name: string;
          dialect: EnumOf<"ai.providers.dialect">;
          base_url: string | null;
          docs_url: string | null;
          support_level: EnumOf<"ai.providers.support_level">;
          is_active: boolean;
          metadata: Json;
          created_at: string;
          updated_at: string;
        };
        Insert: Record<never, never>;
        Update: Record<never, never>;
        Relationships: [];
      };
    };
    Views: {
      catalog: {
        Row: {
          id: string | null;
          provider_id: string | null;
          provider_key: string | null;
          provider_name: string | null;
          key: string | null;
          name: string | null;
          description: string | null;
          docs_url: string | null;
          support_level: string | null;
          status: string | null;
          capabilities: string[] | null;
          input_modalities: string[] | null;
          output_modalities: string[] | null;
          context_window_tokens: number | null;
          supports_tools: boolean | null;
          supports_json_schema: boolean | null;
          supports_vision: boolean | null;
          supports_streaming: boolean | null;
          use_cases: string[] | null;
          developer_summary: string | null;
          user_summary: string | null;
          metadata: Json | null;
          unit_type: string | null;
          cost_per_unit: number | null;
          input_cost_per_1k_tokens: number | null;
          output_cost_per_1k_tokens: number | null;
          is_active: boolean | null;
        };
        Relationships: [];
      };
    };
    Functions: Record<never, never>;
  };
  lensers: {
    Tables: {
      notification_targets: {
        Row: {
          id: string;
          lenser_id: string;
          kind: EnumOf<"lensers.notification_targets.kind">;
          url: string | null;
          label: string | null;
          events: string[];
          is_active: boolean;
          secret_hint: string | null;
          rotated_at: string | null;
          consecutive_failures: number;
          paused_until: string | null;
          last_delivered_at: string | null;
          last_error: string | null;
          last_error_at: string | null;
          created_at: string;
          updated_at: string;
        };
        Insert: Record<never, never>;
        Update: Record<never, never>;
        Relationships: [];
      };
      profiles: {
        Row: {
          id: string;
          user_id: string | null;
          handle: string;
          display_name: string;
          type: EnumOf<"lensers.profiles.type">;
          visibility: EnumOf<"lensers.profiles.visibility">;
          status: EnumOf<"lensers.profiles.status">;
          avatar_url: string | null;
          banner_url: string | null;
          headline: string | null;
          bio: string | null;
          created_at: string;
          updated_at: string;
        };
        Insert: Record<never, never>;
        Update: {
          handle?: string;
          display_name?: string;
          visibility?: EnumOf<"lensers.profiles.visibility">;
          avatar_url?: string | null;
          banner_url?: string | null;
          headline?: string | null;
          bio?: string | null;
        };
        Relationships: [];
      };
      samples: {
        Row: {
          lenser_id: string;
          kind: EnumOf<"lensers.samples.kind">;
          object_id: string;
          created_at: string;
        };
        Insert: {
          lenser_id: string;
          kind: EnumOf<"lensers.samples.kind">;
          object_id: string;
        };
        Update: Record<never, never>;
        Relationships: [];
      };
    };
    Views: {
    };
    Functions: Record<never, never>;
  };
  lenses: {
    Tables: {
      lenses: {
        Row: {
          id: string;
          lenser_id: string;
          slug: string;
          title: string;
          description: string | null;
          content: string | null;
          language_code: string;
          visibility: EnumOf<"lenses.lenses.visibility">;
          status: EnumOf<"lenses.lenses.status">;
          tags: string[];
          params: Json;
          head_version_id: string | null;
          parent_lens_id: string | null;
          forked_from_version_id: string | null;
          revision: number;
          archived_at: string | null;
          created_at: string;
          updated_at: string;
        };
        Insert: {
          lenser_id: string;
          slug: string;
          title: string;
          description?: string | null;
          content?: string | null;
          language_code?: string;
          visibility?: EnumOf<"lenses.lenses.visibility">;
          tags?: string[];
          params?: Json;
          parent_lens_id?: string | null;
        };
        Update: {
          slug?: string;
          title?: string;
          description?: string | null;
          content?: string | null;
          language_code?: string;
          visibility?: EnumOf<"lenses.lenses.visibility">;
          status?: EnumOf<"lenses.lenses.status">;
          tags?: string[];
          params?: Json;
          revision?: number;
        };
        Relationships: [];
      };
      run_approvals: {
        Row: {
          run_id: string;
          workflow_id: string;
          asked_id: string;
          status: EnumOf<"lenses.run_approvals.status">;
          expires_at: string;
          priority: number;
          decided_by: string | null;
          decided_at: string | null;
          reason: string | null;
          modifications: Json | null;
          created_at: string;
        };
        Insert: Record<never, never>;
        Update: Record<never, never>;
        Relationships: [];
      };
      saved_presets: {
        Row: {
          id: string;
          lenser_id: string;
          lens_id: string;
          lens_version_id: string;
          name: string;
          note: string | null;
          values: Json;
          created_at: string;
          updated_at: string;
        };
        Insert: {
          lenser_id: string;
          lens_id: string;
          lens_version_id: string;
          name: string;
          note?: string | null;
          values?: Json;
        };
        Update: {
          name?: string;
          note?: string | null;
          values?: Json;
        };
        Relationships: [];
      };
      schedule_firings: {
        Row: {
          id: string;
          schedule_id: string;
          instant: string;
          source: EnumOf<"lenses.schedule_firings.source">;
          outcome: EnumOf<"lenses.schedule_firings.outcome">;
          instants: number;
          run_id: string | null;
          message: string | null;
          ended_at: string | null;
          created_at: string;
        };
        Insert: Record<never, never>;
        Update: Record<never, never>;
        Relationships: [];
      };
      tags: {
        Row: {
          id: string;
          slug: string;
          name: string;
          created_at: string;
        };
        Insert: Record<never, never>;
        Update: Record<never, never>;
        Relationships: [];
      };
      tools: {
        Row: {
          id: string;
          key: string;
          label: string;
          description: string | null;
          category: EnumOf<"lenses.tools.category">;
          type: EnumOf<"lenses.tools.type">;
          required: boolean;
          min_length: number | null;
          max_length: number | null;
          validation_schema: Json | null;
          options: Json | null;
          placeholder: string | null;
          help_text: string | null;
          sort_order: number;
          created_at: string;
          updated_at: string;
        };
        Insert: Record<never, never>;
        Update: Record<never, never>;
        Relationships: [];
      };
      version_parameters: {
        Row: {
          id: string;
          version_id: string;
          label: string;
          tool_id: string;
          optional: boolean;
          options: Json | null;
          default_value: Json | null;
          help_text: string | null;
          ordinal: number;
          from_body: boolean;
          created_at: string;
          updated_at: string;
        };
        Insert: {
          version_id: string;
          label: string;
          tool_id: string;
          optional?: boolean;
          options?: Json | null;
          default_value?: Json | null;
          help_text?: string | null;
          ordinal?: number;
          from_body?: boolean;
        };
        Update: {
          label?: string;
          tool_id?: string;
          optional?: boolean;
          options?: Json | null;
          default_value?: Json | null;
          help_text?: string | null;
          ordinal?: number;
          from_body?: boolean;
        };
        Relationships: [];
      };
      versions: {
        Row: {
          id: string;
          lens_id: string;
          version_number: number;
          template_body: string;
          status: EnumOf<"lenses.versions.status">;
          input_contract: Json | null;
          output_contract: Json | null;
          instruction_category: EnumOf<"lenses.versions.instruction_category"> | null;
          changelog: string | null;
          parent_version_id: string | null;
          content_hash: string | null;
          published_at: string | null;
          created_at: string;
          updated_at: string;
        };
        Insert: {
          lens_id: string;
          template_body: string;
          input_contract?: Json | null;
          output_contract?: Json | null;
          instruction_category?: EnumOf<"lenses.versions.instruction_category"> | null;
          changelog?: string | null;
          parent_version_id?: string | null;
        };
        Update: {
          template_body?: string;
          status?: EnumOf<"lenses.versions.status">;
          input_contract?: Json | null;
          output_contract?: Json | null;
          instruction_category?: EnumOf<"lenses.versions.instruction_category"> | null;
          changelog?: string | null;
        };
        Relationships: [];
      };
      workflow_edges: {
        Row: {
          id: string;
          workflow_id: string;
          source_node_id: string;
          target_node_id: string;
          source_output_key: string;
          target_param_label: string;
          merge_strategy: EnumOf<"lenses.workflow_edges.merge_strategy">;
          condition: Json | null;
          ordinal: number;
          created_at: string;
          updated_at: string;
        };
        Insert: Record<never, never>;
        Update: Record<never, never>;
        Relationships: [];
      };
      workflow_node_results: {
        Row: {
          run_id: string;
          node_id: string;
          iteration: number;
          status: EnumOf<"lenses.workflow_node_results.status">;
          waiting_reason: EnumOf<"lenses.workflow_node_results.waiting_reason"> | null;
          attempts: number;
          retry_count: number;
          duration_ms: number | null;
          ttfb_ms: number | null;
          resolved_input: Json | null;
          output_data: Json | null;
          error_message: string | null;
          error: Json | null;
          input_tokens: number;
          output_tokens: number;
          cost_credits: number;
          provider_route: Json | null;
          prompt: Json | null;
          resolved_lens_version_id: string | null;
          assigned_member_id: string | null;
          started_at: string | null;
          completed_at: string | null;
          created_at: string;
        };
        Insert: Record<never, never>;
        Update: Record<never, never>;
        Relationships: [];
      };
      workflow_nodes: {
        Row: {
          id: string;
          workflow_id: string;
          label: string;
          kind: string;
          lens_id: string | null;
          version_id: string | null;
          config: Json;
          position_x: number;
          position_y: number;
          ordinal: number;
          created_at: string;
          updated_at: string;
        };
        Insert: Record<never, never>;
        Update: Record<never, never>;
        Relationships: [];
      };
      workflow_run_dead_letters: {
        Row: {
          id: string;
          run_id: string;
          node_id: string | null;
          reason: string;
          attempts: number;
          payload: Json;
          resolved_at: string | null;
          created_at: string;
        };
        Insert: Record<never, never>;
        Update: Record<never, never>;
        Relationships: [];
      };
      workflow_run_events: {
        Row: {
          run_id: string;
          event_id: number;
          type: EnumOf<"lenses.workflow_run_events.type">;
          payload: Json;
          node_id: string | null;
          occurred_at: string;
        };
        Insert: Record<never, never>;
        Update: Record<never, never>;
        Relationships: [];
      };
      workflow_run_provenance: {
        Row: {
          id: string;
          source_run_id: string;
          source_node_id: string | null;
          source_output_path: string;
          target_run_id: string;
          target_node_id: string;
          target_input_path: string;
          transform: Json | null;
          created_at: string;
        };
        Insert: Record<never, never>;
        Update: Record<never, never>;
        Relationships: [];
      };
      workflow_runs: {
        Row: {
          id: string;
          workflow_id: string;
          workflow_version_id: string;
          triggered_by: string | null;
          ai_lenser_id: string | null;
          trigger_mode: EnumOf<"lenses.workflow_runs.trigger_mode">;
          status: EnumOf<"lenses.workflow_runs.status">;
          context_inputs: unknown;
          global_model_id: string | null;
          parent_run_id: string | null;
          parent_node_id: string | null;
          recursion_depth: unknown;
          schedule_id: string | null;
          scheduled_for: string | null;
          active_node_id: string | null;
          budget_credits: unknown | null;
          spent_credits: unknown;
          input_tokens: unknown;
          output_tokens: unknown;
          last_event_id: unknown;
          idempotency_key: unknown | null;
          request_hash: string | null;
          error: Json | null;
          metadata: unknown;
          started_at: string | null;
          completed_at: string | null;
          created_at: string;
        };
        Insert: Record<never, never>;
        Update: Record<never, never>;
        Relationships: [];
      };
      workflow_schedules: {
        Row: {
          id: string;
          workflow_id: string;
          created_by: string | null;
          description: string | null;
          cron_expr: string;
          timezone: string;
          is_active: boolean;
          assignee_type: EnumOf<"lenses.workflow_schedules.assignee_type">;
          assignee_id: string | null;
          workflow_assignment_id: string | null;
          approval_policy: Json;
          retry_policy: Json;
          failure_policy: Json;
          queue_policy: Json;
          inputs_template: Json;
          global_model_id: string | null;
          next_run_at: string | null;
          last_run_at: string | null;
          last_run_id: string | null;
          last_dispatch_status: EnumOf<"lenses.workflow_schedules.last_dispatch_status"> | null;
          last_error_at: string | null;
          last_error_message: string | null;
          last_completed_at: string | null;
          last_result: Json | null;
          created_at: string;
          updated_at: string;
          upcoming: string[];
          calendar: string | null;
          decided_until: string | null;
          retry_at: string | null;
          consecutive_failures: number;
          paused_reason: string | null;
          resume_at: string | null;
        };
        Insert: Record<never, never>;
        Update: Record<never, never>;
        Relationships: [];
      };
      workflow_triggers: {
        Row: {
          id: string;
          workflow_id: string;
          kind: EnumOf<"lenses.workflow_triggers.kind">;
          secret_hint: string | null;
          rotated_at: string | null;
          is_active: boolean;
          last_fired_at: string | null;
          created_at: string;
          updated_at: string;
          workflow_assignment_id: string | null;
          event_type: EnumOf<"lenses.workflow_triggers.event_type"> | null;
          source_workflow_id: string | null;
          filter: Json | null;
          inputs_template: Json;
          last_run_id: string | null;
          last_error_message: string | null;
          last_error_at: string | null;
        };
        Insert: Record<never, never>;
        Update: Record<never, never>;
        Relationships: [];
      };
      workflow_versions: {
        Row: {
          id: string;
          workflow_id: string;
          version_number: number;
          status: EnumOf<"lenses.workflow_versions.status">;
          graph: Json;
          snapshot_hash: string;
          node_ids: string[];
          node_labels: string[];
          edge_count: number;
          lens_ids: string[];
          input_names: string[];
          required_inputs: string[];
          typed_inputs: Json;
          changelog: string | null;
          created_by: string | null;
          published_at: string | null;
          created_at: string;
        };
        Insert: Record<never, never>;
        Update: Record<never, never>;
        Relationships: [];
      };
      workflows: {
        Row: {
          id: string;
          lenser_id: string;
          slug: string;
          title: string;
          description: string | null;
          visibility: EnumOf<"lenses.workflows.visibility">;
          status: EnumOf<"lenses.workflows.status">;
          head_version_id: string | null;
          parent_workflow_id: string | null;
          revision: number;
          planned_version_id: string | null;
          planned_revision: number | null;
          metadata: Json;
          archived_at: string | null;
          created_at: string;
          updated_at: string;
        };
        Insert: Record<never, never>;
        Update: Record<never, never>;
        Relationships: [];
      };
    };
    Views: {
    };
    Functions: Record<never, never>;
  };
  public: {
    Tables: Record<never, never>;
    Views: Record<never, never>;
    Functions: {
      fn_add_team_edge: {
        Args: {
          p_team_id: string;
          p_source_member_id: string;
          p_target_member_id: string;
          p_edge_type?: string | null;
          p_is_blocking?: boolean | null;
        };
        Returns: Json;
      };
      fn_add_team_member: {
        Args: {
          p_team_id: string;
          p_agent_id: string;
          p_role?: string | null;
          p_responsibility?: string | null;
          p_lane?: number | null;
          p_sort_order?: number | null;
          p_personality_profile_id?: string | null;
          p_memory_profile_id?: string | null;
          p_tool_profile_id?: string | null;
          p_model_profile_id?: string | null;
        };
        Returns: Json;
      };
      fn_agent_run_events: {
        Args: {
          p_ai_lenser_id: string;
          p_run_id?: string | null;
          p_event_type?: string | null;
          p_limit?: number | null;
        };
        Returns: {
          id: string | null;
          team_run_id: string | null;
          agent_run_step_id: string | null;
          event_type: string | null;
          payload: Json | null;
          occurred_at: string | null;
          event_id: number | null;
        }[];
      };
      fn_ai_catalog_model_detail: {
        Args: {
          p_provider_key: string;
          p_model_key: string;
        };
        Returns: {
          id: string | null;
          provider_id: string | null;
          provider_key: string | null;
          provider_name: string | null;
          key: string | null;
          name: string | null;
          description: string | null;
          docs_url: string | null;
          support_level: string | null;
          status: string | null;
          capabilities: string[] | null;
          input_modalities: string[] | null;
          output_modalities: string[] | null;
          context_window_tokens: number | null;
          supports_tools: boolean | null;
          supports_json_schema: boolean | null;
          supports_vision: boolean | null;
          supports_streaming: boolean | null;
          use_cases: string[] | null;
          developer_summary: string | null;
          user_summary: string | null;
          metadata: Json | null;
          unit_type: string | null;
          cost_per_unit: number | null;
          input_cost_per_1k_tokens: number | null;
          output_cost_per_1k_tokens: number | null;
          is_active: boolean | null;
        }[];
      };
      fn_ai_catalog_models: {
        Args: {
          p_provider_key?: string | null;
          p_support_level?: string | null;
          p_capability?: string | null;
          p_modality?: string | null;
        };
        Returns: {
          id: string | null;
          provider_id: string | null;
          provider_key: string | null;
          provider_name: string | null;
          key: string | null;
          name: string | null;
          description: string | null;
          docs_url: string | null;
          support_level: string | null;
          status: string | null;
          capabilities: string[] | null;
          input_modalities: string[] | null;
          output_modalities: string[] | null;
          context_window_tokens: number | null;
          supports_tools: boolean | null;
          supports_json_schema: boolean | null;
          supports_vision: boolean | null;
          supports_streaming: boolean | null;
          use_cases: string[] | null;
          developer_summary: string | null;
          user_summary: string | null;
          metadata: Json | null;
          unit_type: string | null;
          cost_per_unit: number | null;
          input_cost_per_1k_tokens: number | null;
          output_cost_per_1k_tokens: number | null;
          is_active: boolean | null;
        }[];
      };
      fn_ai_catalog_providers: {
        Args: Record<never, never>;
        Returns: {
          id: string | null;
          key: string | null;
          display_name: string | null;
          base_url: string | null;
          docs_url: string | null;
          support_level: string | null;
          logo_slug: string | null;
          metadata: Json | null;
          is_active: boolean | null;
        }[];
      };
      fn_append_team_run_event: {
        Args: {
          p_team_run_id: string;
          p_event_type: string;
          p_payload: Json;
        };
        Returns: undefined;
      };
      fn_append_workflow_run_event: {
        Args: {
          p_run_id: string;
          p_type: string;
          p_payload?: Json | null;
        };
        Returns: {
          event_id: number | null;
          created_at: string | null;
        }[];
      };
      fn_approve_tool_change: {
        Args: {
          p_tool_id: string;
          p_hash: string;
        };
        Returns: Database["agents"]["Tables"]["tools_registry"]["Row"];
      };
      fn_approve_tool_invocation: {
        Args: {
          p_invocation_id: string;
        };
        Returns: undefined;
      };
      fn_archive_lens: {
        Args: {
          p_lens_id: string;
        };
        Returns: Json;
      };
      fn_archive_workflow: {
        Args: {
          p_workflow_id: string;
        };
        Returns: Json;
      };
      fn_artifact_dependency_summary: {
        Args: {
          p_artifact_type: string;
          p_artifact_id: string;
        };
        Returns: Json;
      };
      fn_assign_tool: {
        Args: {
          p_ai_lenser_id: string;
          p_tool_id: string;
          p_profile_id?: string | null;
          p_allowed?: boolean | null;
        };
        Returns: Database["agents"]["Tables"]["tool_assignments"]["Row"];
      };
      fn_backfill_schedule: {
        Args: {
          p_schedule_id: string;
          p_since: string;
          p_dry_run?: boolean | null;
          p_computed?: Json | null;
        };
        Returns: Json;
      };
      fn_begin_tool_invocation: {
        Args: {
          p_invocation_id: string;
          p_seconds?: number | null;
        };
        Returns: Json;
      };
      fn_cancel_agent_run: {
        Args: {
          p_team_run_id: string;
          p_ai_lenser_id: string;
        };
        Returns: undefined;
      };
      fn_cancel_workflow_run: {
        Args: {
          p_run_id: string;
          p_reason?: string | null;
        };
        Returns: undefined;
      };
      fn_clone_lens: {
        Args: {
          p_source_lens_id: string;
          p_version_id?: string | null;
        };
        Returns: string;
      };
      fn_clone_workflow: {
        Args: {
          p_source_workflow_id: string;
        };
        Returns: {
          id: string | null;
          lenser_id: string | null;
          title: string | null;
          description: string | null;
          visibility: string | null;
          fork_count: number | null;
          parent_workflow_id: string | null;
          created_at: string | null;
          updated_at: string | null;
          slug: string | null;
        }[];
      };
      fn_complete_human_input: {
        Args: {
          p_run_id: string;
          p_node_id: string;
          p_values: Json;
        };
        Returns: undefined;
      };
      fn_complete_tool_invocation: {
        Args: {
          p_invocation_id: string;
          p_status: string;
          p_output?: Json | null;
          p_error?: string | null;
          p_cost?: number | null;
        };
        Returns: undefined;
      };
      fn_create_agent_team: {
        Args: {
          p_ai_lenser_id: string;
          p_name: string;
          p_description?: string | null;
          p_initial_members?: Json | null;
        };
        Returns: Json;
      };
      fn_create_ai_lenser: {
        Args: {
          p_owner_lenser_id: string;
          p_handle: string;
          p_display_name: string;
          p_ai_model_id?: string | null;
        };
        Returns: Json;
      };
      fn_create_lens: {
        Args: {
          p_visibility: string;
          p_template_body: string;
          p_title: string;
          p_description?: string | null;
          p_language_code?: string | null;
          p_params?: Json | null;
          p_tag_ids?: string[] | null;
          p_parent_lens_id?: string | null;
          p_input_contract?: Json | null;
          p_output_contract?: Json | null;
          p_instruction_category?: string | null;
        };
        Returns: string;
      };
      fn_create_saved_preset: {
        Args: {
          p_lens_id: string;
          p_lens_version_id: string;
          p_name: string;
          p_note?: string | null;
          p_values?: Json | null;
        };
        Returns: Json;
      };
      fn_create_workflow: {
        Args: {
          p_title: string;
          p_description?: string | null;
          p_visibility?: string | null;
        };
        Returns: {
          id: string | null;
          slug: string | null;
          lenser_id: string | null;
          title: string | null;
          description: string | null;
          visibility: string | null;
          created_at: string | null;
          updated_at: string | null;
          status: string | null;
          revision: number | null;
        }[];
      };
      fn_create_workflow_assignment: {
        Args: {
          p_ai_lenser_id: string;
          p_workflow_id: string;
          p_assignee_kind: string;
          p_assignee_ai_lenser_id?: string | null;
          p_assignee_team_id?: string | null;
          p_approval_policy?: Json | null;
          p_retry_policy?: Json | null;
          p_failure_policy?: Json | null;
          p_queue_policy?: Json | null;
        };
        Returns: Json;
      };
      fn_create_workflow_version: {
        Args: {
          p_workflow_id: string;
          p_changelog?: string | null;
        };
        Returns: string;
      };
      fn_decide_approval: {
        Args: {
          p_team_run_id: string;
          p_decision: string;
          p_reason?: string | null;
          p_modifications?: Json | null;
        };
        Returns: {
          request_id: string | null;
          ai_lenser_id: string | null;
          team_id: string | null;
          workflow_id: string | null;
          workflow_run_id: string | null;
          workflow_assignment_id: string | null;
          approval_status: string | null;
          run_status: string | null;
          metadata: Json | null;
          decided_at: string | null;
        }[];
      };
      fn_decide_approvals: {
        Args: {
          p_decisions: Json;
        };
        Returns: {
          request_id: string | null;
          ok: boolean | null;
          code: string | null;
        }[];
      };
      fn_delete_lens: {
        Args: {
          p_lens_id: string;
        };
        Returns: undefined;
      };
      fn_delete_notification_target: {
        Args: {
          p_target_id: string;
        };
        Returns: undefined;
      };
      fn_delete_saved_preset: {
        Args: {
          p_preset_id: string;
        };
        Returns: undefined;
      };
      fn_delete_workflow: {
        Args: {
          p_workflow_id: string;
        };
        Returns: Json;
      };
      fn_delete_workflow_edge: {
        Args: {
          p_edge_id: string;
        };
        Returns: undefined;
      };
      fn_delete_workflow_node: {
        Args: {
          p_node_id: string;
        };
        Returns: undefined;
      };
      fn_delete_workflow_schedule: {
        Args: {
          p_schedule_id: string;
        };
        Returns: undefined;
      };
      fn_delete_workflow_trigger: {
        Args: {
          p_trigger_id: string;
        };
        Returns: undefined;
      };
      fn_diff_lens_versions: {
        Args: {
          p_a: string;
          p_b: string;
        };
        Returns: Json;
      };
      fn_effective_agent_policy: {
        Args: {
          p_ai_lenser_id: string;
          p_team_member_id?: string | null;
        };
        Returns: Json;
      };
      fn_get_agent_automation_feed: {
        Args: {
          p_ai_lenser_id: string;
          p_limit?: number | null;
          p_offset?: number | null;
        };
        Returns: {
          kind: string | null;
          id: string | null;
          occurred_at: string | null;
          title: string | null;
          result: string | null;
          workflow_id: string | null;
          workflow_title: string | null;
          run_id: string | null;
          schedule_id: string | null;
          action_type: string | null;
          event_type: string | null;
          payload: Json | null;
        }[];
      };
      fn_get_agent_cost_summary: {
        Args: {
          p_ai_lenser_id: string;
        };
        Returns: {
          period_date: string | null;
          credits_spent: number | null;
          spending_limit: number | null;
        }[];
      };
      fn_get_agent_profile: {
        Args: {
          p_ai_lenser_id: string;
        };
        Returns: Json;
      };
      fn_get_agent_profile_by_profile_id: {
        Args: {
          p_profile_id: string;
        };
        Returns: Json;
      };
      fn_get_agent_workspace_bootstrap: {
        Args: {
          p_profile_handle: string;
        };
        Returns: Json;
      };
      fn_get_approval_request: {
        Args: {
          p_request_id: string;
        };
        Returns: Json;
      };
      fn_get_cost_breakdown: {
        Args: {
          p_by?: string | null;
          p_days?: number | null;
        };
        Returns: {
          key: string | null;
          label: string | null;
          runs: number | null;
          credits: number | null;
          input_tokens: number | null;
          output_tokens: number | null;
          previous_credits: number | null;
        }[];
      };
      fn_get_cost_overview: {
        Args: Record<never, never>;
        Returns: Json;
      };
      fn_get_fleet_overview: {
        Args: {
          p_human_lenser_id: string;
        };
        Returns: Json;
      };
      fn_get_human_activity_feed: {
        Args: {
          p_human_lenser_id: string;
          p_limit?: number | null;
          p_offset?: number | null;
        };
        Returns: {
          occurred_at: string | null;
          kind: string | null;
          ai_lenser_id: string | null;
          ai_lenser_handle: string | null;
          ai_lenser_name: string | null;
          title: string | null;
          status: string | null;
          team_run_id: string | null;
          workflow_id: string | null;
          schedule_id: string | null;
          action_type: string | null;
          payload: Json | null;
        }[];
      };
      fn_get_lens_detail_bootstrap: {
        Args: {
          p_lens_id: string;
        };
        Returns: Json;
      };
      fn_get_lens_fork_tree: {
        Args: {
          p_lens_id: string;
        };
        Returns: Json;
      };
      fn_get_lens_version_detail: {
        Args: {
          p_version_id: string;
        };
        Returns: {
          id: string | null;
          lens_id: string | null;
          version_number: number | null;
          status: string | null;
          template_body: string | null;
          changelog: string | null;
          parent_version_id: string | null;
          published_at: string | null;
          created_at: string | null;
          input_contract: Json | null;
          output_contract: Json | null;
          instruction_category: string | null;
        }[];
      };
      fn_get_lens_version_parameters: {
        Args: {
          p_version_id: string;
        };
        Returns: Json;
      };
      fn_get_memory_entries_by_workflow: {
        Args: {
          p_workflow_id: string;
          p_limit?: number | null;
        };
        Returns: {
          id: string | null;
          profile_id: string | null;
          ai_lenser_id: string | null;
          team_run_id: string | null;
          scope: string | null;
          source: string | null;
          content: string | null;
          confidence: number | null;
          is_redacted: boolean | null;
          created_at: string | null;
        }[];
      };
      fn_get_my_api_keys: {
        Args: Record<never, never>;
        Returns: {
          id: string | null;
          lenser_id: string | null;
          provider_id: string | null;
          provider_key: string | null;
          provider_name: string | null;
          label: string | null;
          key_suffix: string | null;
          is_active: boolean | null;
          created_at: string | null;
          revoked_at: string | null;
          status: string | null;
          expires_at: string | null;
          spending_cap_credits: number | null;
          spent_credits: number | null;
          last_used_at: string | null;
        }[];
      };
      fn_get_my_lensers: {
        Args: Record<never, never>;
        Returns: {
          id: string | null;
          handle: string | null;
          display_name: string | null;
          avatar_url: string | null;
          type: string | null;
          is_active: boolean | null;
        }[];
      };
      fn_get_my_lenses: {
        Args: {
          p_offset?: number | null;
          p_limit?: number | null;
          p_tag_slug?: string | null;
        };
        Returns: {
          id: string | null;
          lenser_id: string | null;
          visibility: string | null;
          title: string | null;
          description: string | null;
          author_profile: Json | null;
          tags: Json | null;
          created_at: string | null;
          "outputKind": string | null;
          status: string | null;
          slug: string | null;
          updated_at: string | null;
        }[];
      };
      fn_get_my_workflows: {
        Args: {
          p_lenser_id: string;
          p_offset?: number | null;
          p_limit?: number | null;
          p_visibility?: string | null;
          p_sort?: string | null;
          p_search?: string | null;
        };
        Returns: {
          id: string | null;
          slug: string | null;
          lenser_id: string | null;
          title: string | null;
          description: string | null;
          visibility: string | null;
          node_count: number | null;
          fork_count: number | null;
          parent_workflow_id: string | null;
          created_at: string | null;
          updated_at: string | null;
          status: string | null;
        }[];
      };
      fn_get_run_provenance: {
        Args: {
          p_run_id: string;
        };
        Returns: {
          id: string | null;
          direction: string | null;
          source_run_id: string | null;
          source_workflow_id: string | null;
          source_node_id: string | null;
          source_output_path: string | null;
          target_run_id: string | null;
          target_workflow_id: string | null;
          target_node_id: string | null;
          target_input_path: string | null;
          transform: Json | null;
          created_at: string | null;
        }[];
      };
      fn_get_team_members: {
        Args: {
          p_team_id: string;
        };
        Returns: Json[];
      };
      fn_get_team_run_scratchpad: {
        Args: {
          p_run_id: string;
        };
        Returns: {
          shared_scratchpad: Json | null;
          shared_scratchpad_version: number | null;
        }[];
      };
      fn_get_tool_invocation_rollup: {
        Args: {
          p_ai_lenser_id: string;
          p_days?: number | null;
        };
        Returns: {
          workflow_id: string | null;
          workflow_title: string | null;
          tool_name: string | null;
          total_invocations: number | null;
          approved_count: number | null;
          rejected_count: number | null;
          last_invoked_at: string | null;
        }[];
      };
      fn_get_version_contracts: {
        Args: {
          p_version_id: string;
        };
        Returns: {
          version_id: string | null;
          input_contract: Json | null;
          output_contract: Json | null;
        }[];
      };
      fn_get_workflow: {
        Args: {
          p_ref: string;
        };
        Returns: Json;
      };
      fn_get_workflow_bootstrap: {
        Args: {
          p_workflow_id: string;
        };
        Returns: {
          workflow: Json | null;
          nodes: Json | null;
          edges: Json | null;
        }[];
      };
      fn_get_workflow_detail: {
        Args: {
          p_workflow_id: string;
        };
        Returns: {
          id: string | null;
          lenser_id: string | null;
          title: string | null;
          description: string | null;
          visibility: string | null;
          fork_count: number | null;
          parent_workflow_id: string | null;
          author_profile: Json | null;
          parent_workflow_title: string | null;
          parent_workflow_author_profile: Json | null;
          created_at: string | null;
          updated_at: string | null;
          slug: string | null;
          status: string | null;
          revision: number | null;
          head_version_id: string | null;
        }[];
      };
      fn_get_workflow_edges: {
        Args: {
          p_workflow_id: string;
        };
        Returns: {
          id: string | null;
          workflow_id: string | null;
          source_node_id: string | null;
          target_node_id: string | null;
          source_output_key: string | null;
          target_param_label: string | null;
          merge_strategy: string | null;
          condition: Json | null;
          ordinal: number | null;
        }[];
      };
      fn_get_workflow_node_results: {
        Args: {
          p_run_id: string;
        };
        Returns: {
          id: string | null;
          run_id: string | null;
          node_id: string | null;
          execution_run_id: string | null;
          status: string | null;
          output_data: Json | null;
          error_message: string | null;
          started_at: string | null;
          completed_at: string | null;
          iteration: number | null;
          label: string | null;
          waiting_reason: string | null;
          retry_count: number | null;
          duration_ms: number | null;
          ttfb_ms: number | null;
          resolved_input: Json | null;
          error: Json | null;
          input_tokens: number | null;
          output_tokens: number | null;
          cost_credits: number | null;
          provider_route: Json | null;
          resolved_lens_version_id: string | null;
        }[];
      };
      fn_get_workflow_nodes: {
        Args: {
          p_workflow_id: string;
        };
        Returns: {
          id: string | null;
          workflow_id: string | null;
          lens_id: string | null;
          version_id: string | null;
          position_x: number | null;
          position_y: number | null;
          label: string | null;
          ordinal: number | null;
          created_at: string | null;
          config: Json | null;
          lens_visibility: string | null;
          lens_lenser_id: string | null;
          kind: string | null;
        }[];
      };
      fn_get_workflow_run: {
        Args: {
          p_run_id: string;
        };
        Returns: {
          id: string | null;
          workflow_id: string | null;
          triggered_by: string | null;
          status: string | null;
          context_inputs: Json | null;
          started_at: string | null;
          completed_at: string | null;
          created_at: string | null;
          workflow_version_id: string | null;
          trigger_mode: string | null;
          global_model_id: string | null;
          error: Json | null;
          spent_credits: number | null;
          input_tokens: number | null;
          output_tokens: number | null;
          parent_run_id: string | null;
          recursion_depth: number | null;
          last_event_id: number | null;
          metadata: Json | null;
        }[];
      };
      fn_get_workflow_run_prompts: {
        Args: {
          p_run_id: string;
          p_node_id?: string | null;
        };
        Returns: {
          node_id: string | null;
          label: string | null;
          attempt: number | null;
          model: string | null;
          parts: Json | null;
        }[];
      };
      fn_get_workflow_run_state: {
        Args: {
          p_run_id: string;
        };
        Returns: {
          run_id: string | null;
          workflow_id: string | null;
          status: string | null;
          active_node_id: string | null;
          pending_count: number | null;
          waiting_count: number | null;
          in_flight_count: number | null;
          executed_count: number | null;
          failed_count: number | null;
          is_running: boolean | null;
          started_at: string | null;
          completed_at: string | null;
          parent_run_id: string | null;
          recursion_depth: number | null;
          node_results: Json | null;
          upstream_count: number | null;
          downstream_count: number | null;
          last_event_id: number | null;
          workflow_version_id: string | null;
          node_count: number | null;
          error: Json | null;
          spent_credits: number | null;
          input_tokens: number | null;
          output_tokens: number | null;
        }[];
      };
      fn_get_workflow_schedule_history: {
        Args: {
          p_schedule_id: string;
        };
        Returns: {
          id: string | null;
          workflow_id: string | null;
          status: string | null;
          scheduled_for: string | null;
          started_at: string | null;
          completed_at: string | null;
          created_at: string | null;
          run_id: string | null;
          outcome: string | null;
          source: string | null;
          instants: number | null;
          message: string | null;
        }[];
      };
      fn_get_workflow_schedules: {
        Args: {
          p_workflow_id?: string | null;
          p_limit?: number | null;
        };
        Returns: {
          id: string | null;
          workflow_id: string | null;
          workflow_title: string | null;
          cron_expr: string | null;
          timezone: string | null;
          global_model_id: string | null;
          inputs_template: Json | null;
          is_active: boolean | null;
          assignee_type: string | null;
          assignee_id: string | null;
          workflow_assignment_id: string | null;
          approval_policy: Json | null;
          retry_policy: Json | null;
          failure_policy: Json | null;
          queue_policy: Json | null;
          next_run_at: string | null;
          last_run_at: string | null;
          last_run_id: string | null;
          last_dispatch_status: string | null;
          last_error_at: string | null;
          last_error_message: string | null;
          last_completed_at: string | null;
          last_result: Json | null;
          created_at: string | null;
          consecutive_failures: number | null;
          paused_reason: string | null;
          resume_at: string | null;
        }[];
      };
      fn_get_workflow_version_snapshot: {
        Args: {
          p_version_id: string;
        };
        Returns: {
          nodes: Json | null;
          edges: Json | null;
        }[];
      };
      fn_get_workflow_versions: {
        Args: {
          p_workflow_id: string;
        };
        Returns: {
          id: string | null;
          workflow_id: string | null;
          version_number: number | null;
          changelog: string | null;
          status: string | null;
          published_at: string | null;
          created_by: string | null;
          created_at: string | null;
          node_count: number | null;
          edge_count: number | null;
        }[];
      };
      fn_get_workflow_webhook_config: {
        Args: {
          p_workflow_id: string;
        };
        Returns: Json;
      };
      fn_get_workspace_settings: {
        Args: {
          p_ai_lenser_id: string;
        };
        Returns: Json;
      };
      fn_grant_standing_approval: {
        Args: {
          p_ai_lenser_id: string;
          p_workflow_id?: string | null;
          p_gate_kind?: string | null;
          p_hours?: number | null;
          p_tool_id?: string | null;
          p_argument_match?: Json | null;
        };
        Returns: string;
      };
      fn_import_mcp_tool: {
        Args: {
          p_url: string;
          p_definition: Json;
          p_key?: string | null;
          p_egress_class?: string | null;
          p_credential_ref?: string | null;
        };
        Returns: Database["agents"]["Tables"]["tools_registry"]["Row"];
      };
      fn_invoke_tool: {
        Args: {
          p_team_run_id: string;
          p_tool_id: string;
          p_ai_lenser_id: string;
          p_input: Json;
          p_agent_run_step_id?: string | null;
        };
        Returns: string;
      };
      fn_lensers_get_active_profile: {
        Args: Record<never, never>;
        Returns: Database["lensers"]["Tables"]["profiles"]["Row"][];
      };
      fn_lenses_create_version: {
        Args: {
          p_lens_id: string;
          p_template_body: string;
          p_changelog?: string | null;
          p_parent_version_id?: string | null;
          p_params?: Json | null;
          p_input_contract?: Json | null;
          p_output_contract?: Json | null;
          p_instruction_category?: string | null;
        };
        Returns: Database["lenses"]["Tables"]["versions"]["Row"];
      };
      fn_lenses_publish_version: {
        Args: {
          p_version_id: string;
        };
        Returns: undefined;
      };
      fn_list_active_team_runs: {
        Args: {
          p_ai_lenser_id: string;
        };
        Returns: Json[];
      };
      fn_list_agent_action_logs: {
        Args: {
          p_ai_lenser_id: string;
          p_limit?: number | null;
          p_cursor?: string | null;
        };
        Returns: {
          id: string | null;
          ai_lenser_id: string | null;
          action_type: string | null;
          context_ref_type: string | null;
          context_ref_id: string | null;
          result: string | null;
          metadata: Json | null;
          occurred_at: string | null;
        }[];
      };
      fn_list_agent_lens_bindings: {
        Args: {
          p_ai_lenser_id: string;
          p_limit?: number | null;
          p_offset?: number | null;
        };
        Returns: {
          id: string | null;
          ai_lenser_id: string | null;
          lens_id: string | null;
          version_id: string | null;
          is_default: boolean | null;
          category_tags: string[] | null;
          created_at: string | null;
        }[];
      };
      fn_list_agent_memories: {
        Args: {
          p_profile_id: string;
          p_scope?: string | null;
          p_limit?: number | null;
          p_include_redacted?: boolean | null;
        };
        Returns: Json[];
      };
      fn_list_agent_ownerships: {
        Args: {
          p_ai_lenser_id: string;
        };
        Returns: {
          id: string | null;
          ai_lenser_id: string | null;
          owner_lenser_id: string | null;
          role: string | null;
          permission_scope: string[] | null;
          granted_at: string | null;
          revoked_at: string | null;
          owner_handle: string | null;
          owner_display_name: string | null;
          owner_avatar_url: string | null;
        }[];
      };
      fn_list_agent_run_steps: {
        Args: {
          p_team_run_id: string;
        };
        Returns: Json[];
      };
      fn_list_agent_teams: {
        Args: {
          p_ai_lenser_id: string;
          p_limit?: number | null;
          p_cursor?: string | null;
        };
        Returns: {
          id: string | null;
          ai_lenser_id: string | null;
          name: string | null;
          description: string | null;
          status: string | null;
          is_active: boolean | null;
          created_at: string | null;
          updated_at: string | null;
        }[];
      };
      fn_list_agent_tools: {
        Args: {
          p_ai_lenser_id: string;
          p_limit?: number | null;
          p_cursor?: string | null;
        };
        Returns: Json[];
      };
      fn_list_agents_by_owner: {
        Args: {
          p_owner_lenser_id: string;
        };
        Returns: Json[];
      };
      fn_list_approval_requests: {
        Args: {
          p_ai_lenser_id: string;
          p_approval_status?: string | null;
          p_limit?: number | null;
        };
        Returns: Json[];
      };
      fn_list_audit_log: {
        Args: {
          p_limit?: number | null;
          p_before_seq?: number | null;
        };
        Returns: Json[];
      };
      fn_list_dead_letters: {
        Args: {
          p_limit?: number | null;
          p_resolved?: boolean | null;
        };
        Returns: {
          id: string | null;
          run_id: string | null;
          workflow_id: string | null;
          workflow_title: string | null;
          reason: string | null;
          attempts: number | null;
          created_at: string | null;
          resolved_at: string | null;
        }[];
      };
      fn_list_lens_versions: {
        Args: {
          p_lens_id: string;
          p_include_archived?: boolean | null;
        };
        Returns: {
          id: string | null;
          lens_id: string | null;
          version_number: number | null;
          status: string | null;
          changelog: string | null;
          parameter_count: number | null;
          published_at: string | null;
          created_at: string | null;
        }[];
      };
      fn_list_memory_access_logs: {
        Args: {
          p_memory_id: string;
          p_limit?: number | null;
        };
        Returns: Json[];
      };
      fn_list_memory_profiles: {
        Args: {
          p_ai_lenser_id: string;
        };
        Returns: Json[];
      };
      fn_list_notification_targets: {
        Args: Record<never, never>;
        Returns: Json[];
      };
      fn_list_notifications: {
        Args: {
          p_target_id?: string | null;
          p_status?: string | null;
          p_limit?: number | null;
          p_before?: string | null;
        };
        Returns: {
          id: string | null;
          target_id: string | null;
          event_type: string | null;
          status: string | null;
          attempts: number | null;
          last_error: string | null;
          payload: Json | null;
          created_at: string | null;
          available_at: string | null;
          delivered_at: string | null;
          given_up_at: string | null;
        }[];
      };
      fn_list_recent_workflow_runs: {
        Args: {
          p_limit?: number | null;
          p_offset?: number | null;
        };
        Returns: {
          id: string | null;
          workflow_id: string | null;
          status: string | null;
          trigger_mode: string | null;
          started_at: string | null;
          completed_at: string | null;
          created_at: string | null;
          global_model_id: string | null;
          spent_credits: number | null;
          workflow_title: string | null;
          last_event_id: number | null;
        }[];
      };
      fn_list_saved_presets: {
        Args: {
          p_lens_version_id: string;
        };
        Returns: Json;
      };
      fn_list_standing_approvals: {
        Args: {
          p_workflow_id?: string | null;
          p_limit?: number | null;
        };
        Returns: Json[];
      };
      fn_list_team_edges: {
        Args: {
          p_team_id: string;
        };
        Returns: Json[];
      };
      fn_list_team_runs: {
        Args: {
          p_ai_lenser_id: string;
          p_limit?: number | null;
        };
        Returns: Json[];
      };
      fn_list_template_workflows: {
        Args: {
          p_limit?: number | null;
          p_offset?: number | null;
          p_search?: string | null;
          p_category?: string | null;
        };
        Returns: {
          id: string | null;
          lenser_id: string | null;
          title: string | null;
          description: string | null;
          visibility: string | null;
          node_count: number | null;
          fork_count: number | null;
          created_at: string | null;
          updated_at: string | null;
          author_handle: string | null;
          author_display_name: string | null;
          kinds: string[] | null;
          executions_30d: number | null;
          slug: string | null;
        }[];
      };
      fn_list_tool_assignments: {
        Args: {
          p_ai_lenser_id: string;
        };
        Returns: Json[];
      };
      fn_list_tool_profiles: {
        Args: {
          p_ai_lenser_id: string;
        };
        Returns: Json[];
      };
      fn_list_tools: {
        Args: {
          p_category?: string | null;
        };
        Returns: Json;
      };
      fn_list_tools_registry: {
        Args: {
          p_owner_lenser_id: string;
        };
        Returns: Json[];
      };
      fn_list_workflow_assignments: {
        Args: {
          p_ai_lenser_id: string;
          p_limit?: number | null;
          p_cursor?: string | null;
        };
        Returns: Json[];
      };
      fn_list_workflow_run_events: {
        Args: {
          p_run_id: string;
          p_after_event_id?: number | null;
          p_limit?: number | null;
        };
        Returns: {
          event_id: number | null;
          type: string | null;
          run_id: string | null;
          occurred_at: string | null;
          payload: Json | null;
          node_id: string | null;
        }[];
      };
      fn_list_workflow_runs: {
        Args: {
          p_workflow_id: string;
          p_limit?: number | null;
          p_offset?: number | null;
        };
        Returns: {
          id: string | null;
          workflow_id: string | null;
          status: string | null;
          trigger_mode: string | null;
          started_at: string | null;
          completed_at: string | null;
          created_at: string | null;
          global_model_id: string | null;
          spent_credits: number | null;
          last_event_id: number | null;
        }[];
      };
      fn_list_workflow_triggers: {
        Args: {
          p_workflow_id: string;
        };
        Returns: Json[];
      };
      fn_load_sample_space: {
        Args: Record<never, never>;
        Returns: Json;
      };
      fn_open_callback: {
        Args: {
          p_run_id: string;
          p_node_id: string;
        };
        Returns: Json;
      };
      fn_pause_agent: {
        Args: {
          p_ai_lenser_id: string;
        };
        Returns: undefined;
      };
      fn_pause_workflow_schedule: {
        Args: {
          p_schedule_id: string;
          p_until?: string | null;
        };
        Returns: undefined;
      };
      fn_preview_policies: {
        Args: {
          p_workflow_id: string;
          p_policies: Json;
          p_ai_lenser_id?: string | null;
        };
        Returns: {
          run_id: string | null;
          created_at: string | null;
          status: string | null;
          asked: number | null;
          would_ask: number | null;
          would_retry: number | null;
          would_fail: number | null;
          left_undone: number | null;
          would_skip: boolean | null;
        }[];
      };
      fn_preview_schedule_fires: {
        Args: {
          p_cron_expr: string;
          p_timezone?: string | null;
          p_n?: number | null;
          p_after?: string | null;
          p_computed?: Json | null;
        };
        Returns: {
          fire_at: string | null;
          local_time: string | null;
          note: string | null;
        }[];
      };
      fn_promote_scratchpad_to_memory: {
        Args: {
          p_run_id: string;
          p_memory_profile_id: string;
        };
        Returns: Database["agents"]["Tables"]["memory_profiles"]["Row"];
      };
      fn_publish_workflow_version: {
        Args: {
          p_version_id: string;
        };
        Returns: undefined;
      };
      fn_read_memory_entries: {
        Args: {
          p_profile_id: string;
          p_scope?: string | null;
          p_limit?: number | null;
          p_team_run_id?: string | null;
        };
        Returns: Database["agents"]["Tables"]["memories"]["Row"][];
      };
      fn_record_run_provenance: {
        Args: {
          p_source_run_id: string;
          p_source_node_id: string;
          p_source_output_path: string;
          p_target_run_id: string;
          p_target_node_id: string;
          p_target_input_path: string;
          p_transform?: Json | null;
        };
        Returns: string;
      };
      fn_redact_memory_entry: {
        Args: {
          p_memory_id: string;
          p_reason?: string | null;
        };
        Returns: undefined;
      };
      fn_register_tool: {
        Args: {
          p_key: string;
          p_name: string;
          p_description?: string | null;
          p_category?: string | null;
          p_schema_input?: Json | null;
          p_schema_output?: Json | null;
          p_auth_method?: string | null;
          p_requires_approval?: boolean | null;
          p_is_dangerous?: boolean | null;
          p_kind?: string | null;
          p_egress_class?: string | null;
          p_endpoint_url?: string | null;
          p_http_method?: string | null;
          p_request_template?: Json | null;
          p_credential_ref?: string | null;
          p_idempotency_header?: string | null;
        };
        Returns: Database["agents"]["Tables"]["tools_registry"]["Row"];
      };
      fn_reject_tool_invocation: {
        Args: {
          p_invocation_id: string;
          p_reason?: string | null;
        };
        Returns: undefined;
      };
      fn_remove_sample_space: {
        Args: Record<never, never>;
        Returns: Json;
      };
      fn_remove_team_member: {
        Args: {
          p_member_id: string;
        };
        Returns: undefined;
      };
      fn_render_version_body: {
        Args: {
          p_version_id: string;
          p_inputs?: Json | null;
        };
        Returns: string;
      };
      fn_renew_memory_summary: {
        Args: {
          p_profile_id: string;
        };
        Returns: string;
      };
      fn_replay_dead_letter: {
        Args: {
          p_id: string;
        };
        Returns: string;
      };
      fn_replay_notifications: {
        Args: {
          p_target_id?: string | null;
          p_notification_id?: string | null;
        };
        Returns: number;
      };
      fn_rerun_workflow_run: {
        Args: {
          p_run_id: string;
          p_from_node_id?: string | null;
          p_version?: string | null;
          p_inputs?: Json | null;
          p_dry_run?: boolean | null;
        };
        Returns: Json;
      };
      fn_resolve_callback: {
        Args: {
          p_token: string;
          p_payload: Json;
        };
        Returns: undefined;
      };
      fn_resolve_dead_letter: {
        Args: {
          p_id: string;
        };
        Returns: undefined;
      };
      fn_restore_lens: {
        Args: {
          p_lens_id: string;
        };
        Returns: Json;
      };
      fn_restore_workflow: {
        Args: {
          p_workflow_id: string;
        };
        Returns: Json;
      };
      fn_restore_workflow_version: {
        Args: {
          p_version_id: string;
        };
        Returns: undefined;
      };
      fn_resume_agent: {
        Args: {
          p_ai_lenser_id: string;
        };
        Returns: undefined;
      };
      fn_resume_workflow_schedule: {
        Args: {
          p_schedule_id: string;
          p_computed?: Json | null;
        };
        Returns: undefined;
      };
      fn_retry_agent_run: {
        Args: {
          p_ai_lenser_id: string;
          p_run_id: string;
        };
        Returns: string;
      };
      fn_revoke_agent_ownership: {
        Args: {
          p_ownership_id: string;
        };
        Returns: undefined;
      };
      fn_revoke_api_key: {
        Args: {
          p_key_id: string;
        };
        Returns: undefined;
      };
      fn_revoke_standing_approval: {
        Args: {
          p_id: string;
        };
        Returns: undefined;
      };
      fn_revoke_tool: {
        Args: {
          p_ai_lenser_id: string;
          p_tool_id: string;
        };
        Returns: boolean;
      };
      fn_rotate_notification_secret: {
        Args: {
          p_target_id: string;
        };
        Returns: string;
      };
      fn_rotate_webhook_secret: {
        Args: {
          p_workflow_id: string;
        };
        Returns: string;
      };
      fn_run_lens: {
        Args: {
          p_lens_id: string;
          p_inputs?: Json | null;
          p_global_model_id?: string | null;
          p_version_id?: string | null;
        };
        Returns: string;
      };
      fn_run_step: {
        Args: {
          p_node_id: string;
          p_inputs?: Json | null;
          p_global_model_id?: string | null;
        };
        Returns: string;
      };
      fn_search_lenses: {
        Args: {
          p_query?: string | null;
          p_owner_id?: string | null;
          p_offset?: number | null;
          p_limit?: number | null;
        };
        Returns: {
          id: string | null;
          lenser_id: string | null;
          visibility: string | null;
          status: string | null;
          title: string | null;
          description: string | null;
          author_profile: Json | null;
          tags: Json | null;
          created_at: string | null;
          "outputKind": string | null;
        }[];
      };
      fn_search_memory_entries: {
        Args: {
          p_query: string;
          p_profile_id?: string | null;
          p_limit?: number | null;
        };
        Returns: {
          id: string | null;
          profile_id: string | null;
          ai_lenser_id: string | null;
          scope: string | null;
          source: string | null;
          content: string | null;
          confidence: number | null;
          is_redacted: boolean | null;
          created_at: string | null;
          rank: number | null;
        }[];
      };
      fn_start_team_run: {
        Args: {
          p_ai_lenser_id: string;
          p_workflow_id: string;
          p_inputs?: Json | null;
          p_policy?: string | null;
        };
        Returns: string;
      };
      fn_start_workflow_run: {
        Args: {
          p_workflow_id: string;
          p_inputs?: Json | null;
          p_global_model_id?: string | null;
          p_idempotency_key?: string | null;
          p_version_id?: string | null;
        };
        Returns: string;
      };
      fn_summarize_memory_profile: {
        Args: {
          p_profile_id: string;
        };
        Returns: Json;
      };
      fn_test_notification_target: {
        Args: {
          p_target_id: string;
        };
        Returns: string;
      };
      fn_toggle_kill_switch: {
        Args: {
          p_ai_lenser_id: string;
          p_enabled: boolean;
        };
        Returns: undefined;
      };
      fn_toggle_workflow_schedule: {
        Args: {
          p_schedule_id: string;
          p_is_active: boolean;
          p_computed?: Json | null;
        };
        Returns: undefined;
      };
      fn_trigger_workflow_schedule: {
        Args: {
          p_schedule_id: string;
        };
        Returns: string;
      };
      fn_update_agent_personality: {
        Args: {
          p_ai_lenser_id: string;
          p_personality_note: string;
        };
        Returns: undefined;
      };
      fn_update_agent_policy: {
        Args: {
          p_ai_lenser_id: string;
          p_patch: Json;
        };
        Returns: undefined;
      };
      fn_update_agent_profile: {
        Args: {
          p_ai_lenser_id: string;
          p_patch: Json;
        };
        Returns: undefined;
      };
      fn_update_lens: {
        Args: {
          p_lens_id: string;
          p_template_body?: string | null;
          p_visibility?: string | null;
          p_title?: string | null;
          p_description?: string | null;
          p_tag_ids?: string[] | null;
          p_params?: Json | null;
          p_revision?: number | null;
          p_input_contract?: Json | null;
          p_output_contract?: Json | null;
          p_instruction_category?: string | null;
        };
        Returns: undefined;
      };
      fn_update_saved_preset: {
        Args: {
          p_preset_id: string;
          p_name?: string | null;
          p_note?: string | null;
          p_values?: Json | null;
        };
        Returns: Json;
      };
      fn_update_team_member_role: {
        Args: {
          p_team_id: string;
          p_member_id: string;
          p_role: string;
        };
        Returns: undefined;
      };
      fn_update_workflow: {
        Args: {
          p_workflow_id: string;
          p_title: string;
          p_description?: string | null;
          p_visibility?: string | null;
          p_revision?: number | null;
        };
        Returns: {
          id: string | null;
          lenser_id: string | null;
          title: string | null;
          description: string | null;
          visibility: string | null;
          created_at: string | null;
          updated_at: string | null;
          revision: number | null;
        }[];
      };
      fn_update_workflow_run_status: {
        Args: {
          p_run_id: string;
          p_status: string;
        };
        Returns: undefined;
      };
      fn_update_workflow_webhook: {
        Args: {
          p_workflow_id: string;
          p_is_active?: boolean | null;
          p_workflow_assignment_id?: string | null;
          p_as_author?: boolean | null;
        };
        Returns: Json;
      };
      fn_update_workspace_settings: {
        Args: {
          p_ai_lenser_id: string;
          p_patch: Json;
        };
        Returns: Database["agents"]["Tables"]["workspace_settings"]["Row"];
      };
      fn_upsert_agent_lens_binding: {
        Args: {
          p_ai_lenser_id: string;
          p_lens_id: string;
          p_version_id?: string | null;
          p_is_default?: boolean | null;
          p_category_tags?: string[] | null;
        };
        Returns: Database["agents"]["Tables"]["lens_bindings"]["Row"][];
      };
      fn_upsert_agent_ownership: {
        Args: {
          p_ai_lenser_id: string;
          p_owner_lenser_id: string;
          p_role: string;
          p_permission_scope?: string[] | null;
        };
        Returns: {
          id: string | null;
          ai_lenser_id: string | null;
          owner_lenser_id: string | null;
          role: string | null;
          permission_scope: string[] | null;
          granted_at: string | null;
          revoked_at: string | null;
          owner_handle: string | null;
          owner_display_name: string | null;
          owner_avatar_url: string | null;
        }[];
      };
      fn_upsert_notification_target: {
        Args: {
          p_kind?: string | null;
          p_url?: string | null;
          p_events?: string[] | null;
          p_label?: string | null;
          p_is_active?: boolean | null;
          p_target_id?: string | null;
        };
        Returns: Json;
      };
      fn_upsert_workflow_edges: {
        Args: {
          p_workflow_id: string;
          p_edges: Json;
          p_revision?: number | null;
        };
        Returns: {
          id: string | null;
          workflow_id: string | null;
          source_node_id: string | null;
          target_node_id: string | null;
          source_output_key: string | null;
          target_param_label: string | null;
          merge_strategy: string | null;
          condition: Json | null;
          ordinal: number | null;
          revision: number | null;
        }[];
      };
      fn_upsert_workflow_nodes: {
        Args: {
          p_workflow_id: string;
          p_nodes: Json;
          p_revision?: number | null;
        };
        Returns: {
          id: string | null;
          workflow_id: string | null;
          lens_id: string | null;
          version_id: string | null;
          position_x: number | null;
          position_y: number | null;
          label: string | null;
          ordinal: number | null;
          config: Json | null;
          created_at: string | null;
          kind: string | null;
          revision: number | null;
        }[];
      };
      fn_upsert_workflow_schedule: {
        Args: {
          p_workflow_id: string;
          p_schedule_id?: string | null;
          p_cron_expr?: string | null;
          p_timezone?: string | null;
          p_description?: string | null;
          p_approval_policy?: Json | null;
          p_is_active?: boolean | null;
          p_global_model_id?: string | null;
          p_assignee_id?: string | null;
          p_workflow_assignment_id?: string | null;
          p_retry_policy?: Json | null;
          p_failure_policy?: Json | null;
          p_queue_policy?: Json | null;
          p_inputs_template?: Json | null;
          p_computed?: Json | null;
        };
        Returns: {
          id: string | null;
          workflow_id: string | null;
          cron_expr: string | null;
          timezone: string | null;
          description: string | null;
          is_active: boolean | null;
          assignee_type: string | null;
          assignee_id: string | null;
          workflow_assignment_id: string | null;
          approval_policy: Json | null;
          retry_policy: Json | null;
          failure_policy: Json | null;
          queue_policy: Json | null;
          inputs_template: Json | null;
          global_model_id: string | null;
          next_run_at: string | null;
          last_run_at: string | null;
          last_run_id: string | null;
          last_dispatch_status: string | null;
          last_error_at: string | null;
          last_error_message: string | null;
          last_completed_at: string | null;
          last_result: Json | null;
          created_at: string | null;
          consecutive_failures: number | null;
          paused_reason: string | null;
        }[];
      };
      fn_upsert_workflow_trigger: {
        Args: {
          p_workflow_id: string;
          p_source_workflow_id: string;
          p_event_type?: string | null;
          p_filter?: Json | null;
          p_inputs_template?: Json | null;
          p_workflow_assignment_id?: string | null;
          p_is_active?: boolean | null;
          p_trigger_id?: string | null;
        };
        Returns: Json;
      };
      fn_validate_workflow: {
        Args: {
          p_workflow_id: string;
        };
        Returns: {
          code: string | null;
          severity: string | null;
          node_id: string | null;
          edge_id: string | null;
          message: string | null;
        }[];
      };
      fn_verify_audit_log: {
        Args: Record<never, never>;
        Returns: {
          seq: number | null;
          problem: string | null;
        }[];
      };
      fn_workflow_get_run_state: {
        Args: {
          p_run_id: string;
        };
        Returns: {
          run_id: string | null;
          workflow_id: string | null;
          status: string | null;
          active_node_id: string | null;
          pending_count: number | null;
          waiting_count: number | null;
          in_flight_count: number | null;
          executed_count: number | null;
          failed_count: number | null;
          is_running: boolean | null;
          started_at: string | null;
          completed_at: string | null;
          parent_run_id: string | null;
          recursion_depth: number | null;
          node_results: Json | null;
          upstream_count: number | null;
          downstream_count: number | null;
          last_event_id: number | null;
          workflow_version_id: string | null;
          node_count: number | null;
          error: Json | null;
          spent_credits: number | null;
          input_tokens: number | null;
          output_tokens: number | null;
        }[];
      };
      fn_workflow_get_schedules: {
        Args: {
          p_workflow_id?: string | null;
        };
        Returns: {
          id: string | null;
          workflow_id: string | null;
          workflow_title: string | null;
          cron_expr: string | null;
          timezone: string | null;
          global_model_id: string | null;
          inputs_template: Json | null;
          is_active: boolean | null;
          assignee_type: string | null;
          assignee_id: string | null;
          workflow_assignment_id: string | null;
          approval_policy: Json | null;
          retry_policy: Json | null;
          failure_policy: Json | null;
          queue_policy: Json | null;
          next_run_at: string | null;
          last_run_at: string | null;
          last_run_id: string | null;
          last_dispatch_status: string | null;
          last_error_at: string | null;
          last_error_message: string | null;
          last_completed_at: string | null;
          last_result: Json | null;
          created_at: string | null;
          consecutive_failures: number | null;
          paused_reason: string | null;
          resume_at: string | null;
        }[];
      };
      fn_write_memory_entry: {
        Args: {
          p_profile_id: string;
          p_scope: string;
          p_source: string;
          p_content: string;
          p_confidence?: number | null;
          p_expires_at?: string | null;
          p_team_run_id?: string | null;
          p_metadata?: Json | null;
        };
        Returns: string;
      };
    };
  };
};
