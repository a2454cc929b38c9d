package dev.connectedlenses.engine.team;

import dev.connectedlenses.engine.graph.Json;
import dev.connectedlenses.engine.node.Envelope;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How far the review of a member's work has come; kept while it waits for a person, so that nothing
 * which is done and paid is done again.
 *
 * @param author whose work it is
 * @param reviewer who looks at it now
 * @param work the newest output
 * @param round counts from 1 for each reviewer
 * @param notes what the author still has to go by, null while the reviewer is asked
 * @param stepId the reviewer's open step, null before it is asked
 */
record HeldReview(
    String author,
    UUID reviewer,
    Envelope work,
    int round,
    @Nullable String notes,
    @Nullable String stepId) {

  static HeldReview read(JsonNode json) {
    return new HeldReview(
        json.path("author").asString(""),
        UUID.fromString(json.path("reviewer").asString()),
        Envelope.fromJson(json.path("work")),
        json.path("round").asInt(1),
        text(json, "notes"),
        text(json, "step_id"));
  }

  private static @Nullable String text(JsonNode json, String name) {
    JsonNode value = json.get(name);
    return value == null || value.isNull() ? null : value.asString();
  }

  ObjectNode toJson() {
    ObjectNode json = Json.object().put("author", author).put("reviewer", reviewer.toString());
    json.put("round", round).put("notes", notes).put("step_id", stepId);
    json.set("work", work.toJson());
    return json;
  }

  /** The same while its reviewer's step is open. */
  HeldReview asking(@Nullable UUID step) {
    return new HeldReview(
        author, reviewer, work, round, null, step == null ? null : step.toString());
  }

  /** The same when changes were asked for. */
  HeldReview sentBack(String wanted) {
    return new HeldReview(author, reviewer, work, round, wanted, null);
  }

  /** The same with what the author made of the notes. */
  HeldReview redone(Envelope output) {
    return new HeldReview(author, reviewer, output, round + 1, null, null);
  }
}
