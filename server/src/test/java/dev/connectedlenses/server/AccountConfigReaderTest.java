package dev.connectedlenses.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectedlenses.database.StartRefusedException;
import dev.connectedlenses.server.accounts.AccountSettings;
import dev.connectedlenses.server.mail.SmtpAccount;
import dev.connectedlenses.server.oidc.Registration;
import dev.connectedlenses.testkit.Property;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the server is reached and how accounts behave, from the environment. */
final class AccountConfigReaderTest {

  private static Config read(Map<String, String> env) {
    return new ConfigReader(env, Path.of("/home/ada"), false).read(ConfigReader.Flags.NONE);
  }

  /** What key generators give is never taken for an example. */
  @Test
  void randomKeysAreTaken() {
    Property.forAll(
        9,
        2_000,
        random -> {
          byte[] key = new byte[random.nextBoolean() ? 16 : 32];
          random.nextBytes(key);
          return random.nextBoolean()
              ? HexFormat.of().formatHex(key)
              : Base64.getEncoder().encodeToString(key) + "-x";
        },
        key -> assertThat(Env.guessable(key)).isFalse());
  }

  @Test
  void withoutAnySettingTheServerIsLocalAndOpen() {
    Config config = read(Map.of());
    assertThat(config.reach()).isEqualTo(Reach.DEFAULTS);
    assertThat(config.accounts()).isEqualTo(AccountSettings.DEFAULTS);
    assertThat(config.reach().secure()).isFalse();
    assertThat(config.accounts().issuer()).isEqualTo("http://localhost/auth/v1");
  }

  @Test
  void reachIsReadFromTheEnvironment() {
    Reach reach =
        read(Map.of(
                "CLENS_HOSTS", "lenses.internal, [fd00::1]",
                "CLENS_ORIGINS", "https://app.example,http://localhost:5173",
                "CLENS_PUBLIC_URL", "https://lenses.example",
                "CLENS_TRUSTED_PROXIES", "10.0.0.1,::1"))
            .reach();
    assertThat(reach.names()).containsExactly("lenses.internal", "[fd00::1]", "lenses.example");
    assertThat(reach.origins()).containsExactly("https://app.example", "http://localhost:5173");
    assertThat(reach.proxies()).containsExactlyInAnyOrder("10.0.0.1", "::1");
    assertThat(reach.secure()).isTrue();
  }

  @Test
  void accountsAreReadFromTheEnvironment() {
    AccountSettings accounts =
        read(Map.ofEntries(
                Map.entry("CLENS_PUBLIC_URL", "https://lenses.example"),
                Map.entry("CLENS_SIGN_UP", "false"),
                Map.entry("CLENS_CONFIRM_EMAIL", "true"),
                Map.entry("CLENS_REDIRECTS", "https://app.example/*"),
                Map.entry("CLENS_SIGN_INS_PER_MINUTE", "3"),
                Map.entry("CLENS_AUTH_REQUESTS_PER_MINUTE", "30"),
                Map.entry("CLENS_MAILS_PER_HOUR", "4"),
                Map.entry("CLENS_SESSIONS_PER_ACCOUNT", "5"),
                Map.entry("CLENS_ACCESS_TOKEN_LIFE", "300s"),
                Map.entry("CLENS_SESSION_IDLE", "12h"),
                Map.entry("CLENS_SESSION_LIFE", "7d"),
                Map.entry("CLENS_KEY_ROTATION", "30d")))
            .accounts();
    assertThat(accounts.issuer()).isEqualTo("https://lenses.example/auth/v1");
    assertThat(accounts.signUp()).isFalse();
    assertThat(accounts.confirmEmail()).isTrue();
    assertThat(accounts.redirects()).containsExactly("https://app.example/*");
    assertThat(accounts.limits())
        .isEqualTo(
            new AccountSettings.Limits(
                3, 30, 4, 5, Duration.ofMinutes(5), Duration.ofHours(12), Duration.ofDays(7)));
    assertThat(accounts.keys().rotation()).isEqualTo(Duration.ofDays(30));
  }

  @Test
  void anIssuerOfOnesOwnStays() {
    Map<String, String> env =
        Map.of("CLENS_PUBLIC_URL", "https://lenses.example", "CLENS_ISSUER", "https://old.example");
    assertThat(read(env).accounts().issuer()).isEqualTo("https://old.example");
  }

  @Test
  void theMailServerIsReadAndItsPasswordIsNotShown() {
    SmtpAccount smtp =
        read(Map.of(
                "CLENS_SMTP", "smtps://mail.example:465",
                "CLENS_SMTP_USER", "post",
                "CLENS_SMTP_PASSWORD", "hidden words"))
            .accounts()
            .smtp();
    SmtpAccount found = Objects.requireNonNull(smtp);
    assertThat(found.url()).isEqualTo(URI.create("smtps://mail.example:465"));
    assertThat(found.from()).contains("mail.example");
    assertThat(found.toString()).doesNotContain("hidden words");
  }

  @Test
  void openIdProvidersAreReadByName() {
    Map<String, String> env = new HashMap<>();
    env.put("CLENS_OIDC", "google=https://accounts.google.com,my-corp=https://idp.corp/realm");
    env.put("CLENS_OIDC_GOOGLE_CLIENT_ID", "g1");
    env.put("CLENS_OIDC_MY_CORP_CLIENT_ID", "c1");
    env.put("CLENS_OIDC_MY_CORP_CLIENT_SECRET", "s1");
    env.put("CLENS_OIDC_MY_CORP_SCOPES", "openid,email");
    env.put("CLENS_OIDC_MY_CORP_DOMAINS", "corp.example");
    AccountSettings accounts = read(env).accounts();
    assertThat(accounts.oidc()).extracting(Registration::name).containsExactly("google", "my-corp");
    assertThat(accounts.oidc().getFirst().scopes()).containsExactly("openid", "email", "profile");
    assertThat(accounts.oidc().getFirst().clientSecret()).isNull();
    assertThat(accounts.oidc().getLast().issuer()).isEqualTo(URI.create("https://idp.corp/realm"));
    assertThat(accounts.oidc().getLast().clientSecret()).isNotNull().hasToString("[secret]");
    assertThat(accounts.oidc().getLast().domains()).containsExactly("corp.example");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CLENS_HOSTS|http://x|without scheme and port",
        "CLENS_ORIGINS|https://app.example/path|write origins like",
        "CLENS_PUBLIC_URL|lenses.example|write one like https://",
        "CLENS_SIGN_UP|yes|write true or false",
        "CLENS_SIGN_INS_PER_MINUTE|0|write a whole number from 1",
        "CLENS_MAILS_PER_HOUR|many|write a whole number from 1",
        "CLENS_ACCESS_TOKEN_LIFE|15|like 15m",
        "CLENS_MASTER_KEY|short|at least 32",
        "CLENS_SERVICE_KEY|short|at least 32",
        "CLENS_SERVICE_KEY|super-secret-jwt-token-with-at-least-32-characters-long|openssl rand",
        "CLENS_MASTER_KEY|changeme changeme changeme changeme|openssl rand",
        "CLENS_MASTER_KEY|Change-Me!Change-Me!Change-Me!Change-Me!|openssl rand",
        "CLENS_MASTER_KEY|aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa|can be guessed",
        "CLENS_MASTER_KEY|abcabcabcabcabcabcabcabcabcabcabcabc|can be guessed",
        "CLENS_SERVICE_KEY|0123456789abcdef0123456789abcdef|can be guessed",
        "CLENS_SMTP|mail.example|smtp://",
        "CLENS_SMTP|smtp://u:p@mail.example:25|CLENS_SMTP_PASSWORD",
        "CLENS_OIDC|https://idp.example|write name=issuer",
        "CLENS_OIDC|email=https://idp.example|write name=issuer",
        "CLENS_OIDC|corp=idp.example|write one like",
        "CLENS_OIDC|corp=https://idp.example|CLENS_OIDC_CORP_CLIENT_ID"
      })
  void wrongValuesAreNamedWithTheRemedy(String name, String value, String remedy) {
    assertThatThrownBy(() -> read(Map.of(name, value)))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining(name)
        .hasMessageContaining(remedy);
  }
}
