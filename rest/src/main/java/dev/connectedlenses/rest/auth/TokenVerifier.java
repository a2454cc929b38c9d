package dev.connectedlenses.rest.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import dev.connectedlenses.rest.error.RestException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Decides whether a bearer token is believed. A signature is checked once and remembered; times,
 * audience and issuer are checked on every call.
 */
public final class TokenVerifier {

  /** Longer tokens are refused unread: no honest one comes near. */
  static final int MAX_TOKEN = 16 * 1024;

  private static final Pattern BASE64URL = Pattern.compile("[A-Za-z0-9_-]*+");

  private final JwtSettings settings;
  private final RolePath rolePath;
  private final ClaimChecks checks;
  private volatile KeyRing ring;

  /** A verifier of these settings that reads the time from this clock. */
  public TokenVerifier(JwtSettings settings, InstantSource clock) {
    this.settings = settings;
    this.rolePath = RolePath.parse(settings.roleClaim());
    this.checks = new ClaimChecks(settings, clock);
    this.ring = new KeyRing(settings.keys(), settings.cacheEntries());
  }

  /** Believes these keys from now on, and forgets every token verified with others. */
  public void replaceKeys(List<JwtKey> keys) {
    ring = new KeyRing(keys, settings.cacheEntries());
  }

  /** The claims of a token, or a refusal. */
  public VerifiedToken verify(String token) throws RestException {
    KeyRing now = ring;
    VerifiedToken known = now.remembered(token);
    if (known == null) {
      known = decode(now, token);
      now.remember(token, known);
    }
    checks.check(known.claims());
    return known;
  }

  private VerifiedToken decode(KeyRing ring, String token) {
    if (token.isEmpty()) {
      throw TokenErrors.undecodable("Empty JWT is sent in Authorization header", null);
    }
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      throw TokenErrors.undecodable("Expected 3 parts in JWT; got " + parts.length, null);
    }
    if (token.length() > MAX_TOKEN || !canonical(parts)) {
      throw TokenErrors.badCrypto();
    }
    JWSHeader header = header(parts[0]);
    if (ring.isEmpty()) {
      throw TokenErrors.noSecret();
    }
    byte[] signed = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
    JwtKey key = signer(ring, header, signed, new Base64URL(parts[2]));
    ObjectNode claims = Json.object(new Base64URL(parts[1]).decode());
    if (claims == null) {
      throw TokenErrors.claims("Parsing claims failed");
    }
    return new VerifiedToken(claims, role(claims, key.roles()));
  }

  private @Nullable String role(ObjectNode claims, @Nullable Set<String> allowed) {
    String role = rolePath.read(claims);
    if (role != null && allowed != null && !allowed.contains(role)) {
      throw TokenErrors.badSignature();
    }
    return role;
  }

  private static JwtKey signer(KeyRing ring, JWSHeader header, byte[] signed, Base64URL signature) {
    List<JwtKey> candidates = ring.candidates(header);
    if (candidates.isEmpty()) {
      throw TokenErrors.noKey();
    }
    return candidates.stream()
        .filter(key -> made(key, header, signed, signature))
        .findFirst()
        .orElseThrow(TokenErrors::badSignature);
  }

  private static boolean made(JwtKey key, JWSHeader header, byte[] signed, Base64URL signature) {
    try {
      return Verifiers.of(key).verify(header, signed, signature);
    } catch (JOSEException e) {
      return false; // a key that cannot check this signature did not make it: try the next one
    }
  }

  private static JWSHeader header(String part) {
    ObjectNode json = Json.object(new Base64URL(part).decode());
    if (json == null) {
      throw TokenErrors.badCrypto();
    }
    if ("none".equalsIgnoreCase(json.path("alg").asString(""))) {
      throw TokenErrors.undecodable(
          "Wrong or unsupported encoding algorithm",
          "JWT is unsecured but expected 'alg' was not 'none'");
    }
    try {
      JWSHeader header = JWSHeader.parse(new Base64URL(part));
      if (header.getCriticalParams() != null || !known(header.getAlgorithm())) {
        throw TokenErrors.badCrypto();
      }
      return header;
    } catch (ParseException | IllegalArgumentException e) {
      throw TokenErrors.badCrypto();
    }
  }

  private static boolean known(JWSAlgorithm algorithm) {
    return JWSAlgorithm.Family.SIGNATURE.contains(algorithm)
        || JWSAlgorithm.Family.HMAC_SHA.contains(algorithm);
  }

  private static boolean canonical(String[] parts) {
    for (String part : parts) {
      if (!BASE64URL.matcher(part).matches()) {
        return false;
      }
    }
    return true;
  }
}
