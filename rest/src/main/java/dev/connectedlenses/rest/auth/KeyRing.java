package dev.connectedlenses.rest.auth;

import com.nimbusds.jose.JWSHeader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One generation of keys together with the tokens already verified by them. */
final class KeyRing {

  private final List<JwtKey> keys;
  private final Map<String, VerifiedToken> verified;

  KeyRing(List<JwtKey> keys, int cacheEntries) {
    this.keys = List.copyOf(keys);
    this.verified =
        new LinkedHashMap<>(64, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, VerifiedToken> eldest) {
            return size() > cacheEntries;
          }
        };
  }

  boolean isEmpty() {
    return keys.isEmpty();
  }

  /** Keys of the header's algorithm; a key id must match when both sides name one. */
  List<JwtKey> candidates(JWSHeader header) {
    return keys.stream()
        .filter(k -> k.algorithms().contains(header.getAlgorithm()))
        .filter(k -> sameId(k.jwk().getKeyID(), header.getKeyID()))
        .toList();
  }

  @Nullable VerifiedToken remembered(String token) {
    synchronized (verified) {
      return verified.get(token);
    }
  }

  void remember(String token, VerifiedToken claims) {
    synchronized (verified) {
      verified.put(token, claims);
    }
  }

  private static boolean sameId(@Nullable String key, @Nullable String header) {
    return key == null || header == null || key.equals(header);
  }
}
