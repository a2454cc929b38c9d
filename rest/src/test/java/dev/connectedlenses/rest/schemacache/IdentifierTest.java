package dev.connectedlenses.rest.schemacache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.testkit.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names of the catalogs as they are written into statements. */
final class IdentifierTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "id,\"id\",'id'",
        "Title,\"Title\",'Title'",
        "a b,\"a b\",'a b'",
        "a\"b,\"a\"\"b\",'a\"b'",
        "it's,\"it's\",'it''s'",
        "\";drop table x,\"\"\";drop table x\",'\";drop table x'"
      })
  void quotesAreDoubled(String name, String quoted, String literal) {
    assertThat(new Identifier(name).quoted()).isEqualTo(quoted);
    assertThat(new Identifier(name).literal()).isEqualTo(literal);
  }

  @Test
  void aBackslashMakesAnEscapedConstantSetApartFromWhatStandsBefore() {
    assertThat(new Identifier("a\\b").literal()).isEqualTo(" E'a\\\\b'");
    assertThat(new Identifier("\\'").literal()).isEqualTo(" E'\\\\'''");
  }

  @Test
  void noNameGetsOutOfItsQuotes() {
    Property.forAll(
        0x1DE47L,
        1_000,
        random -> {
          StringBuilder name = new StringBuilder();
          int length = random.nextInt(1, 12);
          for (int i = 0; i < length; i++) {
            name.append("ab\"'\\ ;-".charAt(random.nextInt(8)));
          }
          return name.toString();
        },
        name -> {
          String quoted = new Identifier(name).quoted();
          String inside = quoted.substring(1, quoted.length() - 1);
          assertThat(inside.replace("\"\"", "")).doesNotContain("\"");
          assertThat(inside.replace("\"\"", "\"")).isEqualTo(name);
          String literal = new Identifier(name).literal().strip();
          boolean escaped = literal.startsWith("E");
          String text = literal.substring(escaped ? 2 : 1, literal.length() - 1);
          assertThat(escaped).isEqualTo(name.contains("\\"));
          assertThat(text.replace("''", "")).doesNotContain("'");
          String plain = text.replace("''", "'");
          assertThat(escaped ? plain.replace("\\\\", "\\") : plain).isEqualTo(name);
        });
  }

  @Test
  void namesAreEqualByTheirTexts() {
    assertThat(new Identifier("a")).isEqualTo(new Identifier("a")).hasToString("a");
    assertThat(new Identifier("a")).isNotEqualTo(new Identifier("A"));
    assertThat(new Identifier("a").hashCode()).isEqualTo(new Identifier("a").hashCode());
  }
}
