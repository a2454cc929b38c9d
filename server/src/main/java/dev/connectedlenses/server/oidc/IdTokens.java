package dev.connectedlenses.server.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Decides whether an ID token is one that its provider made, for us, for this sign-in, now. */
final class IdTokens {

  /** Only what is signed with a private key: a shared secret would let us forge for ourselves. */
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  private static final Duration SKEW = Duration.ofSeconds(60);
  private static final int LONGEST = 32 * 1024;

  private final Registration registration;
  private final InstantSource clock;

  IdTokens(Registration registration, InstantSource clock) {
    this.registration = registration;
    this.clock = clock;
  }

  /** Whom the token speaks of, or why it is not believed. */
  Person check(String token, JWKSet keys, @Nullable String nonce) throws OidcException {
    JWTClaimsSet claims = signed(token, keys);
    try {
      Instant now = clock.instant();
      require(registration.issuer().toString().equals(claims.getIssuer()), "issuer");
      require(isForUs(claims), "audience");
      require(
          claims.getExpirationTime() != null
              && now.minus(SKEW).isBefore(claims.getExpirationTime().toInstant()),
          "time");
      require(
          claims.getIssueTime() != null
              && !claims.getIssueTime().toInstant().isAfter(now.plus(SKEW)),
          "time of issue");
      require(nonce == null || nonce.equals(claims.getStringClaim("nonce")), "nonce");
      String subject = claims.getSubject();
      if (subject == null || subject.isBlank() || subject.length() > 255) {
        throw new OidcException("the ID token names no subject");
      }
      ObjectNode all = (ObjectNode) JsonMapper.shared().readTree(claims.toString());
      return new Person(subject, all);
    } catch (ParseException e) {
      throw new OidcException("the ID token has a claim of the wrong type", e);
    }
  }

  private boolean isForUs(JWTClaimsSet claims) throws ParseException {
    List<String> audience = claims.getAudience();
    String party = claims.getStringClaim("azp");
    boolean alone = audience.size() == 1 && party == null;
    return audience.contains(registration.clientId())
        && (alone || registration.clientId().equals(party));
  }

  private static JWTClaimsSet signed(String token, JWKSet keys) throws OidcException {
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(ALGORITHMS, new ImmutableJWKSet<>(keys)));
    processor.setJWTClaimsSetVerifier((claims, context) -> {});
    try {
      require(token.length() <= LONGEST, "length");
      return processor.process(token, null);
    } catch (ParseException | BadJOSEException | JOSEException e) {
      throw new OidcException("the ID token is not signed by the provider", e);
    }
  }

  private static void require(boolean holds, String what) throws OidcException {
    if (!holds) {
      throw new OidcException("the ID token has the wrong " + what);
    }
  }
}
