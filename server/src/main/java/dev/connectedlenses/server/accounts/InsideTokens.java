package dev.connectedlenses.server.accounts;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import dev.connectedlenses.rest.auth.JwtKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tokens that never leave this process: they carry the service key's role, or an API token's
 * account, from the door to the data API. Their key is made at the start and kept in memory only.
 */
final class InsideTokens {

  /** Nobody: back ends with the service key act for themselves. */
  private static final UUID NOBODY = new UUID(0, 0);

  private static final String KEY_ID = "inside";
  private static final Duration LIFE = Duration.ofMinutes(5);

  private final byte[] key = new byte[32];
  private final String issuer;

  InsideTokens(SecureRandom random, String issuer) {
    random.nextBytes(key);
    this.issuer = issuer;
  }

  /** What verifies them. */
  JwtKey verifying() {
    OctetSequenceKey jwk = new OctetSequenceKey.Builder(key).keyID(KEY_ID).build();
    return new JwtKey(
        jwk, Set.of(JWSAlgorithm.HS256), Set.of("service_role", AccessTokens.AUDIENCE));
  }

  /** A token of the service role. */
  AccessTokens.Issued service(Instant now) {
    ObjectNode nobody = JsonMapper.shared().createObjectNode().put("id", NOBODY.toString());
    ObjectNode claims = AccessTokens.claims(issuer, nobody, now, now.plus(LIFE));
    claims.remove(java.util.List.of("email", "phone", "app_metadata", "user_metadata"));
    claims.remove("is_anonymous");
    claims.put("role", "service_role").put("session_id", NOBODY.toString());
    return signed(claims, now);
  }

  /** The claims of an API token's account. */
  ObjectNode claims(ApiTokenStore.Found found, Instant now) {
    ObjectNode claims = AccessTokens.claims(issuer, found.account(), now, now.plus(LIFE));
    claims.put("session_id", found.id().toString()).put("token_id", found.id().toString());
    found.scopes().forEach(claims.putArray("scopes")::add);
    return claims;
  }

  AccessTokens.Issued signed(ObjectNode claims, Instant now) {
    JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(KEY_ID).build();
    try {
      String token = AccessTokens.sign(header, claims, new MACSigner(key));
      return new AccessTokens.Issued(token, now.plus(LIFE));
    } catch (JOSEException e) {
      throw new IllegalStateException("a token for inside could not be signed", e);
    }
  }
}
