package dev.connectedlenses.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connectedlenses.rest.Headers;
import dev.connectedlenses.rest.auth.VerifiedToken;
import dev.connectedlenses.server.accounts.AccountServer.Answer;
import dev.connectedlenses.server.http.Refusal;
import dev.connectedlenses.server.http.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** API tokens and keys: shown once, good for their scopes, at every door. */
class ApiTokensTest {

  static AccountServer server;
  static String session;

  @BeforeAll
  static void start() throws Exception {
    server = new AccountServer(10_000);
    session = server.signUp("scripts@example.org").text("access_token");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Answer as(String bearer, String method, String path, String body)
      throws Exception {
    return server.send(method, path, body.replace('\'', '"'), "Authorization", "Bearer " + bearer);
  }

  private static Answer make(String scopes) throws Exception {
    Answer made = as(session, "POST", "/v1/tokens", "{'name':'ci','scopes':" + scopes + "}");
    assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
    return made;
  }

  private static Request data(String method, String path, String... headers) {
    return new Request(
        "id",
        method,
        "/rest/v1" + path,
        null,
        Headers.of(headers),
        new byte[0],
        "",
        Map.of("*", path));
  }

  private static Headers through(String method, String path, String bearer) {
    return server
        .door
        .passports(name -> name.equals("fn_reads"), 6_000)
        .forDataApi(data(method, path, "Authorization", "Bearer " + bearer));
  }

  private static VerifiedToken shown(Headers headers) {
    String header = headers.first("Authorization");
    assertThat(header).startsWith("Bearer ");
    return server.door.verifier().verify(String.valueOf(header).substring(7));
  }

  @Test
  void aTokenIsShownOnceAndListedWithoutItsText() throws Exception {
    Answer made = make("['write','read']");
    assertThat(made.text("token")).startsWith("clens_").hasSize(6 + 43);
    assertThat(made.text("suffix")).isEqualTo(made.text("token").substring(45));
    assertThat(made.body().path("scopes").toString()).isEqualTo("[\"read\",\"write\"]");
    String list = as(session, "GET", "/v1/tokens", "").text("text");
    assertThat(list).contains(made.text("id")).doesNotContain(made.text("token"));
    String rows =
        server
            .database
            .admin()
            .withHandle(h ->
                h.createQuery("select string_agg(t::text, ' ') from auth.api_tokens t")
                    .mapTo(String.class)
                    .one());
    assertThat(rows).doesNotContain(made.text("token"));
  }

  @Test
  void aTokenIsItsAccountAtTheDoorsOfTheServer() throws Exception {
    String token = make("['write']").text("token");
    assertThat(as(token, "GET", "/auth/v1/user", "").text("email"))
        .isEqualTo("scripts@example.org");
    assertThat(as(token, "GET", "/v1/mine", "").status()).isEqualTo(200);
    assertThat(as(token, "POST", "/v1/mine", "").status()).isEqualTo(200);
    VerifiedToken inside = shown(through("POST", "/rpc/fn_x", token));
    assertThat(inside.role()).isEqualTo("authenticated");
    assertThat(inside.claims().path("email").asString()).isEqualTo("scripts@example.org");
    assertThat(inside.claims().path("scopes").toString()).isEqualTo("[\"write\"]");
  }

  @Test
  void aTokenIsGoodForSoManyRequestsAMinute() throws Exception {
    String token = make("['read']").text("token");
    String other = make("['read']").text("token");
    Passports passports = server.door.passports(name -> true, 3);
    Request request = data("GET", "/lenses", "Authorization", "Bearer " + token);
    for (int i = 0; i < 3; i++) {
      assertThat(shown(passports.forDataApi(request)).role()).isEqualTo("authenticated");
    }
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> passports.forDataApi(request));
    assertThat(refusal.response().status()).isEqualTo(429);
    String when = String.valueOf(refusal.response().headers().first("Retry-After"));
    assertThat(Integer.parseInt(when)).isBetween(1, 20);
    Request another = data("GET", "/lenses", "Authorization", "Bearer " + other);
    assertThat(shown(passports.forDataApi(another)).role()).isEqualTo("authenticated");
    Request own = data("GET", "/lenses", "Authorization", "Bearer " + session);
    assertThat(passports.forDataApi(own).first("Authorization")).isEqualTo("Bearer " + session);
  }

  @Test
  void aTokenThatOnlyReadsChangesNothing() throws Exception {
    String token = make("['read']").text("token");
    assertThat(as(token, "GET", "/v1/mine", "").status()).isEqualTo(200);
    Answer refused = as(token, "POST", "/v1/mine", "");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text("code")).isEqualTo("insufficient_scope");
    assertThat(shown(through("GET", "/lenses", token)).role()).isEqualTo("authenticated");
    for (String path : new String[] {"/lenses", "/rpc/fn_start_workflow_run"}) {
      Refusal refusal = catchThrowableOfType(Refusal.class, () -> through("POST", path, token));
      assertThat(refusal.response().status()).isEqualTo(403);
    }
  }

  @Test
  void aTokenThatOnlyReadsCallsFunctionsThatCannotWrite() throws Exception {
    String token = make("['read']").text("token");
    assertThat(shown(through("POST", "/rpc/fn_reads", token)).role()).isEqualTo("authenticated");
    for (String path :
        new String[] {
          "/rpc/fn_reads/",
          "/rpc/fn_reads/x",
          "/rpc//fn_reads",
          "/rpc/FN_READS",
          "/fn_reads",
          "/rpc",
          "/rpc/",
          "/rpc/fn_writes",
          ""
        }) {
      Refusal refusal = catchThrowableOfType(Refusal.class, () -> through("POST", path, token));
      assertThat(refusal.response().status()).as(path).isEqualTo(403);
    }
    Refusal changed = catchThrowableOfType(Refusal.class, () -> through("PATCH", "/lenses", token));
    assertThat(changed.response().status()).isEqualTo(403);
  }

  @Test
  void aTokenThatRunsStartsRunsAndChangesNothingElse() throws Exception {
    String token = make("['run']").text("token");
    assertThat(shown(through("POST", "/rpc/fn_start_workflow_run", token)).role())
        .isEqualTo("authenticated");
    Refusal refusal =
        catchThrowableOfType(
            Refusal.class, () -> through("POST", "/rpc/fn_delete_workflow", token));
    assertThat(refusal.response().status()).isEqualTo(403);
    assertThat(refusal.response().headers().first("WWW-Authenticate"))
        .contains("insufficient_scope");
  }

  @ParameterizedTest
  @CsvSource({
    "PUT,/auth/v1/user",
    "POST,/auth/v1/logout",
    "GET,/v1/tokens",
    "POST,/v1/tokens",
    "DELETE,/v1/tokens/00000000-0000-0000-0000-000000000001"
  })
  void noTokenChangesTheAccountOrMakesAnother(String method, String path) throws Exception {
    String token = make("['read','run','write']").text("token");
    Answer answer = as(token, method, path, "{'name':'x','scopes':['write']}");
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.text("code")).isEqualTo("insufficient_scope");
  }

  @Test
  void aRevokedTokenIsWorthNothing() throws Exception {
    Answer made = make("['read']");
    String token = made.text("token");
    assertThat(as(token, "GET", "/v1/mine", "").status()).isEqualTo(200);
    String path = "/v1/tokens/" + made.text("id");
    assertThat(as(session, "DELETE", path, "").status()).isEqualTo(204);
    assertThat(as(token, "GET", "/v1/mine", "").status()).isEqualTo(401);
    assertThat(as(session, "DELETE", path, "").status()).isEqualTo(404);
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> through("GET", "/lenses", token));
    assertThat(refusal.response().status()).isEqualTo(401);
  }

  @Test
  void somebodyElsesTokenIsNotThere() throws Exception {
    Answer made = make("['read']");
    String other = server.signUp("other@example.org").text("access_token");
    assertThat(as(other, "DELETE", "/v1/tokens/" + made.text("id"), "").status()).isEqualTo(404);
    assertThat(as(other, "GET", "/v1/tokens", "").text("text")).isEqualTo("[]");
  }

  @Test
  void whatWasLookedUpIsBelievedForASecondAndNotBeyondItsEnd() {
    Instant[] now = {Instant.now()};
    try (AccountDoor door = server.another(AccountServer.settings(10), () -> now[0])) {
      AuthDatabase tables = new AuthDatabase(server.database.database());
      java.security.SecureRandom random = new java.security.SecureRandom();
      Secrets secrets = new Secrets(random, new byte[32]);
      ApiTokens tokens =
          new ApiTokens(
              new ApiTokenStore(tables), secrets, new InsideTokens(random, "i"), () -> now[0]);
      ApiTokens.Made made =
          tokens
              .make(door.localOwner(), "short", java.util.List.of("read"), Duration.ofMinutes(10))
              .orElseThrow();
      assertThat(tokens.caller(made.text())).isPresent();
      server
          .database
          .admin()
          .useHandle(h ->
              h.createUpdate("update auth.api_tokens set revoked_at = now() where id = ?")
                  .bind(0, made.token().id())
                  .execute());
      assertThat(tokens.caller(made.text())).isPresent();
      now[0] = now[0].plusMillis(1001);
      assertThat(tokens.caller(made.text())).isEmpty();
      assertThat(tokens.insteadOf(made.text())).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'name':'','scopes':['read']}",
        "{'name':'x'}",
        "{'name':'x','scopes':[]}",
        "{'name':'x','scopes':['admin']}",
        "{'name':'x','scopes':'read'}",
        "{'name':'x','scopes':['read'],'days':0}",
        "{'name':'x','scopes':['read'],'days':367}",
        "{'name':'x','scopes':['read'],'days':'9'}",
        "[]"
      })
  void badWishesAreRefused(String body) throws Exception {
    Answer answer = as(session, "POST", "/v1/tokens", body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("hint")).isNotEmpty();
  }

  @Test
  void thePublishableKeyIsNobody() throws Exception {
    Headers headers = through("GET", "/", AccessKeys.PUBLISHABLE);
    assertThat(headers.first("Authorization")).isNull();
    assertThat(as(AccessKeys.PUBLISHABLE, "GET", "/v1/mine", "").status()).isEqualTo(401);
  }

  @Test
  void theServiceKeyIsTheServiceRoleInEitherHeader() {
    String key = server.door.serviceKey();
    assertThat(key).startsWith("sb_secret_");
    assertThat(shown(through("POST", "/lenses", key)).role()).isEqualTo("service_role");
    Headers headers =
        server
            .door
            .passports(name -> name.equals("fn_reads"), 6_000)
            .forDataApi(data("GET", "/lenses", "apikey", key, "X-A", "1"));
    assertThat(shown(headers).role()).isEqualTo("service_role");
    assertThat(headers.first("X-A")).isEqualTo("1");
  }

  @Test
  void aUsersTokenWinsOverTheServiceKeyBesideIt() {
    Headers headers =
        server
            .door
            .passports(name -> name.equals("fn_reads"), 6_000)
            .forDataApi(
                data(
                    "GET",
                    "/",
                    "Authorization",
                    "Bearer " + session,
                    "apikey",
                    server.door.serviceKey()));
    assertThat(shown(headers).role()).isEqualTo("authenticated");
  }

  @Test
  void whatIsNoKeyStaysAsItIs() {
    Headers headers =
        server
            .door
            .passports(name -> name.equals("fn_reads"), 6_000)
            .forDataApi(data("GET", "/", "apikey", "nonsense"));
    assertThat(headers.first("Authorization")).isNull();
    assertThat(through("GET", "/", "sb_secret_wrong").first("Authorization"))
        .isEqualTo("Bearer sb_secret_wrong");
  }
}
