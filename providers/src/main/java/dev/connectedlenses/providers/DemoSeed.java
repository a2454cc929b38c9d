package dev.connectedlenses.providers;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The demo provider's only source of variety: choices that depend on the prompt and nothing else.
 */
record DemoSeed(String prompt) {

  /** The seed of a part that is to vary on its own. */
  DemoSeed named(String part) {
    return new DemoSeed(part + '\n' + prompt);
  }

  /** A number in {@code [0, bound)}; different for every {@code purpose}, always the same again. */
  int pick(int bound, String purpose) {
    return Math.floorMod(hash(purpose), bound);
  }

  /** A number in {@code [0, 1)}. */
  double fraction(String purpose) {
    return pick(10_000, purpose) / 10_000.0;
  }

  private int hash(String purpose) {
    try {
      byte[] text = (purpose + '\0' + prompt).getBytes(StandardCharsets.UTF_8);
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text)).getInt();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
