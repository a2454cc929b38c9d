package dev.connectedlenses.cli.schedule;

import dev.connectedlenses.cli.api.Inputs;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What can be said about a schedule when it is made or changed; what is left out stays. */
final class ScheduleOptions {
  @Option(names = "--zone", paramLabel = "ZONE", description = "Time zone, such as Europe/Berlin.")
  @Nullable String zone;

  @Option(names = "--description", paramLabel = "TEXT", description = "What it is for.")
  @Nullable String description;

  @Option(names = "--as", paramLabel = "ID", description = "Run as this agent or team (its id).")
  @Nullable String assignee;

  @Option(
      names = "--assignment",
      paramLabel = "ID",
      description = "With the policies of this assignment.")
  @Nullable String assignment;

  @Option(names = "--model", paramLabel = "MODEL", description = "Model for nodes that name none.")
  @Nullable String model;

  @Option(
      names = {"-i", "--input"},
      paramLabel = "NAME=VALUE",
      description = "Input of every run: name=text, name=@file or name:=json.")
  List<String> inputs = List.of();

  @Option(names = "--approval", negatable = true, description = "A person decides before each run.")
  @Nullable Boolean approval;

  @Option(
      names = "--overlap",
      paramLabel = "MODE",
      description = "parallel, or serial: skip while the last run goes on.")
  @Nullable String overlap;

  @Option(names = "--on-missed", paramLabel = "RULE", description = "skip, run_once or backfill.")
  @Nullable String onMissed;

  @Option(
      names = "--max-backfill",
      paramLabel = "N",
      description = "At most so many missed instants.")
  @Nullable Integer maxBackfill;

  @Option(names = "--priority", paramLabel = "N", description = "Higher goes first; default 0.")
  @Nullable Integer priority;

  @Option(
      names = "--pause-after",
      paramLabel = "N",
      description = "Pause after so many failures in a row.")
  @Nullable Integer pauseAfter;

  /**
   * Whoever makes a schedule without an agent has approved it by that, unless they say otherwise.
   */
  void runsAsItsAuthor() {
    if (approval == null && assignee == null && assignment == null) {
      approval = false;
    }
  }

  /** The arguments of the upsert: what is there, overridden by what was said. */
  ObjectNode arguments(JsonNode now, InputStream in) {
    ObjectNode arguments = JsonMapper.shared().createObjectNode();
    set(arguments, "p_timezone", now.path("timezone"), zone);
    set(arguments, "p_description", now.path("description"), description);
    set(arguments, "p_assignee_id", now.path("assignee_id"), assignee);
    set(arguments, "p_workflow_assignment_id", now.path("workflow_assignment_id"), assignment);
    set(arguments, "p_global_model_id", now.path("global_model_id"), model);
    policy(
        arguments,
        "p_approval_policy",
        now.path("approval_policy"),
        entry("requiresApproval", approval));
    policy(arguments, "p_retry_policy", now.path("retry_policy"), Map.of());
    policy(
        arguments,
        "p_failure_policy",
        now.path("failure_policy"),
        entry("pauseAfterFailures", pauseAfter));
    policy(arguments, "p_queue_policy", now.path("queue_policy"), queue());
    JsonNode template = inputs.isEmpty() ? now.path("inputs_template") : Inputs.values(in, inputs);
    if (template.isObject()) {
      arguments.set("p_inputs_template", template);
    }
    return arguments;
  }

  private Map<String, Object> queue() {
    Map<String, Object> changes = new java.util.LinkedHashMap<>();
    changes.putAll(entry("mode", overlap));
    changes.putAll(entry("onMissed", onMissed));
    changes.putAll(entry("maxBackfill", maxBackfill));
    changes.putAll(entry("priority", priority));
    return changes;
  }

  private static Map<String, Object> entry(String name, @Nullable Object value) {
    return value == null ? Map.of() : Map.of(name, value);
  }

  private static void set(ObjectNode arguments, String name, JsonNode now, @Nullable String said) {
    if (said != null) {
      arguments.put(name, said);
    } else if (!now.isMissingNode() && !now.isNull()) {
      arguments.set(name, now);
    }
  }

  private static void policy(
      ObjectNode arguments, String name, JsonNode now, Map<String, Object> changes) {
    if (!now.isObject() && changes.isEmpty()) {
      return;
    }
    ObjectNode policy =
        now.isObject() ? (ObjectNode) now.deepCopy() : JsonMapper.shared().createObjectNode();
    changes.forEach((key, value) -> policy.set(key, JsonMapper.shared().valueToTree(value)));
    arguments.set(name, policy);
  }
}
