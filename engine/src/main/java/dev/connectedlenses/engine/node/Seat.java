package dev.connectedlenses.engine.node;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The agent that works on a step, and everything that it works under.
 *
 * @param memberId its place in the team, null where it works alone
 * @param stepId the row that stands for the step
 * @param layers what its prompt gets from policies, profiles and memory
 * @param tainted whether something in the layers is text that no person wrote
 * @param model what its profile asks for, an id or {@code provider/model}
 * @param params the settings of its profile with which the model is asked
 */
public record Seat(
    UUID agentId,
    @Nullable UUID memberId,
    @Nullable UUID stepId,
    String name,
    List<Layer> layers,
    List<Peer> peers,
    boolean tainted,
    @Nullable String model,
    JsonNode params) {
  public Seat {
    layers = List.copyOf(layers);
    peers = List.copyOf(peers);
  }

  /** A part of a prompt; a lower number is the stricter layer. */
  public record Layer(int number, String source, String text) {}

  /** A member that an edge leads to. */
  public record Peer(
      String edge, boolean blocking, UUID memberId, UUID agentId, String name, String handle) {}

  /** The same seat with one more part in its prompts. */
  public Seat with(Layer more) {
    List<Layer> all = new ArrayList<>(layers);
    all.add(more);
    return new Seat(agentId, memberId, stepId, name, all, peers, tainted, model, params);
  }
}
