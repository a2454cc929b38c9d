package dev.connectedlenses.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.server.accounts.AccountServer.Answer;
import dev.connectedlenses.server.mail.Letter;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Letters with links and codes: what they open, once, and what strangers learn from asking. */
class LinksTest {

  private static final String VERIFIER = "v".repeat(64);

  static AccountServer server;
  static AccountServer confirming;

  @BeforeAll
  static void start() throws Exception {
    server = new AccountServer(10_000);
    confirming = new AccountServer(AccountServer.settings(10_000, true, java.util.List.of()));
  }

  @AfterAll
  static void stop() {
    server.close();
    confirming.close();
  }

  private static String tokenOf(Letter letter) {
    String query = URI.create(Letterbox.link(letter)).getQuery();
    return query.replaceAll(".*\\btoken=([^&]*).*", "$1");
  }

  private static Answer verify(String type, String token) throws Exception {
    return server.post("/auth/v1/verify", "{'type':'%s','token_hash':'%s'}".formatted(type, token));
  }

  @Test
  void aLostPasswordIsReplacedThroughTheMailbox() throws Exception {
    server.signUp("lost@example.org");
    Answer asked = server.post("/auth/v1/recover", "{'email':'Lost@example.org'}");
    assertThat(asked.status()).isEqualTo(200);
    assertThat(asked.body().isEmpty()).isTrue();
    Letter letter = server.letters.next("lost@example.org");
    assertThat(letter.subject()).isEqualTo("Set a new password");
    assertThat(Letterbox.link(letter)).startsWith(server.uri() + "/sign-in?token=");
    Answer session = verify("recovery", tokenOf(letter));
    assertThat(session.status()).isEqualTo(200);
    Answer changed =
        server.send(
            "PUT",
            "/auth/v1/user",
            "{\"password\":\"battery staple\"}",
            "Authorization",
            "Bearer " + session.text("access_token"));
    assertThat(changed.status()).isEqualTo(200);
    assertThat(server.signIn("lost@example.org", "battery staple").status()).isEqualTo(200);
    assertThat(verify("recovery", tokenOf(letter)).text("error_code")).isEqualTo("otp_expired");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/auth/v1/recover|{'email':'%s'}",
        "/auth/v1/otp|{'email':'%s','create_user':false}",
        "/auth/v1/resend|{'type':'signup','email':'%s'}"
      })
  void theAnswerForAStrangerIsTheSame(String path, String body) throws Exception {
    server.signUp("known@example.org");
    Answer known = server.post(path, body.formatted("known@example.org"));
    Answer unknown = server.post(path, body.formatted("unknown@example.org"));
    assertThat(unknown.status()).isEqualTo(known.status()).isEqualTo(200);
    assertThat(unknown.body()).isEqualTo(known.body());
    if (!path.endsWith("resend")) {
      server.letters.next("known@example.org");
    }
    server.post("/auth/v1/recover", "{'email':'known@example.org'}");
    assertThat(server.letters.next("known@example.org").subject()).isEqualTo("Set a new password");
  }

  @Test
  void aCodeSignsInLikeTheLinkBesideIt() throws Exception {
    server.signUp("code@example.org");
    server.post("/auth/v1/otp", "{'email':'code@example.org'}");
    Letter letter = server.letters.next("code@example.org");
    Answer session =
        server.post(
            "/auth/v1/verify",
            "{'type':'email','email':'code@example.org','token':'%s'}"
                .formatted(Letterbox.code(letter)));
    assertThat(session.status()).as(session.body().toString()).isEqualTo(200);
    assertThat(server.user(session.text("access_token")).status()).isEqualTo(200);
    assertThat(verify("magiclink", tokenOf(letter)).status()).isEqualTo(403);
  }

  @Test
  void aCodeIsWorthNothingAfterFiveWrongTries() throws Exception {
    server.signUp("guess@example.org");
    server.post("/auth/v1/otp", "{'email':'guess@example.org'}");
    String code = Letterbox.code(server.letters.next("guess@example.org"));
    String body = "{'type':'email','email':'guess@example.org','token':'%s'}";
    String wrong = code.equals("000000") ? "000001" : "000000";
    for (int i = 0; i < 5; i++) {
      assertThat(server.post("/auth/v1/verify", body.formatted(wrong)).status()).isEqualTo(403);
    }
    Answer late = server.post("/auth/v1/verify", body.formatted(code));
    assertThat(late.text("error_code")).isEqualTo("otp_expired");
  }

  @Test
  void aNewLetterMakesTheEarlierOneWorthless() throws Exception {
    server.signUp("again@example.org");
    server.post("/auth/v1/otp", "{'email':'again@example.org'}");
    Letter first = server.letters.next("again@example.org");
    server.post("/auth/v1/otp", "{'email':'again@example.org'}");
    Letter second = server.letters.next("again@example.org");
    assertThat(verify("magiclink", tokenOf(first)).status()).isEqualTo(403);
    assertThat(verify("magiclink", tokenOf(second)).status()).isEqualTo(200);
  }

  @Test
  void aNewcomerGetsAnAccountByTheLink() throws Exception {
    server.post("/auth/v1/magiclink", "{'email':'new@example.org','data':{'full_name':'New'}}");
    Answer session = verify("magiclink", tokenOf(server.letters.next("new@example.org")));
    assertThat(session.status()).isEqualTo(200);
    assertThat(session.body().path("user").path("user_metadata").path("full_name").asString())
        .isEqualTo("New");
    assertThat(session.body().path("user").has("email_confirmed_at")).isTrue();
  }

  @Test
  void aTokenOfOneKindIsNoTokenOfAnother() throws Exception {
    server.signUp("kind@example.org");
    server.post("/auth/v1/otp", "{'email':'kind@example.org'}");
    String token = tokenOf(server.letters.next("kind@example.org"));
    assertThat(verify("recovery", token).status()).isEqualTo(403);
    assertThat(verify("nonsense", token).status()).isEqualTo(400);
    assertThat(verify("magiclink", token).status()).isEqualTo(200);
  }

  @Test
  void aLinkThatLeadsToAListedSiteCarriesTheSessionBehindTheHash() throws Exception {
    server.signUp("site@example.org");
    String back = "https%3A%2F%2Fapp.example%2Fwelcome";
    server.post("/auth/v1/otp?redirect_to=" + back, "{'email':'site@example.org'}");
    URI link = URI.create(Letterbox.link(server.letters.next("site@example.org")));
    assertThat(link.getPath()).isEqualTo("/auth/v1/verify");
    String location = server.follow(link.getRawPath() + "?" + link.getRawQuery());
    assertThat(location)
        .startsWith("https://app.example/welcome#access_token=")
        .contains("refresh_token=", "token_type=bearer", "type=magiclink", "expires_in=900");
    String again = server.follow(link.getRawPath() + "?" + link.getRawQuery());
    assertThat(again).startsWith("https://app.example/welcome?error=access_denied");
    assertThat(again).contains("error_code=otp_expired");
  }

  @Test
  void aLinkWithAChallengeCarriesACodeForWhoeverAsked() throws Exception {
    server.signUp("pkce@example.org");
    server.post(
        "/auth/v1/recover?redirect_to=https%3A%2F%2Fapp.example%2Fcb%3Fx%3D1",
        "{'email':'pkce@example.org','code_challenge':'%s','code_challenge_method':'s256'}"
            .formatted(Flows.challengeOf(VERIFIER)));
    URI link = URI.create(Letterbox.link(server.letters.next("pkce@example.org")));
    String location = server.follow(link.getRawPath() + "?" + link.getRawQuery());
    assertThat(location).startsWith("https://app.example/cb?x=1&code=");
    String code = location.substring(location.indexOf("code=") + 5);
    String body = "{'auth_code':'%s','code_verifier':'%s'}";
    Answer session = server.post("/auth/v1/token?grant_type=pkce", body.formatted(code, VERIFIER));
    assertThat(session.status()).as(session.body().toString()).isEqualTo(200);
    assertThat(session.body().path("user").path("email").asString()).isEqualTo("pkce@example.org");
    Answer again = server.post("/auth/v1/token?grant_type=pkce", body.formatted(code, VERIFIER));
    assertThat(again.text("error_code")).isEqualTo("flow_state_not_found");
  }

  @Test
  void whoOverheardTheCodeLacksTheVerifier() throws Exception {
    server.signUp("overheard@example.org");
    server.post(
        "/auth/v1/otp?redirect_to=https%3A%2F%2Fapp.example%2Fcb",
        "{'email':'overheard@example.org','code_challenge':'%s','code_challenge_method':'s256'}"
            .formatted(Flows.challengeOf(VERIFIER)));
    URI link = URI.create(Letterbox.link(server.letters.next("overheard@example.org")));
    String location = server.follow(link.getRawPath() + "?" + link.getRawQuery());
    String code = location.substring(location.indexOf("code=") + 5);
    Answer wrong =
        server.post(
            "/auth/v1/token?grant_type=pkce",
            "{'auth_code':'%s','code_verifier':'%s'}".formatted(code, "w".repeat(64)));
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.text("error_code")).isEqualTo("bad_code_verifier");
  }

  @ParameterizedTest
  @CsvSource({
    "https://evil.example/,false",
    "https://app.example.evil.example/,false",
    "https://app.example@evil.example/,false",
    "//evil.example/,false",
    "javascript:alert(1),false",
    "https://app.example/x,true",
    "myapp://back,true",
    "myapp://back/x,false"
  })
  void linksLeadOnlyWhereTheOperatorAllows(String asked, boolean allowed) {
    assertThat(server.site.back(asked)).isEqualTo(allowed ? asked : server.uri().toString());
  }

  @Test
  void anAccountThatMustBeConfirmedSignsInOnlyAfterTheLink() throws Exception {
    Answer answer = confirming.signUp("confirm@example.org");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().has("access_token")).isFalse();
    assertThat(answer.body().has("confirmation_sent_at")).isTrue();
    Answer early = confirming.signIn("confirm@example.org", "correct horse");
    assertThat(early.text("error_code")).isEqualTo("email_not_confirmed");
    String first = tokenOf(confirming.letters.next("confirm@example.org"));
    confirming.post("/auth/v1/resend", "{'type':'signup','email':'confirm@example.org'}");
    String second = tokenOf(confirming.letters.next("confirm@example.org"));
    assertThat(second).isNotEqualTo(first);
    Answer session =
        confirming.post("/auth/v1/verify", "{'type':'signup','token_hash':'" + second + "'}");
    assertThat(session.status()).isEqualTo(200);
    assertThat(confirming.signIn("confirm@example.org", "correct horse").status()).isEqualTo(200);
  }

  @Test
  void aTakenAddressLooksLikeAFreeOneWhenAddressesAreConfirmed() throws Exception {
    Answer free = confirming.signUp("taken@example.org");
    confirming.letters.next("taken@example.org");
    Answer taken = confirming.signUp("taken@example.org");
    assertThat(taken.status()).isEqualTo(free.status());
    assertThat(taken.body().propertyNames())
        .containsExactlyInAnyOrderElementsOf(free.body().propertyNames());
    assertThat(taken.body().path("identities").path(0).propertyNames())
        .containsExactlyInAnyOrderElementsOf(
            free.body().path("identities").path(0).propertyNames());
    assertThat(confirming.letters.next("taken@example.org").subject())
        .isEqualTo("You have an account already");
  }

  @Test
  void anAddressChangesWhenTheNewOneIsProven() throws Exception {
    confirming.signUp("old@example.org");
    String link = tokenOf(confirming.letters.next("old@example.org"));
    String token =
        confirming
            .post("/auth/v1/verify", "{'type':'signup','token_hash':'" + link + "'}")
            .text("access_token");
    Answer asked =
        confirming.send(
            "PUT",
            "/auth/v1/user",
            "{\"email\":\"fresh@example.org\"}",
            "Authorization",
            "Bearer " + token);
    assertThat(asked.text("email")).isEqualTo("old@example.org");
    assertThat(asked.text("new_email")).isEqualTo("fresh@example.org");
    Letter letter = confirming.letters.next("fresh@example.org");
    Answer done =
        confirming.post(
            "/auth/v1/verify", "{'type':'email_change','token_hash':'" + tokenOf(letter) + "'}");
    assertThat(done.status()).as(done.body().toString()).isEqualTo(200);
    assertThat(done.body().path("user").path("email").asString()).isEqualTo("fresh@example.org");
    assertThat(done.body().path("user").has("new_email")).isFalse();
    assertThat(confirming.signIn("fresh@example.org", "correct horse").status()).isEqualTo(200);
  }

  @Test
  void anAddressOfSomebodyElseIsRefused() throws Exception {
    server.signUp("mine@example.org");
    String token = server.signUp("yours@example.org").text("access_token");
    Answer taken =
        server.send(
            "PUT",
            "/auth/v1/user",
            "{\"email\":\"mine@example.org\"}",
            "Authorization",
            "Bearer " + token);
    assertThat(taken.status()).isEqualTo(422);
    assertThat(taken.text("error_code")).isEqualTo("email_exists");
  }

  @Test
  void lettersToOneMailboxAreLimitedAndTheAnswerSaysHowLong() throws Exception {
    AccountSettings usual = AccountServer.settings(10_000);
    AccountSettings.Limits l = usual.limits();
    AccountSettings few =
        new AccountSettings(
            usual.issuer(),
            true,
            false,
            usual.redirects(),
            new AccountSettings.Limits(
                100, 1000, 2, 5, l.accessLife(), l.refreshLife(), l.sessionLife()),
            usual.keys(),
            null,
            usual.oidc());
    try (AccountServer strict = new AccountServer(few)) {
      for (int i = 0; i < 2; i++) {
        assertThat(strict.post("/auth/v1/recover", "{'email':'x@example.org'}").status())
            .isEqualTo(200);
      }
      Answer over = strict.post("/auth/v1/recover", "{'email':'x@example.org'}");
      assertThat(over.status()).isEqualTo(429);
      assertThat(over.headers().firstValueAsLong("retry-after").orElse(0)).isBetween(1L, 1801L);
      assertThat(strict.post("/auth/v1/recover", "{'email':'y@example.org'}").status())
          .isEqualTo(200);
    }
  }
}
