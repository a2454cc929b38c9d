package dev.connectedlenses.server.accounts;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.connectedlenses.rest.auth.JwtKey;
import java.security.SecureRandom;
import java.text.ParseException;
import java.util.List;
import java.util.Set;

/** The keys of access tokens: the first signs, all verify. They live in the database. */
final class SigningKeys {

  private static final Set<String> ROLES = Set.of("anon", "authenticated");

  private final List<ECKey> keys;

  private SigningKeys(List<ECKey> keys) {
    this.keys = keys;
  }

  /** Reads the keys; where there is none, one is made. */
  static SigningKeys load(AccountStore store, SecureRandom random) {
    try {
      List<String> stored = store.signingKeys();
      if (stored.isEmpty()) {
        ECKey fresh =
            new ECKeyGenerator(Curve.P_256)
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.ES256)
                .keyIDFromThumbprint(true)
                .secureRandom(random)
                .generate();
        store.offerSigningKey(
            fresh.getKeyID(), fresh.toPublicJWK().toJSONString(), fresh.toJSONString());
        stored = store.signingKeys();
      }
      return new SigningKeys(stored.stream().map(SigningKeys::parse).toList());
    } catch (JOSEException e) {
      throw new IllegalStateException("no signing key could be made", e);
    }
  }

  private static ECKey parse(String jwk) {
    try {
      return ECKey.parse(jwk);
    } catch (ParseException e) {
      throw new IllegalStateException("a row of auth.signing_keys is not a P-256 key", e);
    }
  }

  ECKey active() {
    ECKey first = keys.getFirst();
    if (!first.isPrivate()) {
      throw new IllegalStateException(
          "auth.signing_keys has no active key with a private part; retire the active row");
    }
    return first;
  }

  /** The public parts, as anybody may have them. */
  JWKSet published() {
    return new JWKSet(List.copyOf(keys)).toPublicJWKSet();
  }

  /** What verifies users' tokens; they carry a user's roles only, whatever they say. */
  List<JwtKey> verifying() {
    return keys.stream().map(k -> JwtKey.of(k.toPublicJWK()).onlyRoles(ROLES)).toList();
  }

  /** A secret that follows from the active key. */
  byte[] derivedSecret() {
    return active().getD().decode();
  }
}
