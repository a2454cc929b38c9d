package dev.connectedlenses.rest.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.connectedlenses.rest.Tokens;
import dev.connectedlenses.rest.error.ApiError;
import dev.connectedlenses.rest.error.RestException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens that must be believed, and many that must not. */
final class TokenVerifierTest {

  private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
  private static final long T = NOW.getEpochSecond();
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);
  private static final String HS = "{\"alg\":\"HS256\"}";
  private static final String GOOD = claims("\"exp\":" + (T + 60));
  private static final ECKey EC = ec("one");
  private static final ECKey OTHER_EC = ec("two");
  private static final RSAKey RSA = rsa();

  private static String claims(String more) {
    return "{\"role\":\"authenticated\",\"sub\":\"x\",\"iss\":\"us\",\"aud\":\"authenticated\","
        + more
        + "}";
  }

  private static ECKey ec(String id) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static RSAKey rsa() {
    try {
      return new RSAKeyGenerator(2048).keyID("rsa").generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JwtSettings settings(JwtKey... keys) {
    return new JwtSettings(
        List.of(keys), "authenticated", "us", Set.of("exp", "sub", "iss", "aud"), ".role", 10);
  }

  private static TokenVerifier strict() {
    JwtKey secret = JwtKey.hs256(Tokens.SECRET.getBytes(StandardCharsets.UTF_8));
    return new TokenVerifier(
        settings(
            secret.onlyRoles(Set.of("anon", "authenticated")),
            JwtKey.of(EC.toPublicJWK()),
            JwtKey.of(RSA.toPublicJWK())),
        CLOCK);
  }

  private static String signed(JWSHeader header, String claims, ECKey key) {
    try {
      JWSObject token = new JWSObject(header, new Payload(claims));
      token.sign(new ECDSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String es(String claims) {
    return signed(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("one").build(), claims, EC);
  }

  private static String rs(String claims) {
    try {
      JWSObject token =
          new JWSObject(
              new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("rsa").build(), new Payload(claims));
      token.sign(new RSASSASigner(RSA));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void believesEachKindOfKey() {
    assertThat(strict().verify(Tokens.of(GOOD)).role()).isEqualTo("authenticated");
    assertThat(strict().verify(es(GOOD)).role()).isEqualTo("authenticated");
    assertThat(strict().verify(rs(GOOD)).role()).isEqualTo("authenticated");
  }

  @Test
  void leavesHalfAMinuteForClocksThatDiffer() {
    assertThat(strict().verify(es(claims("\"exp\":" + (T - 30)))).role()).isNotNull();
    assertThat(strict().verify(es(claims("\"exp\":" + (T + 9) + ",\"nbf\":" + (T + 30)))).role())
        .isNotNull();
  }

  static Stream<Arguments> refused() {
    return Stream.of(formsRefused(), headersRefused(), claimsRefused()).flatMap(s -> s);
  }

  private static Stream<Arguments> formsRefused() {
    String good = Tokens.of(GOOD);
    String[] parts = good.split("\\.", -1);
    return Stream.of(
        Arguments.of("nothing", ""),
        Arguments.of("one part", "abc"),
        Arguments.of("two parts", parts[0] + "." + parts[1]),
        Arguments.of("four parts", good + ".x"),
        Arguments.of("no JSON", "a.b.c"),
        Arguments.of("signature stripped", parts[0] + "." + parts[1] + "."),
        Arguments.of("signature cut", good.substring(0, good.length() - 2)),
        Arguments.of("blank before", " " + good),
        Arguments.of("blank inside", parts[0] + ". " + parts[1] + "." + parts[2]),
        Arguments.of("line end", good + "\n"),
        Arguments.of("padding", good + "="),
        Arguments.of("plain base64", good + "+/"),
        Arguments.of("empty header", "." + parts[1] + "." + parts[2]),
        Arguments.of("empty claims", parts[0] + ".." + parts[2]),
        Arguments.of("a megabyte", parts[0] + "." + "A".repeat(1 << 20) + "." + parts[2]),
        Arguments.of("another secret", Tokens.of(HS, GOOD, "another".repeat(6))),
        Arguments.of("claims changed", parts[0] + "." + Tokens.encode(b("{}")) + "." + parts[2]));
  }

  private static Stream<Arguments> headersRefused() {
    String publicKey = EC.toPublicJWK().toJSONString();
    return Stream.of(
            "{\"alg\":\"none\"}",
            "{\"alg\":\"None\"}",
            "{\"alg\":\"NONE\"}",
            "{\"alg\":\"HS384\"}",
            "{\"alg\":\"HS512\"}",
            "{\"alg\":\"ES256\"}",
            "{\"alg\":\"RS256\"}",
            "{\"alg\":\"PS256\"}",
            "{\"alg\":\"EdDSA\"}",
            "{\"alg\":\"hs256\"}",
            "{\"alg\":\"\"}",
            "{\"alg\":7}",
            "{\"alg\":null}",
            "{\"alg\":[\"HS256\"]}",
            "{}",
            "[]",
            "null",
            "\"HS256\"",
            "{\"alg\":\"HS256\",\"alg\":\"none\"}",
            "{\"alg\":\"HS256\",\"crit\":[\"exp\"]}",
            "{\"alg\":\"HS256\",\"crit\":[\"b64\"],\"b64\":false}",
            "{\"alg\":\"HS256\"} {}",
            "{\"alg\":\"HS256\"",
            "{\"alg\":\"ES256\",\"kid\":\"two\"}",
            "{\"alg\":\"ES256\",\"kid\":\"../../one\"}",
            "{\"alg\":\"ES256\",\"kid\":\"' or '1'='1\"}",
            "{\"alg\":\"ES256\",\"kid\":\"https://evil.example/keys\"}",
            "{\"alg\":\"ES256\",\"jku\":\"https://evil.example/keys\"}",
            "{\"alg\":\"ES256\",\"x5u\":\"https://evil.example/cert\"}",
            "{\"alg\":\"ES256\",\"jwk\":" + publicKey + "}")
        .map(h -> Arguments.of("header " + h, Tokens.of(h, GOOD, Tokens.SECRET)));
  }

  private static Stream<Arguments> claimsRefused() {
    String far = "\"exp\":" + (T + 60);
    Stream<String> bodies =
        Stream.of(
            claims("\"exp\":" + (T - 31)),
            claims("\"exp\":0"),
            claims("\"exp\":\"" + (T + 60) + "\""),
            claims("\"exp\":null"),
            claims("\"exp\":[1]"),
            claims(far + ",\"nbf\":" + (T + 31)),
            claims(far + ",\"nbf\":\"x\""),
            claims(far + ",\"iat\":" + (T + 31)),
            claims(far + ",\"iat\":true"),
            claims(far + ",\"exp\":1"),
            claims(far + ",\"role\":\"clens_owner\""),
            "{\"role\":\"authenticated\",\"iss\":\"us\",\"aud\":\"authenticated\"," + far + "}",
            "{\"role\":\"authenticated\",\"sub\":\"x\",\"aud\":\"authenticated\"," + far + "}",
            "{\"role\":\"authenticated\",\"sub\":\"x\",\"iss\":\"us\"," + far + "}",
            "{\"role\":\"authenticated\",\"sub\":\"x\",\"iss\":\"them\",\"aud\":\"authenticated\","
                + far
                + "}",
            "{\"role\":\"authenticated\",\"sub\":\"x\",\"iss\":\"us\",\"aud\":\"other\","
                + far
                + "}",
            "{\"role\":\"authenticated\",\"sub\":\"x\",\"iss\":\"us\",\"aud\":[\"other\"],"
                + far
                + "}",
            "{\"role\":\"authenticated\",\"sub\":\"x\",\"iss\":\"us\",\"aud\":7," + far + "}",
            "[]",
            "null",
            "\"x\"",
            "{");
    Stream<Arguments> roles =
        Stream.of("service_role", "clens_owner", "postgres", "authenticator")
            .map(r -> Arguments.of("role " + r, Tokens.of(GOOD.replaceFirst("authenticated", r))));
    return Stream.concat(bodies.map(c -> Arguments.of("claims " + c, Tokens.of(c))), roles);
  }

  private static byte[] b(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void refuses(String name, String token) {
    RestException e = catchThrowableOfType(RestException.class, () -> strict().verify(token));
    assertThat(e).as(name).isNotNull();
    ApiError error = e.error();
    assertThat(error.status()).isEqualTo(401);
    assertThat(error.code()).isIn("PGRST301", "PGRST303");
    assertThat(error.headers()).anyMatch(h -> h.name().equals("WWW-Authenticate"));
  }

  @Test
  void keepsTheSecretOfOneKindOfKeyFromSigningForAnother() {
    String publicKey = EC.toPublicJWK().toJSONString();
    String confused = Tokens.of("{\"alg\":\"HS256\",\"kid\":\"one\"}", GOOD, publicKey);
    assertThat(catchThrowableOfType(RestException.class, () -> strict().verify(confused)))
        .isNotNull();
    String foreign =
        signed(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("one").build(), GOOD, OTHER_EC);
    assertThat(catchThrowableOfType(RestException.class, () -> strict().verify(foreign)))
        .isNotNull();
  }

  @Test
  void forgetsVerifiedTokensWhenTheKeysChange() {
    TokenVerifier verifier = strict();
    String token = es(GOOD);
    assertThat(verifier.verify(token).role()).isEqualTo("authenticated");
    verifier.replaceKeys(List.of(JwtKey.of(OTHER_EC.toPublicJWK())));
    assertThat(catchThrowableOfType(RestException.class, () -> verifier.verify(token))).isNotNull();
  }

  @Test
  void aRememberedTokenStillExpires() {
    long[] now = {T};
    TokenVerifier verifier =
        new TokenVerifier(
            settings(JwtKey.of(EC.toPublicJWK())), () -> Instant.ofEpochSecond(now[0]));
    String token = es(GOOD);
    verifier.verify(token);
    now[0] = T + 91;
    RestException e = catchThrowableOfType(RestException.class, () -> verifier.verify(token));
    assertThat(e.error().message()).isEqualTo("JWT expired");
  }
}
