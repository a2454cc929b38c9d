package dev.connectedlenses.rest.auth;

import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The checks of a verified token's claims: times with 30 s of leeway, audience, issuer, presence.
 */
final class ClaimChecks {

  private static final int LEEWAY_SECONDS = 30;

  private final JwtSettings settings;
  private final InstantSource clock;

  ClaimChecks(JwtSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  void check(ObjectNode claims) {
    checkTimes(claims, clock.millis() / 1000.0);
    checkAudience(claims.get("aud"));
    checkOrigin(claims);
  }

  private static void checkTimes(ObjectNode claims, double now) {
    Double exp = number(claims, "exp");
    Double nbf = number(claims, "nbf");
    Double iat = number(claims, "iat");
    if (exp != null && now - LEEWAY_SECONDS > exp) {
      throw TokenErrors.claims("JWT expired");
    }
    if (nbf != null && now + LEEWAY_SECONDS < nbf) {
      throw TokenErrors.claims("JWT not yet valid");
    }
    if (iat != null && now + LEEWAY_SECONDS < iat) {
      throw TokenErrors.claims("JWT issued at future");
    }
  }

  private void checkOrigin(ObjectNode claims) {
    for (String name : settings.requiredClaims()) {
      if (!claims.hasNonNull(name)) {
        throw TokenErrors.claims("The JWT '%s' claim is missing".formatted(name));
      }
    }
    String issuer = settings.issuer();
    if (issuer != null && !issuer.equals(claims.path("iss").asString(""))) {
      throw TokenErrors.claims("JWT not from the expected issuer");
    }
  }

  private void checkAudience(@Nullable JsonNode aud) {
    if (aud == null || aud.isNull()) {
      return;
    }
    Collection<JsonNode> named = aud.isArray() ? aud.values() : List.of(aud);
    if (!named.stream().allMatch(JsonNode::isString)) {
      throw TokenErrors.claims("The JWT 'aud' claim must be a string or an array of strings");
    }
    if (!named.isEmpty() && named.stream().noneMatch(this::matches)) {
      throw TokenErrors.claims("JWT not in audience");
    }
  }

  private boolean matches(JsonNode audience) {
    return settings.audience() == null || settings.audience().equals(audience.asString());
  }

  private static @Nullable Double number(ObjectNode claims, String name) {
    JsonNode value = claims.get(name);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isNumber()) {
      throw TokenErrors.claims("The JWT '%s' claim must be a number".formatted(name));
    }
    return value.doubleValue();
  }
}
