package dev.connectedlenses.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectedlenses.database.StartRefusedException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings as they come from the environment: read, defaulted, or refused by name. */
final class EnvTest {
  private static final String KEY = "Jq3vX9tLw2Zr8Ny5Kd7Gf4Hs6Pb1Mc0Q";

  private static Env env(String value) {
    return new Env(Map.of("X", value));
  }

  private static final Env NONE = new Env(Map.of());

  @Test
  void blankIsLikeNotSet() {
    assertThat(NONE.text("X")).isNull();
    assertThat(env("  ").text("X")).isNull();
    assertThat(env("\t").text("X", "else")).isEqualTo("else");
    assertThat(env(" a b ").text("X")).isEqualTo("a b");
    assertThat(env(" ").secret("X")).isNull();
    assertThat(env("").list("X")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1s  | PT1S",
        "90s | PT90S",
        "15m | PT15M",
        "12h | PT12H",
        "7d | P7D",
        "365d | P365D",
        "999999s | PT999999S",
        "' 5m ' | PT5M"
      })
  void timesHaveAUnit(String text, Duration time) {
    assertThat(env(text).time("X", Duration.ZERO)).isEqualTo(time);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0s",
        "05m",
        "5",
        "m",
        "-5m",
        "5 m",
        "5M",
        "5w",
        "1.5h",
        "5m5s",
        "1000000s",
        "PT5M"
      })
  void whatIsNoTimeIsRefused(String text) {
    assertThatThrownBy(() -> env(text).time("X", Duration.ZERO))
        .isInstanceOf(StartRefusedException.class)
        .hasMessage("X has \"" + text + "\"; write a number with s, m, h or d, like 15m");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1.5", "1e3", "one", "2147483648", "1 000", "0x1"})
  void whatIsNoCountIsRefused(String text) {
    assertThatThrownBy(() -> env(text).count("X", 7))
        .hasMessage("X has \"" + text + "\"; write a whole number from 1");
  }

  @Test
  void countsAndFlagsHaveDefaults() {
    assertThat(NONE.count("X", 7)).isEqualTo(7);
    assertThat(env("+3").count("X", 7)).isEqualTo(3);
    assertThat(env("2147483647").count("X", 7)).isEqualTo(Integer.MAX_VALUE);
    assertThat(NONE.flag("X", true)).isTrue();
    assertThat(NONE.flag("X", false)).isFalse();
    assertThat(env("true").flag("X", false)).isTrue();
    assertThat(env(" false ").flag("X", true)).isFalse();
    assertThat(NONE.time("X", Duration.ofDays(1))).isEqualTo(Duration.ofDays(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRUE", "yes", "1", "on", "0", "wahr"})
  void whatIsNoFlagIsRefused(String text) {
    assertThatThrownBy(() -> env(text).flag("X", true))
        .hasMessage("X has \"" + text + "\"; write true or false");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"a,b | a;b", "a | a", "' a , b ,' | a;b", ",,a,, | a", "a b,c | a b;c"})
  void listsHaveCommasAndNoEmptyParts(String text, String parts) {
    assertThat(env(text).list("X")).isEqualTo(List.of(parts.split(";")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://lenses.example", "http://127.0.0.1:80/x?y", "http://[::1]"})
  void addressesHaveASchemeAndAHost(String text) {
    assertThat(env(text).url("X", List.of("http", "https"), "e")).isEqualTo(URI.create(text));
    assertThat(NONE.url("X", List.of("http"), "e")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lenses.example",
        "//lenses.example",
        "ftp://x",
        "HTTP://x",
        "http://",
        "http:///x",
        "http:x",
        "http://a b",
        "http://a_b",
        "::"
      })
  void whatIsNoAddressIsRefusedWithAnExample(String text) {
    assertThatThrownBy(() -> env(text).url("X", List.of("http", "https"), "https://one.example"))
        .isInstanceOf(StartRefusedException.class)
        .hasMessage("X has \"" + text + "\"; write one like https://one.example");
  }

  @Test
  void longSecretsAreTakenAndNeverShown() {
    assertThat(Objects.requireNonNull(env(KEY).longSecret("X"))).hasToString("[secret]");
    assertThat(NONE.longSecret("X")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"short", "Jq3vX9tLw2Zr8Ny5Kd7Gf4Hs6Pb1Mc0"})
  void shortSecretsAreRefusedWithoutSayingThem(String secret) {
    assertThatThrownBy(() -> env(secret).longSecret("X"))
        .hasMessage("X is too short; give at least 32 random characters");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "super-secret-jwt-token-with-at-least-32-characters-long",
        "CHANGEME-CHANGEME-CHANGEME-CHANGEME",
        "change this, change this, change this!",
        "your-secret-key-your-secret-key-yours",
        "0123456789abcdef0123456789abcdef",
        "abcdefghijklmnopqrstuvwxyz-abcdefgh",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "abababababababababababababababababab",
        "P.a.s.s.w.o.r.d-P.a.s.s.w.o.r.d-1234"
      })
  void examplesOfDocumentationAreRefusedWithoutSayingThem(String secret) {
    assertThatThrownBy(() -> env(secret).longSecret("X"))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageStartingWith("X can be guessed; give random characters")
        .hasMessageNotContaining(secret);
  }
}
