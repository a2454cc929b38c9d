package dev.connectedlenses.server.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which ID tokens are believed. */
class IdTokensTest {

  private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
  private static final Registration US =
      new Registration(
          "corp", URI.create("https://idp.example"), "lenses", null, List.of(), List.of());

  static RSAKey key;
  static RSAKey stranger;

  private final IdTokens tokens = new IdTokens(US, () -> NOW);

  @BeforeAll
  static void keys() throws JOSEException {
    key = new RSAKeyGenerator(2048).keyID("k1").generate();
    stranger = new RSAKeyGenerator(2048).keyID("k1").generate();
  }

  private static JWTClaimsSet.Builder good() {
    return new JWTClaimsSet.Builder()
        .issuer("https://idp.example")
        .audience("lenses")
        .subject("u1")
        .claim("nonce", "n1")
        .claim("email", "a@corp.example")
        .claim("email_verified", true)
        .issueTime(Date.from(NOW))
        .expirationTime(Date.from(NOW.plusSeconds(300)));
  }

  private static String signed(JWTClaimsSet claims, RSAKey by, JWSAlgorithm how) {
    try {
      SignedJWT token = new SignedJWT(new JWSHeader.Builder(how).keyID("k1").build(), claims);
      token.sign(new RSASSASigner(by));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private Person check(String token) throws OidcException {
    return tokens.check(token, new JWKSet(key.toPublicJWK()), "n1");
  }

  @Test
  void aGoodOneSaysWhoItIs() throws Exception {
    Person person = check(signed(good().build(), key, JWSAlgorithm.RS256));
    assertThat(person.subject()).isEqualTo("u1");
    assertThat(person.verifiedEmail()).isEqualTo("a@corp.example");
    assertThat(person.comesFrom(List.of("CORP.example"))).isTrue();
    assertThat(person.comesFrom(List.of("example"))).isFalse();
    assertThat(check(signed(good().build(), key, JWSAlgorithm.PS256)).subject()).isEqualTo("u1");
  }

  @Test
  void severalAudiencesNeedUsAsTheParty() throws Exception {
    JWTClaimsSet party = good().audience(List.of("other", "lenses")).claim("azp", "lenses").build();
    assertThat(check(signed(party, key, JWSAlgorithm.RS256)).subject()).isEqualTo("u1");
  }

  static Stream<Arguments> wrong() {
    Map<String, UnaryOperator<JWTClaimsSet.Builder>> cases =
        Map.ofEntries(
            Map.entry("foreign issuer", b -> b.issuer("https://evil.example")),
            Map.entry("issuer with a slash", b -> b.issuer("https://idp.example/")),
            Map.entry("no issuer", b -> b.issuer(null)),
            Map.entry("foreign audience", b -> b.audience("other")),
            Map.entry("no audience", b -> b.audience((String) null)),
            Map.entry("several audiences, no party", b -> b.audience(List.of("lenses", "other"))),
            Map.entry("foreign party", b -> b.claim("azp", "other")),
            Map.entry("over", b -> b.expirationTime(Date.from(NOW.minusSeconds(61)))),
            Map.entry("never over", b -> b.expirationTime(null)),
            Map.entry("of tomorrow", b -> b.issueTime(Date.from(NOW.plusSeconds(61)))),
            Map.entry("of no time", b -> b.issueTime(null)),
            Map.entry("another nonce", b -> b.claim("nonce", "n2")),
            Map.entry("no nonce", b -> b.claim("nonce", null)),
            Map.entry("nonce of another type", b -> b.claim("nonce", 5)),
            Map.entry("no subject", b -> b.subject(null)),
            Map.entry("blank subject", b -> b.subject(" ")),
            Map.entry("endless subject", b -> b.subject("x".repeat(256))));
    return cases.entrySet().stream().map(e -> Arguments.of(e.getKey(), e.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrong")
  void aWrongClaimIsNoticed(String name, UnaryOperator<JWTClaimsSet.Builder> change) {
    String token = signed(change.apply(good()).build(), key, JWSAlgorithm.RS256);
    assertThatThrownBy(() -> check(token)).as(name).isInstanceOf(OidcException.class);
  }

  @Test
  void whatTheProviderDidNotSignIsNotBelieved() throws Exception {
    JWTClaimsSet claims = good().build();
    SignedJWT shared = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
    shared.sign(new MACSigner(key.toPublicJWK().toJSONString().repeat(2)));
    String fine = signed(claims, key, JWSAlgorithm.RS256);
    List<String> forged =
        List.of(
            signed(claims, stranger, JWSAlgorithm.RS256),
            new PlainJWT(claims).serialize(),
            shared.serialize(),
            fine.substring(0, fine.lastIndexOf('.') + 1),
            fine.substring(0, fine.length() - 8) + "AAAAAAAA",
            "a.b.c",
            "",
            fine + "x".repeat(40_000));
    for (String token : forged) {
      assertThatThrownBy(() -> check(token)).isInstanceOf(OidcException.class);
    }
  }

  @Test
  void anAddressCountsOnlyWhenItWasVerified() throws Exception {
    JWTClaimsSet text = good().claim("email_verified", "true").build();
    assertThat(check(signed(text, key, JWSAlgorithm.RS256)).verifiedEmail()).isNotNull();
    for (Object not : new Object[] {false, "false", "maybe", 0}) {
      JWTClaimsSet claims = good().claim("email_verified", not).build();
      assertThat(check(signed(claims, key, JWSAlgorithm.RS256)).verifiedEmail()).isNull();
    }
  }

  @Test
  void onlyHarmlessClaimsAreKept() throws Exception {
    JWTClaimsSet claims =
        good().claim("handle", "owner").claim("role", "admin").claim("name", "Ada").build();
    Person person = check(signed(claims, key, JWSAlgorithm.RS256));
    assertThat(person.kept().propertyNames())
        .containsExactlyInAnyOrder("sub", "email", "email_verified", "name");
  }
}
