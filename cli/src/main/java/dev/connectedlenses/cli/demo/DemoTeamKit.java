package dev.connectedlenses.cli.demo;

import dev.connectedlenses.cli.api.Api;
import dev.connectedlenses.cli.api.Refs;
import dev.connectedlenses.cli.out.Notes;
import dev.connectedlenses.cli.workflow.Finder;
import dev.connectedlenses.cli.workflow.WorkflowFile;
import dev.connectedlenses.cli.workflow.WorkflowSaver;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The agents, team, tools and workflow of the demo; what is there already is used again. */
final class DemoTeamKit {
  private static final String NAME = "Demo desk";

  private final Api api;
  private final Notes notes;
  private final String profile;
  private final JsonNode plan;
  private final Map<String, String> agents = new LinkedHashMap<>();
  private String workflowId = "";

  DemoTeamKit(Api api, Notes notes) {
    this.api = api;
    this.notes = notes;
    this.profile = new Refs(api).myProfile();
    this.plan = YAMLMapper.shared().readTree(DemoKit.resource("team.yaml"));
  }

  String lead() {
    return agents.values().iterator().next();
  }

  String workflow() {
    return workflowId;
  }

  /** What a node gave, as text. */
  String output(String runId, String label) {
    for (JsonNode node : api.rpc("fn_get_workflow_node_results", Map.of("p_run_id", runId))) {
      if (node.path("label").asString("").equals(label)) {
        return node.path("output_data").path("output").asString("");
      }
    }
    return "";
  }

  /** Makes whatever is missing. */
  void team(String address) {
    JsonNode mine = api.rpc("fn_list_agents_by_owner", Map.of("p_owner_lenser_id", profile));
    for (JsonNode agent : plan.path("agents")) {
      String handle = agent.path("handle").asString() + "." + suffix();
      String known = find(mine, "handle", handle, "ai_lenser_id");
      agents.put(agent.path("role").asString(), known.isEmpty() ? agent(agent, handle) : known);
    }
    tools(address);
    memory();
    workflowId = savedWorkflow();
    JsonNode teams = api.rpc("fn_list_agent_teams", Map.of("p_ai_lenser_id", lead()));
    String known = find(teams, "name", NAME, "id");
    notes.say("   " + NAME + notes.dim(known.isEmpty() ? "  created" : "  already there"));
    assign(known.isEmpty() ? newTeam() : known);
  }

  /** Handles are one namespace for everybody on a server. */
  private String suffix() {
    return profile.substring(profile.length() - 6);
  }

  private String agent(JsonNode agent, String handle) {
    String id =
        api.rpc(
                "fn_create_ai_lenser",
                Map.of(
                    "p_owner_lenser_id", profile,
                    "p_handle", handle,
                    "p_display_name", agent.path("name").asString()))
            .path("ai_lenser_id")
            .asString();
    api.rpc(
        "fn_update_agent_personality",
        Map.of("p_ai_lenser_id", id, "p_personality_note", agent.path("note").asString()));
    return id;
  }

  private void tools(String address) {
    for (JsonNode tool : plan.path("tools")) {
      Map<String, Object> arguments = new HashMap<>();
      tool.forEachEntry((name, value) -> arguments.put("p_" + name, value));
      if (tool.path("kind").asString("").equals("http")) {
        arguments.put("p_endpoint_url", address);
      }
      String id = api.rpc("fn_register_tool", arguments).path("id").asString();
      api.rpc("fn_assign_tool", Map.of("p_ai_lenser_id", lead(), "p_tool_id", id));
    }
  }

  private void memory() {
    Map<String, String> mine = Map.of("p_ai_lenser_id", lead());
    if (!api.rpc("fn_list_memory_profiles", mine).isEmpty()) {
      return;
    }
    ObjectNode row = JsonMapper.shared().createObjectNode();
    row.put("ai_lenser_id", lead()).put("name", NAME).put("is_default", true);
    api.add("agents", "memory_profiles", row);
    String id = api.rpc("fn_list_memory_profiles", mine).path(0).path("id").asString();
    Map<String, Object> entry = new HashMap<>();
    entry.put("p_profile_id", id);
    entry.put("p_scope", "project");
    entry.put("p_source", "user");
    entry.put("p_content", plan.path("memory").asString());
    entry.put("p_confidence", 0.9);
    api.rpc("fn_write_memory_entry", entry);
  }

  private String savedWorkflow() {
    WorkflowFile file = WorkflowFile.parse(plan.path("workflow").asString());
    Map<String, String> query = new HashMap<>();
    query.put("select", "id");
    query.put("slug", "eq.team-brief");
    query.put("lenser_id", "eq." + profile);
    query.put("status", "neq.archived");
    String known = api.rows("lenses", "workflows", query).path(0).path("id").asString("");
    return known.isEmpty()
        ? new WorkflowSaver(api).save(file, "private", Finder.unpinned(slug -> slug))
        : known;
  }

  private String newTeam() {
    Map<String, String> members = new HashMap<>();
    ArrayNode list = JsonMapper.shared().createArrayNode();
    for (JsonNode agent : plan.path("agents")) {
      String role = agent.path("role").asString();
      list.addObject()
          .put("agent_id", agents.get(role))
          .put("role", role)
          .put("lane", agent.path("lane").asInt())
          .put("sort_order", list.size());
    }
    Map<String, Object> arguments = new HashMap<>();
    arguments.put("p_ai_lenser_id", lead());
    arguments.put("p_name", NAME);
    arguments.put("p_initial_members", list);
    JsonNode team = api.rpc("fn_create_agent_team", arguments);
    team.path("members")
        .forEach(
            member -> members.put(member.path("role").asString(), member.path("id").asString()));
    for (JsonNode edge : plan.path("edges")) {
      Map<String, Object> tie = new HashMap<>();
      tie.put("p_team_id", team.path("id"));
      tie.put("p_source_member_id", members.get(edge.path(0).asString()));
      tie.put("p_edge_type", edge.path(1).asString());
      tie.put("p_target_member_id", members.get(edge.path(2).asString()));
      tie.put("p_is_blocking", List.of("reviews", "handoff").contains(edge.path(1).asString()));
      api.rpc("fn_add_team_edge", tie);
    }
    return team.path("id").asString();
  }

  private void assign(String team) {
    JsonNode there = api.rpc("fn_list_workflow_assignments", Map.of("p_ai_lenser_id", lead()));
    boolean assigned =
        there
            .valueStream()
            .anyMatch(a ->
                a.path("is_active").asBoolean()
                    && a.path("workflow_id").asString("").equals(workflowId));
    if (!assigned) {
      Map<String, Object> arguments = new HashMap<>();
      arguments.put("p_ai_lenser_id", lead());
      arguments.put("p_workflow_id", workflowId);
      arguments.put("p_assignee_kind", "team");
      arguments.put("p_assignee_team_id", team);
      api.rpc("fn_create_workflow_assignment", arguments);
    }
  }

  private static String find(JsonNode rows, String field, String value, String wanted) {
    return rows.valueStream()
        .filter(row -> row.path(field).asString("").equals(value))
        .map(row -> row.path(wanted).asString(""))
        .findFirst()
        .orElse("");
  }
}
