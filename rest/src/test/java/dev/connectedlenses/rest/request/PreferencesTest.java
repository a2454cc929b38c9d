package dev.connectedlenses.rest.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.rest.Headers;
import dev.connectedlenses.rest.Headers.Header;
import dev.connectedlenses.rest.error.ApiError;
import dev.connectedlenses.rest.request.Preferences.Count;
import dev.connectedlenses.rest.request.Preferences.Missing;
import dev.connectedlenses.rest.request.Preferences.Resolution;
import dev.connectedlenses.rest.request.Preferences.Returning;
import dev.connectedlenses.rest.request.Preferences.TxEnd;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code Prefer} says, and what is made of words that mean nothing. */
final class PreferencesTest {

  private static final Set<String> ZONES = Set.of("UTC", "Europe/Berlin");

  private static Preferences parse(String header) {
    return Preferences.parse(Headers.of("Prefer", header), ZONES, false);
  }

  @Test
  void everyKind() {
    Preferences all =
        parse(
            "return=representation,resolution=merge-duplicates, count=exact,missing=default,"
                + "handling=strict,max-affected=10,timezone=Europe/Berlin, tx=rollback");
    assertThat(all)
        .isEqualTo(
            new Preferences(
                Returning.REPRESENTATION,
                Resolution.MERGE,
                Count.EXACT,
                Missing.DEFAULT,
                true,
                false,
                10,
                "Europe/Berlin",
                TxEnd.ROLLBACK,
                false));
  }

  @Test
  void nothingIsPreferred() {
    Preferences none =
        new Preferences(null, null, null, null, false, false, null, null, null, false);
    assertThat(Preferences.parse(Headers.NONE, ZONES, false)).isEqualTo(none);
    assertThat(parse("")).isEqualTo(none);
    assertThat(parse(" , ,")).isEqualTo(none);
  }

  @ParameterizedTest
  @CsvSource({"minimal,MINIMAL", "headers-only,HEADERS_ONLY", "representation,REPRESENTATION"})
  void returns(String word, Returning returning) {
    assertThat(parse("return=" + word).returning()).isEqualTo(returning);
  }

  @ParameterizedTest
  @CsvSource({"exact,EXACT", "planned,PLANNED", "estimated,ESTIMATED"})
  void counts(String word, Count count) {
    assertThat(parse("count=" + word).count()).isEqualTo(count);
  }

  @Test
  void theFirstOfAKindWins() {
    assertThat(parse("count=planned, count=exact").count()).isEqualTo(Count.PLANNED);
    Headers two =
        new Headers(
            List.of(new Header("Prefer", "tx=commit"), new Header("prefer", "tx=rollback")));
    assertThat(Preferences.parse(two, ZONES, false).tx()).isEqualTo(TxEnd.COMMIT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "return=everything",
        "count",
        "count=",
        "foo=bar",
        "Return=minimal",
        "timezone=Mars/Base",
        "max-affected=-1",
        "max-affected=x",
        "max-affected=1234567890",
        "tx=maybe",
        "handling=kind",
        "page=cursor",
        "resolution=merge"
      })
  void whatIsNotKnownCountsOnlyForTheStrict(String preference) {
    assertThat(parse(preference)).isEqualTo(parse(""));
    ApiError error = Refusals.of(() -> parse("handling=strict, " + preference));
    assertThat(error.status()).isEqualTo(400);
    assertThat(error.code()).isEqualTo("PGRST122");
    assertThat(Refusals.details(error)).isEqualTo("Invalid preferences: " + preference);
  }

  @Test
  void allThatIsNotKnownIsNamed() {
    assertThat(Refusals.details(Refusals.of(() -> parse("a=b, handling=strict, c, count=exact"))))
        .isEqualTo("Invalid preferences: a=b, c");
  }

  @Test
  void aLimitOfChangesHoldsForTheStrictOnly() {
    assertThat(parse("max-affected=5").maxAffected()).isNull();
    assertThat(parse("handling=lenient,max-affected=5").maxAffected()).isNull();
    assertThat(parse("handling=strict,max-affected=5").maxAffected()).isEqualTo(5);
    assertThat(parse("handling=strict,max-affected=0").maxAffected()).isZero();
  }

  @Test
  void cursorsWhereTheyAreOffered() {
    assertThat(Preferences.parse(Headers.of("Prefer", "page=cursor"), ZONES, true).cursor())
        .isTrue();
    assertThat(Preferences.parse(Headers.of("Prefer", "page=next"), ZONES, true).cursor())
        .isFalse();
  }
}
