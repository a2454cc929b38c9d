package dev.connectedlenses.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import dev.connectedlenses.rest.error.RestException;
import dev.connectedlenses.server.accounts.AccountServer.Answer;
import dev.connectedlenses.server.vault.Envelope;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Forged, stale and strange access tokens, made with and without the real key: none is believed.
 */
class TokenVectorsTest {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String[] PLACES = {
    "../../etc/passwd", "' or '1'='1", "https://evil.example/jwks.json", "", "inside", "\u0000"
  };

  static AccountServer server;
  static String good;
  static ECKey key;

  @BeforeAll
  static void start() throws Exception {
    server = new AccountServer(100_000);
    good = server.signUp("vectors@example.org").text("access_token");
    key =
        new SigningKeys(
                new KeyStore(new AuthDatabase(server.database.database())),
                new Envelope(server.master, RANDOM),
                RANDOM,
                Instant::now,
                Duration.ofMinutes(15))
            .ring()
            .signing();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static ObjectNode claims() {
    String payload = new Base64URL(good.split("\\.", -1)[1]).decodeToString();
    return (ObjectNode) JsonMapper.shared().readTree(payload);
  }

  private static JWSHeader.Builder header() {
    return new JWSHeader.Builder(JWSAlgorithm.ES256).type(JOSEObjectType.JWT).keyID(key.getKeyID());
  }

  private static String signed(JWSHeader header, String payload, ECKey by) throws JOSEException {
    JWSObject token = new JWSObject(header, new Payload(payload));
    token.sign(new ECDSASigner(by));
    return token.serialize();
  }

  private static String with(String name, @Nullable Object value) throws JOSEException {
    ObjectNode claims = claims();
    claims.set(name, JsonMapper.shared().valueToTree(value));
    return signed(header().build(), claims.toString(), key);
  }

  private static String without(String name) throws JOSEException {
    ObjectNode claims = claims();
    claims.remove(name);
    return signed(header().build(), claims.toString(), key);
  }

  private static String encode(String json) {
    return Base64URL.encode(json.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static Map<String, String> wrongClaims() throws JOSEException {
    long now = Instant.now().getEpochSecond();
    Map<String, String> vectors = new LinkedHashMap<>();
    for (String name : List.of("exp", "iat", "sub", "aud", "iss", "session_id")) {
      vectors.put("without " + name, without(name));
      vectors.put("null " + name, with(name, null));
    }
    vectors.put("expired", with("exp", now - 31));
    vectors.put("expired long ago", with("exp", 0));
    vectors.put("exp as text", with("exp", "" + (now + 900)));
    vectors.put("exp as list", with("exp", List.of(now + 900)));
    vectors.put("issued tomorrow", with("iat", now + 86_400));
    vectors.put("not yet", with("nbf", now + 600));
    vectors.put("nbf as text", with("nbf", "x"));
    for (Object audience : List.of("other", List.of("other"), Map.of("a", 1), 5, "")) {
      vectors.put("audience " + audience, with("aud", audience));
    }
    for (Object issuer : List.of("https://evil.example", AccountServer.ISSUER + "/", "", 5)) {
      vectors.put("issuer " + issuer, with("iss", issuer));
    }
    List<String> roles =
        List.of(
            "service_role",
            "clens_owner",
            "authenticator",
            "gateway_auth",
            "engine_worker",
            "engine_scheduler",
            "maintenance",
            "postgres",
            "pg_read_all_data",
            "Authenticated",
            "authenticated ",
            "none",
            "anon\u0000",
            "public",
            "");
    for (String role : roles) {
      vectors.put("role " + role, with("role", role));
    }
    vectors.put("roles", with("role", List.of("authenticated", "service_role")));
    vectors.put("role inside", with("role", Map.of("role", "authenticated")));
    for (Object subject : List.of("nobody", "", "00000000-0000-0000-0000-00000000000", 5)) {
      vectors.put("subject " + subject, with("sub", subject));
    }
    return vectors;
  }

  private static Map<String, String> wrongHeaders() throws Exception {
    String payload = claims().toString();
    ECKey other = new ECKeyGenerator(Curve.P_256).keyID(key.getKeyID()).generate();
    Map<String, String> vectors = new LinkedHashMap<>();
    vectors.put("another key of this name", signed(header().build(), payload, other));
    vectors.put(
        "the key in the header", signed(header().jwk(other.toPublicJWK()).build(), payload, other));
    vectors.put(
        "the key at an address",
        signed(header().jwkURL(URI.create("https://evil.example/k")).build(), payload, other));
    vectors.put(
        "a certificate at an address",
        signed(header().x509CertURL(URI.create("https://evil.example/c")).build(), payload, other));
    vectors.put(
        "critical",
        signed(
            header().criticalParams(Set.of("b64x")).customParam("b64x", true).build(),
            payload,
            key));
    for (String kid : PLACES) {
      vectors.put("kid " + kid, signed(header().keyID(kid).build(), payload, other));
    }
    for (byte[] secret :
        List.of(
            key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8),
            key.toECPublicKey().getEncoded(),
            new byte[32])) {
      for (String kid : List.of(key.getKeyID(), "inside")) {
        JWSObject shared =
            new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(kid).build(), new Payload(payload));
        shared.sign(new MACSigner(secret));
        vectors.put("shared secret " + kid + " " + secret.length, shared.serialize());
      }
    }
    for (String none : List.of("none", "None", "NONE", "nOnE", "")) {
      String header = encode("{\"alg\":\"" + none + "\",\"typ\":\"JWT\"}");
      vectors.put("alg " + none, header + "." + encode(payload) + ".");
      vectors.put("alg " + none + ", signed", header + "." + encode(payload) + ".AAAA");
    }
    for (String alg : List.of("RS256", "PS256", "ES384", "ES512", "EdDSA", "HS512", "x")) {
      String header = encode("{\"alg\":\"%s\",\"kid\":\"%s\"}".formatted(alg, key.getKeyID()));
      String[] parts = good.split("\\.", -1);
      vectors.put("called " + alg, header + "." + parts[1] + "." + parts[2]);
    }
    return vectors;
  }

  private static Map<String, String> wrongForms() {
    String[] p = good.split("\\.", -1);
    Map<String, String> vectors = new LinkedHashMap<>();
    vectors.put("signature stripped", p[0] + "." + p[1] + ".");
    vectors.put("signature gone", p[0] + "." + p[1]);
    vectors.put("signature of zeros", p[0] + "." + p[1] + "." + encode("\0".repeat(64)));
    vectors.put("signature twice", good + "." + p[2]);
    vectors.put("signature cut", good.substring(0, good.length() - 4));
    vectors.put("signature padded", good + "==");
    vectors.put("plain base64", good.replace('-', '+').replace('_', '/') + "+");
    vectors.put("blank inside", p[0] + "." + p[1] + ". " + p[2]);
    vectors.put("comma", p[0] + "." + p[1] + "," + p[2]);
    vectors.put("payload of another", p[0] + "." + encode("{\"sub\":\"x\"}") + "." + p[2]);
    vectors.put("payload no JSON", p[0] + "." + encode("nonsense") + "." + p[2]);
    vectors.put("header no JSON", encode("nonsense") + "." + p[1] + "." + p[2]);
    vectors.put("header twice", encode("{\"alg\":\"ES256\",\"alg\":\"none\"}") + "." + p[1] + ".x");
    vectors.put("parts swapped", p[1] + "." + p[0] + "." + p[2]);
    vectors.put("only dots", "..");
    vectors.put("many dots", ".".repeat(500));
    vectors.put("five parts", "a.b.c.d.e");
    vectors.put("a word", "null");
    vectors.put("too long", good + "A".repeat(13_000));
    for (int i = 0; i < 100; i++) {
      StringBuilder flipped = new StringBuilder(good);
      int at = i * good.length() / 100;
      flipped.setCharAt(at, flipped.charAt(at) == 'A' ? 'B' : 'A');
      vectors.put("letter " + at, flipped.toString());
    }
    return vectors;
  }

  @Test
  void theTokenThatTheOthersAreMadeOfIsBelieved() throws Exception {
    for (String token : List.of(good, with("aud", List.of("authenticated")))) {
      Answer answer = server.user(token);
      // the answer says the same to everybody, so the reason is asked for inside
      assertThat(answer.status())
          .as(() -> answer.body() + " " + verdict(token) + " at " + Instant.now() + " " + token)
          .isEqualTo(200);
    }
  }

  private static String verdict(String token) {
    try {
      return "verified: " + server.door.verifier().verify(token).claims();
    } catch (RestException e) {
      return "refused: " + e.error();
    }
  }

  @Test
  void noneOfTheOthersIsAndAllAreToldTheSame() throws Exception {
    Map<String, String> vectors = new LinkedHashMap<>(wrongClaims());
    vectors.putAll(wrongHeaders());
    vectors.putAll(wrongForms());
    assertThat(vectors).hasSizeGreaterThanOrEqualTo(150);
    List<String> bodies = new ArrayList<>();
    for (Map.Entry<String, String> vector : vectors.entrySet()) {
      Answer answer = server.user(vector.getValue());
      assertThat(answer.status()).as(vector.getKey()).isEqualTo(403);
      bodies.add(answer.body().toString());
    }
    assertThat(bodies.stream().distinct())
        .containsExactly(
            "{\"code\":403,\"error_code\":\"bad_jwt\",\"msg\":\"invalid JWT: unable to verify the token\"}");
  }

  @Test
  void aTokenWithADuplicateClaimIsNotBelieved() throws Exception {
    String payload = claims().toString();
    String twice = payload.substring(0, payload.length() - 1) + ",\"role\":\"service_role\"}";
    assertThat(server.user(signed(header().build(), twice, key)).status()).isEqualTo(403);
  }
}
