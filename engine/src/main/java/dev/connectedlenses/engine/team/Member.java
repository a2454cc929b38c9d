package dev.connectedlenses.engine.team;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who could work on a step, with all that speaks against it.
 *
 * @param id its place in the team, null where an agent works alone
 * @param refusal why it cannot work at all, null where it can
 * @param modelRefusal why it cannot be asked as a model
 * @param denied the tools that it may not call, by key, and why
 */
record Member(
    @Nullable UUID id,
    UUID agentId,
    String name,
    String role,
    int lane,
    int sortOrder,
    @Nullable String refusal,
    @Nullable String modelRefusal,
    Map<String, String> denied) {
  Member {
    denied = Map.copyOf(denied);
  }
}
