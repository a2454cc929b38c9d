package dev.connectedlenses.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Where a sign-in may lead back to; a wrong answer here gives tokens to strangers. */
final class SiteTest {
  private static final URI OWN = URI.create("https://lenses.example");
  private static final Site SITE =
      new Site(
          OWN,
          List.of("https://app.example/callback", "https://other.example/*", "myapp://signed-in"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://lenses.example",
        "https://lenses.example/runs/7?x=y#z",
        "https://app.example/callback",
        "https://other.example/",
        "https://other.example/any/where?x=1",
        "myapp://signed-in"
      })
  void ownPagesAndListedOnesAreAllowed(String address) {
    assertThat(SITE.back(address)).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/runs",
        "//lenses.example/runs",
        "http://lenses.example/",
        "https://lenses.example:8443/",
        "https://lenses.example.evil.example/",
        "https://evil.example/?https://lenses.example",
        "https://lenses.example@evil.example/",
        "https://user@lenses.example/",
        "https://user:password@other.example/x",
        "https://lenses.example\\@evil.example/",
        "https://other.example\\.evil.example/",
        "https://other.example.evil.example/",
        "https://app.example/callback/more",
        "https://app.example/callback?x=1",
        "https://app.example/",
        "javascript:alert(1)",
        "data:text/html,x",
        "https://lenses.example/a b",
        "https://lenses.example/\nx",
        "https:lenses.example",
        "myapp://signed-in-elsewhere",
        "HTTPS://evil.example"
      })
  void everythingElseLeadsToTheOwnPage(String address) {
    assertThat(SITE.back(address)).isEqualTo("https://lenses.example");
  }

  @Test
  void whoeverAsksForNothingOrForTooMuchGetsTheOwnPage() {
    assertThat(SITE.back(null)).isEqualTo("https://lenses.example");
    String own = "https://lenses.example/";
    assertThat(SITE.back(own + "x".repeat(2000 - own.length()))).hasSize(2000);
    assertThat(SITE.back(own + "x".repeat(2001 - own.length())))
        .isEqualTo("https://lenses.example");
  }

  @Test
  void theAddressIsTheConfiguredOneElseWhereItListens() {
    Site site = new Site(null, List.of());
    assertThatThrownBy(site::url).isInstanceOf(NullPointerException.class);
    site.listensAt(URI.create("http://127.0.0.1:8080"));
    site.listensAt(URI.create("http://127.0.0.1:9090"));
    assertThat(site.auth("verify?x=y")).isEqualTo("http://127.0.0.1:8080/auth/v1/verify?x=y");
    Site configured = new Site(OWN, List.of());
    configured.listensAt(URI.create("http://127.0.0.1:8080"));
    assertThat(configured.signIn("a+b/c="))
        .isEqualTo("https://lenses.example/sign-in?token=a%2Bb%2Fc%3D");
  }

  @ParameterizedTest
  @CsvSource({
    "https://a.example,           https://a.example?code=x%2By",
    "https://a.example/,          https://a.example/?code=x%2By",
    "https://a.example/?q=1,      https://a.example/?q=1&code=x%2By",
    "https://a.example/?q=1#hash, https://a.example/?q=1&code=x%2By",
    "https://a.example/#a?b,      https://a.example/?code=x%2By"
  })
  void codesAreAddedToWhatIsThere(String back, String address) {
    assertThat(Returns.withCode(back, "x+y")).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://a.example/p?q=1", "https://a.example/p?q=1#old"})
  void sessionsTravelBehindTheHash(String back) {
    Grant grant =
        new Grant(
            "a.b-c",
            Instant.ofEpochSecond(1_900_000_000),
            900,
            "r/t",
            JsonMapper.shared().createObjectNode());
    assertThat(Returns.implicit(back, grant, "magiclink"))
        .isEqualTo(
            "https://a.example/p?q=1#access_token=a.b-c&expires_at=1900000000&expires_in=900&refresh_token=r%2Ft&token_type=bearer&type=magiclink");
  }

  @Test
  void refusalsAreToldInBothPlaces() {
    String told =
        "error=access_denied&error_code=bad_oauth_callback&error_description=No+%26+never";
    assertThat(
            Returns.refused(
                "https://a.example/", AuthError.BAD_OAUTH_CALLBACK.refuse("No & never")))
        .isEqualTo("https://a.example/?" + told + "#" + told);
  }
}
