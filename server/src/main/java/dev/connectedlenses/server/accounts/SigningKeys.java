package dev.connectedlenses.server.accounts;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.connectedlenses.database.StartRefusedException;
import dev.connectedlenses.rest.auth.JwtKey;
import dev.connectedlenses.server.vault.Envelope;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keys of access tokens. One signs; those it replaced verify until the last token they signed
 * has ended. They live in the database, the private part sealed, and are the same for every process
 * on it.
 */
final class SigningKeys {

  private static final Set<String> ROLES = Set.of("anon", "authenticated");

  /** How long clients may keep the published keys, and what clocks may differ by. */
  private static final Duration SLACK = Duration.ofMinutes(15);

  private final KeyStore store;
  private final Envelope envelope;
  private final SecureRandom random;
  private final InstantSource clock;
  private final Duration overlap;
  private volatile @Nullable Ring ring;

  /**
   * @param tokenLife how long a token lives that a replaced key may have signed at the last moment
   */
  SigningKeys(
      KeyStore store,
      Envelope envelope,
      SecureRandom random,
      InstantSource clock,
      Duration tokenLife) {
    this.store = store;
    this.envelope = envelope;
    this.random = random;
    this.clock = clock;
    this.overlap = tokenLife.plus(SLACK);
  }

  /** The keys at one moment: the signing one with its private part, and all that are believed. */
  record Ring(ECKey signing, Instant made, List<ECKey> believed) {

    /** The public parts, as anybody may have them. */
    JWKSet published() {
      return new JWKSet(List.copyOf(believed)).toPublicJWKSet();
    }

    /** What verifies users' tokens; they carry a user's roles only, whatever they say. */
    List<JwtKey> verifying() {
      return believed.stream().map(k -> JwtKey.of(k.toPublicJWK()).onlyRoles(ROLES)).toList();
    }
  }

  Ring ring() {
    Ring now = ring;
    return now == null ? reload() : now;
  }

  /** Reads the keys again; where none signs, one is made. */
  synchronized Ring reload() {
    List<KeyStore.Stored> stored = store.believed();
    if (stored.isEmpty() || !stored.getFirst().signs()) {
      store.rotate(fresh(), clock.instant().plus(overlap), null);
      stored = store.believed();
    }
    KeyStore.Stored first = stored.getFirst();
    List<ECKey> believed = new ArrayList<>();
    stored.forEach(key -> believed.add(parse(key.publicJwk())));
    Ring fresh = new Ring(open(first), first.made(), List.copyOf(believed));
    ring = fresh;
    return fresh;
  }

  /** Signs with a new key from now on; false when another process did so at the same moment. */
  synchronized boolean rotate() {
    String replaced = ring().signing().getKeyID();
    boolean done = store.rotate(fresh(), clock.instant().plus(overlap), replaced);
    reload();
    return done;
  }

  /** Rotates when the signing key has done so for its time. */
  boolean rotateAfter(Duration time) {
    return ring().made().plus(time).isBefore(clock.instant()) && rotate();
  }

  private KeyStore.Stored fresh() {
    try {
      ECKey key =
          new ECKeyGenerator(Curve.P_256)
              .keyUse(KeyUse.SIGNATURE)
              .algorithm(JWSAlgorithm.ES256)
              .keyIDFromThumbprint(true)
              .secureRandom(random)
              .generate();
      byte[] secret = key.toJSONString().getBytes(StandardCharsets.UTF_8);
      return new KeyStore.Stored(
          key.getKeyID(),
          key.toPublicJWK().toJSONString(),
          envelope.seal(secret, purpose(key.getKeyID())),
          envelope.sealer(),
          clock.instant());
    } catch (JOSEException e) {
      throw new IllegalStateException("no signing key could be made", e);
    }
  }

  private ECKey open(KeyStore.Stored key) {
    byte[] sealed = key.sealed();
    try {
      if (sealed != null && key.sealer().equals(envelope.sealer())) {
        byte[] secret = envelope.open(sealed, purpose(key.kid()));
        return parse(new String(secret, StandardCharsets.UTF_8));
      }
    } catch (GeneralSecurityException e) {
      throw changed(key, e);
    }
    throw new StartRefusedException(
        "the signing keys of this database are sealed with another master key (%s, here is %s); give the same CLENS_MASTER_KEY to every server"
            .formatted(key.sealer(), envelope.sealer()));
  }

  private static StartRefusedException changed(KeyStore.Stored key, GeneralSecurityException e) {
    return new StartRefusedException(
        "the signing key %s in the database was changed; retire it: update auth.signing_keys set status = 'retired', sealed_key = null, sealed_by = null"
            .formatted(key.kid()),
        e);
  }

  private static String purpose(String kid) {
    return "signing key " + kid;
  }

  private static ECKey parse(String jwk) {
    try {
      return ECKey.parse(jwk);
    } catch (ParseException e) {
      throw new IllegalStateException("a row of auth.signing_keys is not a P-256 key", e);
    }
  }
}
