package dev.connectedlenses.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.server.accounts.AccountServer.Answer;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Accounts in the hands of a back end with the service key. */
class AdminRoutesTest {

  private static final String USERS = "/auth/v1/admin/users";

  static AccountServer server;

  @BeforeAll
  static void start() throws Exception {
    server = new AccountServer(10_000);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Answer ask(String method, String path, String body) throws Exception {
    return server.send(
        method,
        path,
        body.replace('\'', '"'),
        "Authorization",
        "Bearer " + server.door.serviceKey());
  }

  private static String made(String email, String more) throws Exception {
    Answer answer = ask("POST", USERS, "{'email':'" + email + "'" + more + "}");
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return answer.text("id");
  }

  @Test
  void anAccountIsMadeConfirmedAndSignsIn() throws Exception {
    String id =
        made(
            "made@example.org",
            ",'password':'correct horse','email_confirm':true,'user_metadata':{'a':1},'app_metadata':{'plan':'x'}");
    Answer user = ask("GET", USERS + "/" + id, "");
    assertThat(user.body().path("user_metadata").path("a").asInt()).isEqualTo(1);
    assertThat(user.body().path("app_metadata").path("plan").asString()).isEqualTo("x");
    assertThat(user.body().path("app_metadata").path("provider").asString()).isEqualTo("email");
    assertThat(server.signIn("made@example.org", "correct horse").status()).isEqualTo(200);
  }

  @Test
  void anAccountThatIsNotConfirmedWaits() throws Exception {
    made("waits@example.org", ",'password':'correct horse'");
    assertThat(server.signIn("waits@example.org", "correct horse").text("error_code"))
        .isEqualTo("email_not_confirmed");
    assertThat(ask("POST", USERS, "{'email':'waits@example.org'}").text("error_code"))
        .isEqualTo("email_exists");
  }

  @Test
  void changesAreMadeAndANewPasswordEndsTheSessions() throws Exception {
    String id = made("change2@example.org", ",'password':'correct horse','email_confirm':true");
    Answer session = server.signIn("change2@example.org", "correct horse");
    Answer changed =
        ask(
            "PUT",
            USERS + "/" + id,
            "{'email':'changed2@example.org','password':'battery staple'}");
    assertThat(changed.text("email")).isEqualTo("changed2@example.org");
    assertThat(server.refresh(session.text("refresh_token")).status()).isEqualTo(400);
    assertThat(server.signIn("changed2@example.org", "battery staple").status()).isEqualTo(200);
    made("there@example.org", "");
    assertThat(ask("PUT", USERS + "/" + id, "{'email':'there@example.org'}").text("error_code"))
        .isEqualTo("email_exists");
  }

  @Test
  void aBannedAccountIsOutAndComesBack() throws Exception {
    String id = made("ban@example.org", ",'password':'correct horse','email_confirm':true");
    Answer session = server.signIn("ban@example.org", "correct horse");
    assertThat(ask("PUT", USERS + "/" + id, "{'ban_duration':'24h'}").status()).isEqualTo(200);
    assertThat(server.signIn("ban@example.org", "correct horse").text("error_code"))
        .isEqualTo("user_banned");
    assertThat(server.user(session.text("access_token")).status()).isEqualTo(403);
    ask("PUT", USERS + "/" + id, "{'ban_duration':'none'}");
    assertThat(server.signIn("ban@example.org", "correct horse").status()).isEqualTo(200);
  }

  @Test
  void aPageOfAccountsSaysHowManyThereAre() throws Exception {
    for (int i = 0; i < 3; i++) {
      made("page" + i + "@example.org", "");
    }
    Answer page = ask("GET", USERS + "?page=1&per_page=2", "");
    assertThat(page.body().path("users").size()).isEqualTo(2);
    long total = page.headers().firstValueAsLong("x-total-count").orElse(0);
    assertThat(total).isGreaterThanOrEqualTo(3);
    assertThat(page.headers().firstValue("link").orElse(""))
        .contains("page=2&per_page=2>; rel=\"next\"", "rel=\"last\"");
    Answer beyond = ask("GET", USERS + "?page=999&per_page=2", "");
    assertThat(beyond.body().path("users").size()).isZero();
    assertThat(beyond.headers().firstValueAsLong("x-total-count").orElse(0)).isEqualTo(total);
  }

  @ParameterizedTest
  @CsvSource({"{},hard@example.org", "{'should_soft_delete':true},soft@example.org"})
  void anAccountThatIsRemovedIsGoneAndItsAddressIsFree(String body, String email) throws Exception {
    String id = made(email, ",'password':'correct horse','email_confirm':true");
    Answer session = server.signIn(email, "correct horse");
    assertThat(ask("DELETE", USERS + "/" + id, body).status()).isEqualTo(200);
    assertThat(ask("GET", USERS + "/" + id, "").status()).isEqualTo(404);
    assertThat(server.signIn(email, "correct horse").text("error_code"))
        .isEqualTo("invalid_credentials");
    assertThat(server.user(session.text("access_token")).status()).isEqualTo(403);
    assertThat(ask("DELETE", USERS + "/" + id, body).text("error_code"))
        .isEqualTo("user_not_found");
    made(email, "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST||{'email':'nonsense'}|400",
        "POST||{'email':'w@example.org','password':'short'}|422",
        "POST||{}|400",
        "GET|?page=0||400",
        "GET|?per_page=5000||400",
        "GET|/nonsense||404",
        "PUT|/00000000-0000-0000-0000-00000000000a|{}|404",
        "PUT|/00000000-0000-0000-0000-00000000000a|{'ban_duration':'long'}|400"
      })
  void badWishesAreRefused(String method, String rest, String body, int status) throws Exception {
    Answer answer = ask(method, USERS + (rest == null ? "" : rest), body == null ? "" : body);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
  }

  @Test
  void onlyTheServiceKeyOpensTheDoor() throws Exception {
    String user = server.signUp("nobody@example.org").text("access_token");
    assertThat(server.send("GET", USERS, "").text("error_code")).isEqualTo("no_authorization");
    for (String bearer : new String[] {user, "a.b.c", "sb_secret_guess"}) {
      Answer answer = server.send("GET", USERS, "", "Authorization", "Bearer " + bearer);
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.text("error_code")).isEqualTo("not_admin");
    }
    assertThat(server.send("GET", USERS, "", "apikey", server.door.serviceKey()).status())
        .isEqualTo(200);
    assertThat(ask("GET", USERS + "/" + UUID.randomUUID(), "").status()).isEqualTo(404);
  }

  @Test
  void keysAreReplacedOnRequest() throws Exception {
    Answer before = server.send("GET", "/auth/v1/.well-known/jwks.json", "");
    assertThat(ask("POST", "/auth/v1/admin/keys/rotate", "").status()).isEqualTo(204);
    Answer after = server.send("GET", "/auth/v1/.well-known/jwks.json", "");
    assertThat(after.body().path("keys").size()).isEqualTo(before.body().path("keys").size() + 1);
  }
}
