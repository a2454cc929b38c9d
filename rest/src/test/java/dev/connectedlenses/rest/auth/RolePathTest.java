package dev.connectedlenses.rest.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where in the claims of a token the role stands. */
final class RolePathTest {

  private static final JsonNode CLAIMS =
      JsonMapper.shared()
          .readTree(
              """
              {
                "role": "plain", "number": 7, "empty": null,
                "my key": {"role": "inside"}, "a.b": "dotted", "quo\\"te": "quoted",
                "app": {"roles": ["first", "second", "third"], "mixed": [1, "word", null]},
                "https://example.org/role": "named by an address"
              }
              """);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        ".role | plain",
        "$.role | plain",
        ".\"role\" | plain",
        ".\"my key\".role | inside",
        ".\"a.b\" | dotted",
        ".\"quo\\\"te\" | quoted",
        "['my key'].role | inside",
        "$['my key']['role'] | inside",
        ".app.roles[0] | first",
        ".app.roles[2] | third",
        ".\"https://example.org/role\" | named by an address",
        ".app.roles[?(@ == \"second\")] | second",
        ".app.roles[?(@ != \"first\")] | second",
        ".app.roles[?(@ ^== \"th\")] | third",
        ".app.roles[?(@ ==^ \"nd\")] | second",
        ".app.roles[?(@ *== \"ir\")] | first",
        ".app.mixed[?(@ != \"x\")] | word"
      })
  void finds(String path, String role) {
    assertThat(RolePath.parse(path).read(CLAIMS)).isEqualTo(role);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".nothing",
        ".role.deeper",
        ".app",
        ".app.roles",
        ".app.roles[3]",
        ".number",
        ".empty",
        ".app.roles.first",
        ".role[0]",
        ".app.mixed[0]",
        ".app.roles[?(@ == \"fourth\")]",
        ".role[?(@ == \"plain\")]",
        "$"
      })
  void isNotThere(String path) {
    assertThat(RolePath.parse(path).read(CLAIMS)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "role",
        ".",
        "..role",
        ".role.",
        ".app.roles[",
        ".app.roles[x]",
        ".app.roles[-1]",
        ".app.roles[99999999999]",
        ".app.roles[?(@ = \"x\")]",
        ".app.roles[?(@ == x)]",
        ".\"open",
        ".role role"
      })
  void isNoPath(String path) {
    assertThatThrownBy(() -> RolePath.parse(path)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void namesTheWholePathThatItCannotRead() {
    assertThatThrownBy(() -> RolePath.parse(".app.roles[x]"))
        .hasMessage("failed to parse role-claim-key value (.app.roles[x])");
  }
}
