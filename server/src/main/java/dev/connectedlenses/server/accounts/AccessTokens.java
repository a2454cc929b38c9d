package dev.connectedlenses.server.accounts;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
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

  private final ECKey key;
  private final ECDSASigner signer;
  private final String issuer;
  private final Duration life;

  AccessTokens(ECKey key, String issuer, Duration life) {
    this.key = key;
    this.issuer = issuer;
    this.life = life;
    try {
      this.signer = new ECDSASigner(key);
    } catch (JOSEException e) {
      throw new IllegalStateException("the signing key is no P-256 key", e);
    }
  }

  /** A token and the instant at which it ends. */
  record Issued(String token, Instant expires) {}

  Issued issue(ObjectNode user, UUID session, JsonNode amr, Instant now) {
    Instant expires = now.plus(life);
    ObjectNode claims = JsonMapper.shared().createObjectNode();
    claims.put("iss", issuer).put("aud", AUDIENCE).put("role", AUDIENCE);
    claims.set("sub", user.path("id"));
    claims.put("iat", now.getEpochSecond()).put("exp", expires.getEpochSecond());
    claims.set("email", user.path("email"));
    claims.set("phone", user.path("phone"));
    claims.set("app_metadata", user.path("app_metadata"));
    claims.set("user_metadata", user.path("user_metadata"));
    claims.put("aal", "aal1").set("amr", amr);
    claims.put("session_id", session.toString());
    claims.set("is_anonymous", user.path("is_anonymous"));
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .type(JOSEObjectType.JWT)
            .keyID(key.getKeyID())
            .build();
    JWSObject signed = new JWSObject(header, new Payload(claims.toString()));
    try {
      signed.sign(signer);
    } catch (JOSEException e) {
      throw new IllegalStateException("an access token could not be signed", e);
    }
    return new Issued(signed.serialize(), expires);
  }
}
