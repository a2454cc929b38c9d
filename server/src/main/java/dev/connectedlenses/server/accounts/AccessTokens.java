package dev.connectedlenses.server.accounts;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes access tokens with the claims that supabase-js and the row policies read. */
final class AccessTokens {

  static final String AUDIENCE = "authenticated";

  private final SigningKeys keys;
  private final String issuer;
  private final Duration life;

  AccessTokens(SigningKeys keys, String issuer, Duration life) {
    this.keys = keys;
    this.issuer = issuer;
    this.life = life;
  }

  /** A token and the instant at which it ends. */
  record Issued(String token, Instant expires) {}

  private static JWSHeader header(ECKey key) {
    return new JWSHeader.Builder(JWSAlgorithm.ES256)
        .type(JOSEObjectType.JWT)
        .keyID(key.getKeyID())
        .build();
  }

  Issued issue(ObjectNode user, UUID session, JsonNode amr, Instant now) {
    Instant expires = now.plus(life);
    ObjectNode claims = claims(issuer, user, now, expires);
    claims.put("aal", "aal1").set("amr", amr);
    claims.put("session_id", session.toString());
    ECKey key = keys.ring().signing();
    try {
      return new Issued(sign(header(key), claims, new ECDSASigner(key)), expires);
    } catch (JOSEException e) {
      throw new IllegalStateException("an access token could not be signed", e);
    }
  }

  /** What every token says of an account. */
  static ObjectNode claims(String issuer, ObjectNode user, Instant now, Instant expires) {
    ObjectNode claims = JsonMapper.shared().createObjectNode();
    claims.put("iss", issuer).put("aud", AUDIENCE).put("role", AUDIENCE);
    claims.set("sub", user.path("id"));
    claims.put("iat", now.getEpochSecond()).put("exp", expires.getEpochSecond());
    for (String name : new String[] {"email", "phone", "app_metadata", "user_metadata"}) {
      claims.set(name, user.path(name));
    }
    claims.set("is_anonymous", user.path("is_anonymous"));
    return claims;
  }

  static String sign(JWSHeader header, ObjectNode claims, JWSSigner signer) throws JOSEException {
    JWSObject signed = new JWSObject(header, new Payload(claims.toString()));
    signed.sign(signer);
    return signed.serialize();
  }
}
