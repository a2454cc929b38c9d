package dev.connectedlenses.outbound;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A credential in memory that cannot be printed, serialised or compared in a way that tells its
 * content.
 *
 * <p>Its bytes are wiped by {@link #close}; a wiped secret refuses every further use.
 */
public final class Secret implements AutoCloseable {
  private static final int SHORTEST_REAL = 8;

  private final byte[] bytes;
  private boolean wiped;

  private Secret(byte[] bytes) {
    this.bytes = bytes;
  }

  public static Secret of(String text) {
    return new Secret(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Copies {@code bytes}; the caller may wipe its own array afterwards. */
  public static Secret of(byte[] bytes) {
    return new Secret(bytes.clone());
  }

  /** Hands the text to {@code use} once; what {@code use} keeps of it is the caller's burden. */
  public synchronized <T> T expose(Function<String, T> use) {
    if (wiped) {
      throw new IllegalStateException("the secret was closed; open it again from its store");
    }
    return use.apply(new String(bytes, StandardCharsets.UTF_8));
  }

  public synchronized boolean isBlank() {
    return expose(String::isBlank);
  }

  /**
   * The text with every appearance of this secret taken out. A secret of under eight characters is
   * left alone: it is a placeholder, and to blank it everywhere would spell it out.
   */
  public String redact(String text) {
    return this.<String>expose(
        secret -> secret.length() < SHORTEST_REAL ? text : text.replace(secret, "[secret]"));
  }

  /** How many characters at the end of {@code text} may be the beginning of this secret. */
  public int begunAtEndOf(String text) {
    return this.<Integer>expose(secret -> {
      int most = secret.length() < SHORTEST_REAL ? 0 : secret.length() - 1;
      for (int length = Math.min(most, text.length()); length > 0; length--) {
        if (text.regionMatches(text.length() - length, secret, 0, length)) {
          return length;
        }
      }
      return 0;
    });
  }

  @Override
  public synchronized void close() {
    Arrays.fill(bytes, (byte) 0);
    wiped = true;
  }

  /** Constant-time in the content; a wiped secret equals nothing but itself. */
  @Override
  public boolean equals(Object other) {
    if (this == other) {
      return true;
    }
    return other instanceof Secret that && sameBytes(that.copy());
  }

  private synchronized boolean sameBytes(byte @Nullable [] theirs) {
    if (wiped || theirs == null) {
      return false;
    }
    boolean same = MessageDigest.isEqual(bytes, theirs);
    Arrays.fill(theirs, (byte) 0);
    return same;
  }

  private synchronized byte @Nullable [] copy() {
    return wiped ? null : bytes.clone();
  }

  /** The same for all secrets: a hash of the content would be a fingerprint of it. */
  @Override
  public int hashCode() {
    return 1;
  }

  @Override
  public String toString() {
    return "[secret]";
  }
}
