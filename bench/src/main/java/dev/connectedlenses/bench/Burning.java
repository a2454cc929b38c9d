package dev.connectedlenses.bench;

import dev.connectedlenses.engine.node.Attempt;
import dev.connectedlenses.engine.node.AttemptResult;
import dev.connectedlenses.engine.node.Envelope;
import dev.connectedlenses.engine.node.NodeKind;
import dev.connectedlenses.engine.node.TransformKind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A transform that takes its text through many rounds of a hash. */
record Burning(int rounds) implements NodeKind {
  @Override
  public String name() {
    return "transform";
  }

  @Override
  public ObjectNode configSchema() {
    return new TransformKind().configSchema();
  }

  @Override
  public boolean isPure() {
    return true;
  }

  @Override
  public AttemptResult run(Attempt attempt) {
    byte[] hash = attempt.input().toString().getBytes(StandardCharsets.UTF_8);
    MessageDigest digest = sha256();
    for (int i = 0; i < rounds; i++) {
      hash = digest.digest(hash);
    }
    String text = HexFormat.of().formatHex(hash);
    return new AttemptResult.Completed(Envelope.text(text), List.of());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
