package dev.connectedlenses.providers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.testkit.Property;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokens counted where nobody else did. */
final class TokenEstimateTest {
  @ParameterizedTest
  @CsvSource({"'',0", "a,1", "abcd,1", "abcde,2", "𝄞𝄞𝄞𝄞,1", "𝄞𝄞𝄞𝄞𝄞,2"})
  void fourCharactersAreAToken(String text, long tokens) {
    assertThat(TokenEstimate.of(text)).isEqualTo(tokens);
  }

  @Test
  void everyMessageHasAFrame() {
    assertThat(TokenEstimate.of(List.of())).isZero();
    assertThat(TokenEstimate.of(List.of(ChatMessage.user(""), ChatMessage.user("abcde"))))
        .isEqualTo(4 + 4 + 2);
  }

  /** A text and how much of it may be said. */
  private record Case(String text, long tokens) {
    static Case next(RandomGenerator random) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(60);
      for (int i = 0; i < length; i++) {
        text.append(List.of("a", "bc", " ", "ü", "𝄞", "\n").get(random.nextInt(6)));
      }
      return new Case(text.toString(), random.nextInt(20));
    }
  }

  @Test
  void aTextIsCutWithinItsTokensAndNeverInACharacter() {
    Property.forAll(
        0x70CE4L,
        2_000,
        Case::next,
        c -> {
          String cut = TokenEstimate.cut(c.text(), c.tokens());
          assertThat(c.text()).startsWith(cut);
          assertThat(TokenEstimate.of(cut)).isLessThanOrEqualTo(c.tokens());
          if (TokenEstimate.of(c.text()) <= c.tokens()) {
            assertThat(cut).isEqualTo(c.text());
          }
          if (!cut.isEmpty()) {
            assertThat(Character.isHighSurrogate(cut.charAt(cut.length() - 1))).isFalse();
          }
        });
  }

  @Test
  void itIsCutAtAWordWhereThereIsOne() {
    assertThat(TokenEstimate.cut("herons nest in March", 3)).isEqualTo("herons nest");
    assertThat(TokenEstimate.cut("heronsnestinmarch", 2)).isEqualTo("heronsne");
    assertThat(TokenEstimate.cut("herons", 0)).isEmpty();
  }
}
