package dev.connectedlenses.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import dev.connectedlenses.server.accounts.AccountServer.Answer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signing up, in and out as supabase-js does it. */
class AccountRoutesTest {

  static AccountServer server;

  @BeforeAll
  static void start() throws Exception {
    server = new AccountServer(10_000);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void signingUpGivesASessionAndTheProfileIsThere() throws Exception {
    Answer answer =
        server.post(
            "/auth/v1/signup",
            "{'email':' Ada@Example.org ','password':'correct horse','data':{'full_name':'Ada L'}}");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().propertyNames())
        .containsExactlyInAnyOrder(
            "access_token", "token_type", "expires_in", "expires_at", "refresh_token", "user");
    assertThat(answer.body().path("expires_in").asInt()).isEqualTo(900);
    var user = answer.body().path("user");
    assertThat(user.path("email").asString()).isEqualTo("ada@example.org");
    assertThat(user.path("user_metadata").path("full_name").asString()).isEqualTo("Ada L");
    assertThat(user.path("app_metadata").path("provider").asString()).isEqualTo("email");
    assertThat(user.path("identities").size()).isEqualTo(1);
    String profile =
        server
            .database
            .admin()
            .withHandle(h ->
                h.createQuery("select display_name from lensers.profiles where user_id = ?")
                    .bind(0, UUID.fromString(user.path("id").asString()))
                    .mapTo(String.class)
                    .one());
    assertThat(profile).isEqualTo("Ada L");
  }

  @Test
  void theAccessTokenCarriesTheClaimsThatClientsRead() throws Exception {
    Answer answer = server.signUp("claims@example.org");
    Map<String, Object> claims =
        SignedJWT.parse(answer.text("access_token")).getJWTClaimsSet().getClaims();
    assertThat(claims.keySet())
        .containsExactlyInAnyOrder(
            "iss",
            "sub",
            "aud",
            "exp",
            "iat",
            "email",
            "phone",
            "app_metadata",
            "user_metadata",
            "role",
            "aal",
            "amr",
            "session_id",
            "is_anonymous");
    assertThat(claims)
        .containsEntry("aud", List.of("authenticated"))
        .containsEntry("role", "authenticated")
        .containsEntry("aal", "aal1")
        .containsEntry("iss", AccountServer.ISSUER)
        .containsEntry("sub", answer.body().path("user").path("id").asString());
  }

  @Test
  void anAddressIsTakenOnceInBothFormsOfTheError() throws Exception {
    server.signUp("twice@example.org");
    String body = "{\"email\":\"TWICE@example.org\",\"password\":\"correct horse\"}";
    Answer old = server.send("POST", "/auth/v1/signup", body);
    assertThat(old.status()).isEqualTo(422);
    assertThat(old.body().toString())
        .isEqualTo(
            "{\"code\":422,\"error_code\":\"user_already_exists\",\"msg\":\"User already registered\"}");
    assertThat(old.headers().firstValue("x-sb-error-code")).hasValue("user_already_exists");
    Answer now =
        server.send("POST", "/auth/v1/signup", body, "X-Supabase-Api-Version", "2024-01-01");
    assertThat(now.body().toString())
        .isEqualTo("{\"code\":\"user_already_exists\",\"message\":\"User already registered\"}");
    assertThat(now.headers().firstValue("x-supabase-api-version")).hasValue("2024-01-01");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'email':'weak@example.org','password':'short'}|422|weak_password",
        "{'email':'no-address','password':'correct horse'}|400|validation_failed",
        "{'email':'a@b\u0000c','password':'correct horse'}|400|bad_json",
        "{'email':5,'password':'correct horse'}|400|validation_failed",
        "{'email':'x@example.org'}|400|validation_failed",
        "{'email':'x@example.org','email':'y@example.org','password':'correct horse'}|400|bad_json",
        "[]|400|bad_json",
        "{|400|bad_json"
      })
  void badSignUpsAreRefused(String body, int status, String code) throws Exception {
    Answer answer = server.post("/auth/v1/signup", body);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.text("error_code")).isEqualTo(code);
  }

  @Test
  void aWeakPasswordSaysWhy() throws Exception {
    Answer answer = server.post("/auth/v1/signup", "{'email':'w@example.org','password':'short'}");
    assertThat(answer.body().path("weak_password").path("reasons").toString())
        .isEqualTo("[\"length\"]");
  }

  /** At every door where a password is chosen. */
  @Test
  void aPasswordThatAttackersTryFirstIsRefused() throws Exception {
    Answer answer =
        server.post("/auth/v1/signup", "{'email':'w@example.org','password':'Password123'}");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text("error_code")).isEqualTo("weak_password");
    assertThat(answer.body().path("weak_password").path("reasons").toString())
        .isEqualTo("[\"pwned\"]");
    String token = server.signUp("common@example.org").text("access_token");
    assertThat(put(token, "{'password':'qwertyuiop'}").text("error_code"))
        .isEqualTo("weak_password");
    assertThat(server.signIn("common@example.org", "correct horse").status()).isEqualTo(200);
  }

  @Test
  void aWrongPasswordAndAnUnknownAccountLookTheSame() throws Exception {
    server.signUp("known@example.org");
    Answer wrong = server.signIn("known@example.org", "battery staple");
    Answer unknown = server.signIn("unknown@example.org", "battery staple");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.text("error_code")).isEqualTo("invalid_credentials");
    assertThat(unknown.body()).isEqualTo(wrong.body());
    assertThat(server.signIn("known@example.org", "correct horse").status()).isEqualTo(200);
  }

  @Test
  void theUserCanBeReadAndChanged() throws Exception {
    Answer session = server.signUp("change@example.org");
    String token = session.text("access_token");
    assertThat(server.user(token).text("email")).isEqualTo("change@example.org");
    Answer changed = put(token, "{'data':{'theme':'dark'}}");
    assertThat(changed.body().path("user_metadata").path("theme").asString()).isEqualTo("dark");
    assertThat(put(token, "{'password':'correct horse'}").text("error_code"))
        .isEqualTo("same_password");
    assertThat(put(token, "{'password':'short'}").text("error_code")).isEqualTo("weak_password");
  }

  @Test
  void aNewPasswordEndsTheOtherSessions() throws Exception {
    server.signUp("newpass@example.org");
    Answer here = server.signIn("newpass@example.org", "correct horse");
    Answer there = server.signIn("newpass@example.org", "correct horse");
    assertThat(put(here.text("access_token"), "{'password':'battery staple'}").status())
        .isEqualTo(200);
    assertThat(server.signIn("newpass@example.org", "battery staple").status()).isEqualTo(200);
    assertThat(server.signIn("newpass@example.org", "correct horse").status()).isEqualTo(400);
    assertThat(server.refresh(there.text("refresh_token")).status()).isEqualTo(400);
    assertThat(server.refresh(here.text("refresh_token")).status()).isEqualTo(200);
  }

  private static Answer put(String token, String body) throws Exception {
    return server.send(
        "PUT", "/auth/v1/user", body.replace('\'', '"'), "Authorization", "Bearer " + token);
  }

  @ParameterizedTest
  @CsvSource({"local,403,200", "others,200,403", "global,403,403", "'',403,403"})
  void signingOutEndsTheSessionsOfItsScope(String scope, int here, int there) throws Exception {
    String email = "out" + scope + "@example.org";
    server.signUp(email);
    String mine = server.signIn(email, "correct horse").text("access_token");
    String other = server.signIn(email, "correct horse").text("access_token");
    String query = scope.isEmpty() ? "" : "?scope=" + scope;
    Answer out =
        server.send("POST", "/auth/v1/logout" + query, "", "Authorization", "Bearer " + mine);
    assertThat(out.status()).isEqualTo(204);
    assertThat(server.user(mine).status()).isEqualTo(here);
    assertThat(server.user(other).status()).isEqualTo(there);
  }

  @Test
  void withoutAGoodTokenThereIsNoUser() throws Exception {
    Answer none = server.send("GET", "/auth/v1/user", "");
    assertThat(none.status()).isEqualTo(401);
    assertThat(none.text("error_code")).isEqualTo("no_authorization");
    Answer bad = server.user("a.b.c");
    assertThat(bad.status()).isEqualTo(403);
    assertThat(bad.text("error_code")).isEqualTo("bad_jwt");
    Answer api = server.send("GET", "/v1/mine", "", "Authorization", "Bearer a.b.c");
    assertThat(api.status()).isEqualTo(401);
    assertThat(api.headers().firstValue("www-authenticate")).isPresent();
  }

  @Test
  void keysArePublishedWithoutTheirPrivatePart() throws Exception {
    Answer answer = server.send("GET", "/auth/v1/.well-known/jwks.json", "");
    assertThat(answer.headers().firstValue("cache-control")).hasValue("public, max-age=600");
    var key = answer.body().path("keys").path(0);
    assertThat(key.path("alg").asString()).isEqualTo("ES256");
    assertThat(key.has("d")).isFalse();
    assertThat(key.has("kid")).isTrue();
  }

  @Test
  void settingsSayThatMailIsNotConfirmed() throws Exception {
    Answer answer = server.send("GET", "/auth/v1/settings", "");
    assertThat(answer.body().path("mailer_autoconfirm").asBoolean()).isTrue();
    assertThat(answer.body().path("external").path("email").asBoolean()).isTrue();
  }

  @Test
  void anotherGrantTypeIsNamedAsTheMistake() throws Exception {
    Answer answer = server.post("/auth/v1/token?grant_type=magic", "{}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("msg")).contains("grant_type");
  }

  @Test
  void anAccountIsThrottledAndAnotherIsNot() throws Exception {
    try (AccountServer strict = new AccountServer(3)) {
      strict.signUp("throttled@example.org");
      strict.signUp("free@example.org");
      for (int i = 0; i < 3; i++) {
        assertThat(strict.signIn("throttled@example.org", "wrong").status()).isEqualTo(400);
      }
      Answer over = strict.signIn("throttled@example.org", "correct horse");
      assertThat(over.status()).isEqualTo(429);
      assertThat(over.text("error_code")).isEqualTo("over_request_rate_limit");
      assertThat(strict.signIn("free@example.org", "correct horse").status()).isEqualTo(200);
    }
  }
}
