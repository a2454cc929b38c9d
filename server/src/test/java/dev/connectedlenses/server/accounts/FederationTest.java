package dev.connectedlenses.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.outbound.Secret;
import dev.connectedlenses.server.NodeProgram;
import dev.connectedlenses.server.accounts.AccountServer.Answer;
import dev.connectedlenses.server.oidc.Registration;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Signing in through a real OpenID provider (npm's oidc-provider) on loopback. */
class FederationTest {

  private static final String VERIFIER = "f".repeat(64);
  private static final Pattern FORM = Pattern.compile("action=\"([^\"]+)\"");

  static NodeProgram provider;
  static AccountServer server;

  @BeforeAll
  static void start() throws Exception {
    provider = NodeProgram.start(Map.of(), "oidc.mjs");
    URI issuer = URI.create(provider.line("issuer ").substring(7));
    server =
        new AccountServer(
            AccountServer.settings(
                10_000,
                false,
                List.of(
                    registration("corp", issuer, List.of()),
                    registration("strict", issuer, List.of("other.example")),
                    registration("gone", URI.create("http://127.0.0.1:1"), List.of()))));
  }

  @AfterAll
  static void stop() {
    server.close();
    provider.close();
  }

  private static Registration registration(String name, URI issuer, List<String> domains) {
    return new Registration(
        name,
        issuer,
        "lenses",
        Secret.of("a secret: with/odd+characters?"),
        List.of("openid", "email", "profile"),
        domains);
  }

  /** One browser: it keeps cookies and follows where it is led, by hand. */
  private static final class Browser implements AutoCloseable {

    private final HttpClient client =
        HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    HttpResponse<String> get(String address) throws Exception {
      return client.send(
          HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String address, String form) throws Exception {
      return client.send(
          HttpRequest.newBuilder(URI.create(address))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(BodyPublishers.ofString(form))
              .build(),
          BodyHandlers.ofString());
    }

    /** Follows to the first address that is not the provider's. */
    private String leave(HttpResponse<String> answer) throws Exception {
      HttpResponse<String> at = answer;
      while (at.statusCode() / 100 == 3) {
        String next = location(at);
        if (next.startsWith(server.uri().toString())) {
          return next;
        }
        at = get(next);
      }
      Matcher form = FORM.matcher(at.body());
      assertThat(form.find()).as(at.body()).isTrue();
      String prompt = at.body().contains("value=\"login\"") ? "login" : "consent";
      String target = at.uri().resolve(form.group(1)).toString();
      return leave(post(target, "prompt=" + prompt + "&login=" + person + "&password=x"));
    }

    private String person = "";

    /** Goes to the provider, signs in there, and returns the address to come back by. */
    String visit(String name, String query) throws Exception {
      person = name;
      return leave(get(server.uri() + "/auth/v1/authorize?" + query));
    }

    /** Goes there and back, and returns where the server leads to. */
    String signIn(String name, String query) throws Exception {
      return location(get(visit(name, query)));
    }

    private static String location(HttpResponse<String> answer) {
      return answer
          .headers()
          .firstValue("location")
          .map(to -> answer.uri().resolve(to).toString())
          .orElse(answer.statusCode() + " " + answer.body());
    }

    @Override
    public void close() {
      client.close();
    }
  }

  private static JsonNode session(String location) throws Exception {
    String page = server.uri() + "/sign-in?token=";
    assertThat(location).startsWith(page);
    String token = location.substring(page.length());
    Answer answer =
        server.post("/auth/v1/verify", "{'type':'magiclink','token_hash':'" + token + "'}");
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return answer.body();
  }

  @Test
  void aNewcomerGetsAnAccountAndIsKnownTheNextTime() throws Exception {
    try (Browser browser = new Browser();
        Browser other = new Browser()) {
      JsonNode user = session(browser.signIn("alice", "provider=corp")).path("user");
      assertThat(user.path("email").asString()).isEqualTo("alice@corp.example");
      assertThat(user.path("app_metadata").toString())
          .isEqualTo("{\"provider\":\"corp\",\"providers\":[\"corp\"]}");
      assertThat(user.path("user_metadata").path("name").asString()).isEqualTo("Alice A");
      assertThat(user.path("identities").path(0).path("provider").asString()).isEqualTo("corp");
      JsonNode again = session(other.signIn("alice", "provider=corp")).path("user");
      assertThat(again.path("id")).isEqualTo(user.path("id"));
      assertThat(again.path("identities").size()).isEqualTo(1);
    }
  }

  @Test
  void anotherSiteGetsACodeForItsVerifier() throws Exception {
    try (Browser browser = new Browser()) {
      String query =
          "provider=corp&redirect_to=https%%3A%%2F%%2Fapp.example%%2Fcb&code_challenge=%s&code_challenge_method=s256"
              .formatted(Flows.challengeOf(VERIFIER));
      String location = browser.signIn("bob", query);
      assertThat(location).startsWith("https://app.example/cb?code=");
      String code = location.substring(location.indexOf("code=") + 5);
      Answer session =
          server.post(
              "/auth/v1/token?grant_type=pkce",
              "{'auth_code':'%s','code_verifier':'%s'}".formatted(code, VERIFIER));
      assertThat(session.status()).as(session.body().toString()).isEqualTo(200);
      assertThat(session.body().path("user").path("email").asString())
          .isEqualTo("bob@corp.example");
    }
  }

  @Test
  void anotherSiteWithoutAChallengeGetsTheSessionBehindTheHash() throws Exception {
    try (Browser browser = new Browser()) {
      String location =
          browser.signIn("bob", "provider=corp&redirect_to=https%3A%2F%2Fapp.example%2Fcb");
      assertThat(location).startsWith("https://app.example/cb#access_token=");
    }
  }

  @Test
  void anAccountWhoseAddressNobodyProvedIsNotHandedOver() throws Exception {
    server.signUp("carol@corp.example");
    try (Browser browser = new Browser()) {
      String location = browser.signIn("carol", "provider=corp");
      assertThat(location)
          .startsWith(server.uri().toString())
          .contains("error=access_denied", "error_code=provider_email_needs_verification");
      prove("carol@corp.example");
      JsonNode user = session(browser.signIn("carol", "provider=corp")).path("user");
      assertThat(user.path("identities").size()).isEqualTo(2);
      assertThat(user.path("app_metadata").path("providers").toString())
          .isEqualTo("[\"email\",\"corp\"]");
      Answer byPassword = server.signIn("carol@corp.example", "correct horse");
      assertThat(byPassword.body().path("user").path("id")).isEqualTo(user.path("id"));
    }
  }

  private static void prove(String email) throws Exception {
    server.post("/auth/v1/otp", "{'email':'" + email + "'}");
    String code = Letterbox.code(server.letters.next(email));
    Answer proven =
        server.post(
            "/auth/v1/verify", "{'type':'email','email':'" + email + "','token':'" + code + "'}");
    assertThat(proven.status()).isEqualTo(200);
  }

  @Test
  void anAddressThatTheProviderDidNotVerifyIsNotEnough() throws Exception {
    try (Browser browser = new Browser()) {
      assertThat(browser.signIn("mallory", "provider=corp"))
          .contains("error_code=email_address_not_authorized");
    }
  }

  @Test
  void onlyTheListedDomainsMayCome() throws Exception {
    try (Browser browser = new Browser()) {
      assertThat(browser.signIn("alice", "provider=strict"))
          .contains("error_code=email_address_not_authorized");
    }
  }

  @Test
  void theBrowserThatReturnsMustBeTheOneThatLeft() throws Exception {
    try (Browser browser = new Browser();
        Browser victim = new Browser()) {
      String back = browser.visit("bob", "provider=corp");
      HttpResponse<String> foreign = victim.get(back);
      assertThat(foreign.statusCode()).isEqualTo(400);
      assertThat(foreign.body()).contains("bad_oauth_state");
      assertThat(Browser.location(browser.get(back))).contains("/sign-in?token=");
      assertThat(browser.get(back).body()).contains("bad_oauth_state");
    }
  }

  @Test
  void whoTurnsBackIsToldSo() throws Exception {
    try (Browser browser = new Browser()) {
      String back = browser.visit("bob", "provider=corp");
      String state = back.replaceAll(".*[?&]state=([^&]*).*", "$1");
      String location =
          Browser.location(
              browser.get(server.uri() + "/auth/v1/callback?error=access_denied&state=" + state));
      assertThat(location).contains("error=access_denied", "error_code=bad_oauth_callback");
    }
  }

  @Test
  void aCodeThatTheProviderDoesNotKnowIsRefused() throws Exception {
    try (Browser browser = new Browser()) {
      String back = browser.visit("bob", "provider=corp");
      String forged = back.replaceAll("code=[^&]*", "code=forged");
      assertThat(Browser.location(browser.get(forged))).contains("error_code=bad_oauth_callback");
    }
  }

  @Test
  void providersAreNamedAndUnknownOnesRefused() throws Exception {
    Answer settings = server.send("GET", "/auth/v1/settings", "");
    assertThat(settings.body().path("external").path("corp").asBoolean()).isTrue();
    for (String query : List.of("provider=nobody", "", "provider=gone")) {
      Answer answer = server.send("GET", "/auth/v1/authorize?" + query, "");
      assertThat(answer.status()).isEqualTo(400);
    }
    assertThat(
            server
                .post(
                    "/auth/v1/token?grant_type=id_token", "{'provider':'corp','id_token':'a.b.c'}")
                .text("error_code"))
        .isEqualTo("invalid_credentials");
  }
}
