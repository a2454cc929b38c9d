package dev.connectedlenses.engine.team;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.engine.graph.Json;
import dev.connectedlenses.engine.graph.Node;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Teams and their steps in the database. Every write states the claim under which it is made. */
final class TeamStore {
  private final Database database;

  TeamStore(Database database) {
    this.database = database;
  }

  /** Who could work on a run, null where no team run stands for it. */
  @Nullable JsonNode team(UUID runId, Collection<String> tools) {
    return json(
        "select coalesce(agents.team_of_run(?, ?)::text, '')", runId, tools.toArray(String[]::new));
  }

  /** Who could take a step over: an agent, or the members of a team, of the run's owner. */
  @Nullable JsonNode substitutes(UUID runId, Node node, UUID assignee) {
    return json(
        "select coalesce(agents.substitutes(?, ?, ?, ?)::text, '')",
        runId,
        node.id(),
        assignee,
        Casting.tools(node).toArray(String[]::new));
  }

  /** Gives out steps; false where somebody else holds the run. */
  boolean cast(UUID runId, UUID claimId, ArrayNode steps, boolean again) {
    return database.asEngine(handle ->
        handle
            .createQuery("select agents.cast_steps(?, ?, cast(? as jsonb), ?)")
            .bind(0, runId)
            .bind(1, claimId)
            .bind(2, steps.toString())
            .bind(3, again)
            .mapTo(Boolean.class)
            .one());
  }

  /** What may be done with a step now. */
  JsonNode open(UUID runId, UUID nodeId, UUID claimId, int attempt) {
    JsonNode opened =
        json("select agents.open_step(?, ?, ?, ?)::text", runId, nodeId, claimId, attempt);
    if (opened == null) {
      throw new IllegalStateException("a step that is asked for has an answer");
    }
    return opened;
  }

  /** What a member works under who is asked for a task beside the node's own. */
  @Nullable JsonNode seat(UUID runId, UUID claimId, UUID memberId) {
    return json("select coalesce(agents.open_seat(?, ?, ?)::text, '')", runId, claimId, memberId);
  }

  /**
   * Begins or ends a review or a delegated task; its id, null where somebody else holds the run.
   */
  @Nullable UUID sideStep(UUID runId, UUID claimId, JsonNode step) {
    return database.asEngine(handle ->
        handle
            .createQuery("select agents.note_side_step(?, ?, cast(? as jsonb))")
            .bind(0, runId)
            .bind(1, claimId)
            .bind(2, step.toString())
            .mapTo(UUID.class)
            .findOne()
            .orElse(null));
  }

  /** Finished work whose review waited for a person, null where there is none. */
  @Nullable JsonNode review(UUID runId, UUID nodeId) {
    return json(
        "select coalesce((select w.review::text from agents.step_work w where w.run_id = ? and w.node_id = ?), '')",
        runId,
        nodeId);
  }

  /**
   * Keeps work whose review waits; false where somebody else holds the run by now.
   *
   * @param review null where the review is over
   */
  boolean keepReview(UUID runId, UUID claimId, UUID nodeId, @Nullable JsonNode review) {
    return database.asEngine(handle ->
        handle
            .createQuery("select agents.keep_in_hand(?, ?, ?, 'review', cast(? as jsonb))")
            .bind(0, runId)
            .bind(1, claimId)
            .bind(2, nodeId)
            .bind(3, review == null ? null : review.toString())
            .mapTo(Boolean.class)
            .one());
  }

  private @Nullable JsonNode json(String sql, Object... arguments) {
    String found =
        database.asEngine(handle -> {
          var query = handle.createQuery(sql);
          for (int i = 0; i < arguments.length; i++) {
            query.bind(i, arguments[i]);
          }
          return query.mapTo(String.class).one();
        });
    return found.isEmpty() ? null : Json.MAPPER.readTree(found);
  }
}
