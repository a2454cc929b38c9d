package dev.connectedlenses.engine.node;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.engine.graph.Json;
import dev.connectedlenses.engine.graph.Node;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Waits for an outside system that answers with a one-time token. */
public final class CallbackKind implements NodeKind {
  private static final ObjectNode SCHEMA = Texts.json("callback.schema.json");
  private static final Duration LIMIT = Duration.ofHours(24);
  private static final int TOKEN_BYTES = 32;

  private final CallbackStore callbacks;
  private final RandomGenerator random;

  /**
   * @param random for tokens, so a secure one
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
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    Duration limit = ApprovalKind.limit(attempt.node().config(), LIMIT);
    callbacks.open(attempt.runId(), attempt.node().id(), hash(token), limit);
    ObjectNode ask = Json.object().put("token", token);
    ask.put("path", "/v1/callbacks/" + token);
    return new AttemptResult.Waits(new Wait.Answer(Wait.By.OUTSIDE, limit, ask), List.of());
  }

  private static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public AttemptResult answered(Node node, JsonNode answer) {
    return new AttemptResult.Completed(Envelope.of(answer), List.of());
  }
}
