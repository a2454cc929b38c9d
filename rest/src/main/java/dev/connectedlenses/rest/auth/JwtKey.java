package dev.connectedlenses.rest.auth;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import java.text.ParseException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key that may have signed a token, the algorithms it is good for (never the token's choice) and,
 * if not null, the only roles its tokens may carry.
 */
public record JwtKey(JWK jwk, Set<JWSAlgorithm> algorithms, @Nullable Set<String> roles) {

  public JwtKey {
    algorithms = Set.copyOf(algorithms);
    roles = roles == null ? null : Set.copyOf(roles);
  }

  /** A shared secret for HS256. */
  public static JwtKey hs256(byte[] secret) {
    return new JwtKey(
        new OctetSequenceKey.Builder(secret).build(), Set.of(JWSAlgorithm.HS256), null);
  }

  /** A public key of a JSON Web Key. */
  public static JwtKey of(JWK jwk) {
    return new JwtKey(jwk, algorithmsOf(jwk), null);
  }

  /** The keys of one JSON Web Key or of a JSON Web Key Set. */
  public static List<JwtKey> parse(String json) {
    try {
      List<JWK> keys =
          json.contains("\"keys\"") ? JWKSet.parse(json).getKeys() : List.of(JWK.parse(json));
      return keys.stream().filter(JwtKey::signs).map(JwtKey::of).toList();
    } catch (ParseException e) {
      throw new IllegalArgumentException(
          "the JWT keys are neither a JWK nor a JWKS: " + e.getMessage());
    }
  }

  private static boolean signs(JWK key) {
    return key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE);
  }

  /** The same key, whose tokens may carry only these roles. */
  public JwtKey onlyRoles(Set<String> only) {
    return new JwtKey(jwk, algorithms, only);
  }

  private static Set<JWSAlgorithm> algorithmsOf(JWK jwk) {
    if (jwk.getAlgorithm() != null) {
      return Set.of(JWSAlgorithm.parse(jwk.getAlgorithm().getName()));
    }
    return switch (jwk) {
      case OctetSequenceKey k -> Set.of(JWSAlgorithm.HS256);
      case ECKey k when k.getCurve().equals(Curve.P_256) -> Set.of(JWSAlgorithm.ES256);
      case ECKey k when k.getCurve().equals(Curve.P_384) -> Set.of(JWSAlgorithm.ES384);
      case ECKey k -> Set.of(JWSAlgorithm.ES512);
      case RSAKey k ->
          Set.of(
              JWSAlgorithm.RS256,
              JWSAlgorithm.RS384,
              JWSAlgorithm.RS512,
              JWSAlgorithm.PS256,
              JWSAlgorithm.PS384,
              JWSAlgorithm.PS512);
      default -> Set.of();
    };
  }
}
