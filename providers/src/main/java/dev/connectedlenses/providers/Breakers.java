package dev.connectedlenses.providers;

import dev.connectedlenses.outbound.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One breaker for each provider and key: the trouble of one key is not the trouble of another. */
public final class Breakers {
  private static final int MOST = 10_000;

  private final LongSupplier nanoTime;
  private final Map<String, Breaker> known = new ConcurrentHashMap<>();

  /**
   * @param nanoTime the monotonic clock
   */
  public Breakers(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** The breaker of a provider under a key; keys are told apart by a digest, and not kept. */
  public Breaker of(String providerKey, @Nullable Secret secret) {
    String name =
        secret == null ? providerKey : providerKey + " " + secret.expose(Breakers::digest);
    if (known.size() >= MOST) {
      known.clear();
    }
    return known.computeIfAbsent(name, _ -> new Breaker(nanoTime));
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
