package dev.connectedlenses.engine.node;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.engine.graph.Json;
import dev.connectedlenses.engine.graph.Node;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Waits for an outside system that answers at a one-time address. The address is made when somebody
 * who may answer the node asks for it ({@code fn_open_callback}): it stands in no event, no result
 * and no table.
 */
public final class CallbackKind implements NodeKind {
  private static final ObjectNode SCHEMA = Texts.json("callback.schema.json");
  private static final Duration LIMIT = Duration.ofHours(24);
  private static final int HASH_BYTES = 32;

  private final CallbackStore callbacks;
  private final RandomGenerator random;

  /**
   * @param random for hashes of tokens that nobody has, so a secure one
   */
  public CallbackKind(Database database, RandomGenerator random) {
    this.callbacks = new CallbackStore(database);
    this.random = random;
  }

  @Override
  public String name() {
    return "callback";
  }

  @Override
  public ObjectNode configSchema() {
    return SCHEMA.deepCopy();
  }

  @Override
  public boolean isPure() {
    return false;
  }

  @Override
  public boolean callsOut() {
    return false;
  }

  @Override
  public AttemptResult run(Attempt attempt) {
    byte[] nobodys = new byte[HASH_BYTES];
    random.nextBytes(nobodys);
    Duration limit = ApprovalKind.limit(attempt.node().config(), LIMIT);
    callbacks.open(attempt.runId(), attempt.node().id(), nobodys, limit);
    ObjectNode ask = Json.object().put("address", "fn_open_callback");
    return new AttemptResult.Waits(new Wait.Answer(Wait.By.OUTSIDE, limit, ask), List.of());
  }

  @Override
  public AttemptResult answered(Node node, JsonNode answer) {
    return new AttemptResult.Completed(Envelope.of(answer), List.of());
  }
}
