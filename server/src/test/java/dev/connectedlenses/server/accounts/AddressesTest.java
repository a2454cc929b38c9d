package dev.connectedlenses.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an account may be called and how it may be locked. */
final class AddressesTest {
  @ParameterizedTest
  @CsvSource({
    "ada@example.com,ada@example.com",
    "' Ada@Example.COM ',ada@example.com",
    "a+b.c_d@sub.example.co,a+b.c_d@sub.example.co",
    "ada@localhost,ada@localhost",
    "grüße@beispiel.de,grüße@beispiel.de",
    "o'neil@example.com,o'neil@example.com"
  })
  void addressesAreKeptInOneForm(String given, String kept) {
    assertThat(Addresses.email(given)).isEqualTo(kept);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "ada",
        "@example.com",
        "ada@",
        "a@b@c",
        "a b@example.com",
        "a@exa mple.com",
        "a,b@example.com",
        "a@b,c@d",
        "<a@b>",
        "a@b>",
        "\"a\"@b",
        "a\\@b",
        "a@b\r\nBcc: c@d",
        "a@b\nc",
        "a\u0000@b",
        "a;b@c",
        "a:b@c",
        "(a)@b",
        "[a]@b"
      })
  void whatIsNoAddressIsRefused(String given) {
    assertThatThrownBy(() -> Addresses.email(given))
        .isInstanceOfSatisfying(
            AuthError.Refused.class,
            e -> assertThat(e.error()).isEqualTo(AuthError.VALIDATION_FAILED))
        .hasMessage("Unable to validate email address: invalid format");
  }

  @Test
  void addressesHaveLimits() {
    String longest = "a".repeat(64) + "@" + "b".repeat(189);
    assertThat(Addresses.email(longest)).isEqualTo(longest);
    assertThatThrownBy(() -> Addresses.email("a" + longest)).isInstanceOf(AuthError.Refused.class);
    assertThatThrownBy(() -> Addresses.email(longest + "b")).isInstanceOf(AuthError.Refused.class);
  }

  @Test
  void lengthIsCountedInCharactersThatPeopleType() {
    assertThatCode(() -> Addresses.checkStrength("12345678")).doesNotThrowAnyException();
    assertThatCode(() -> Addresses.checkStrength("𝄞".repeat(8))).doesNotThrowAnyException();
    assertThatCode(() -> Addresses.checkStrength("x".repeat(256))).doesNotThrowAnyException();
    assertThatThrownBy(() -> Addresses.checkStrength("𝄞".repeat(7)))
        .isInstanceOfSatisfying(
            AuthError.Refused.class,
            e -> {
              assertThat(e.error()).isEqualTo(AuthError.WEAK_PASSWORD);
              assertThat(String.valueOf(e.more())).contains("\"reasons\":[\"length\"]");
            });
    assertThatThrownBy(() -> Addresses.checkStrength("x".repeat(257)))
        .hasMessage("Password cannot be longer than 256 characters");
  }
}
