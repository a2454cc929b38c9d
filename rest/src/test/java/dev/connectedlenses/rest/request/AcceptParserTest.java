package dev.connectedlenses.rest.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.rest.Headers;
import dev.connectedlenses.rest.Headers.Header;
import dev.connectedlenses.testkit.Property;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the client wants to read, the best first. */
final class AcceptParserTest {

  private static List<String> wanted(String header) {
    return AcceptParser.parse(Headers.of("Accept", header)).stream().map(MediaType::text).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json | application/json",
        "APPLICATION/JSON | application/json",
        "application/json; charset=utf-8 | application/json",
        "*/* | */*",
        "text/csv | text/csv",
        "application/vnd.pgrst.object+json | application/vnd.pgrst.object+json",
        "application/vnd.pgrst.object | application/vnd.pgrst.object+json",
        "application/vnd.pgrst.object+json;nulls=stripped | application/vnd.pgrst.object+json;nulls=stripped",
        "application/vnd.pgrst.array+json | application/json",
        "application/vnd.pgrst.array+json; nulls=stripped | application/vnd.pgrst.array+json;nulls=stripped",
        "application/vnd.pgrst.array+json;nulls=kept | application/json",
        "application/openapi+json | application/openapi+json",
        "application/vnd.oai.openapi+json | application/vnd.oai.openapi+json;version=3.1",
        "application/geo+json | application/geo+json",
        "unknown/unknown | unknown/unknown",
        "nonsense | nonsense",
      })
  void types(String header, String text) {
    assertThat(wanted(header)).containsExactly(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a/a, b/b | a/a b/b",
        "a/a;q=0.5, b/b | b/b a/a",
        "a/a;q=0.5, b/b;q=0.7, c/c;q=0.7 | b/b c/c a/a",
        "a/a;q=x, b/b;q=0.9 | a/a b/b",
        "a/a;q=\"0.1\", b/b;q=0.2 | b/b a/a",
        " , a/a, | a/a",
      })
  void qualities(String header, String order) {
    assertThat(wanted(header)).containsExactly(order.split(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "application/vnd.pgrst.plan ~ false ~ application/json ~ ''",
        "application/vnd.pgrst.plan+text ~ false ~ application/json ~ ''",
        "application/vnd.pgrst.plan+json ~ true ~ application/json ~ ''",
        "application/vnd.pgrst.plan+json; for=\"text/csv\" ~ true ~ text/csv ~ ''",
        "application/vnd.pgrst.plan; options=analyze|verbose ~ false ~ application/json ~ analyze|verbose",
        "application/vnd.pgrst.plan; options=drop|wal ~ false ~ application/json ~ wal",
      })
  void plans(String header, boolean json, String of, String options) {
    List<String> known = options.isEmpty() ? List.of() : List.of(options.split("\\|"));
    assertThat(AcceptParser.type(header)).isEqualTo(new MediaType.Plan(json, of, known));
  }

  @Test
  void severalHeadersAreOneList() {
    Headers headers =
        new Headers(List.of(new Header("Accept", "a/a;q=0.1"), new Header("accept", "b/b")));
    assertThat(AcceptParser.parse(headers))
        .extracting(MediaType::text)
        .containsExactly("b/b", "a/a");
  }

  @Test
  void noHeaderOrAnEmptyOneIsAnything() {
    assertThat(AcceptParser.parse(Headers.NONE)).containsExactly(new MediaType.Any());
    assertThat(AcceptParser.parse(Headers.of("Accept", " , ")))
        .containsExactly(new MediaType.Any());
  }

  @Test
  void whateverIsSentIsSomeList() {
    Property.forAll(
        3,
        5_000,
        random -> {
          StringBuilder text = new StringBuilder();
          for (int i = random.nextInt(20); i > 0; i--) {
            text.append("aq/*+,;=\". 01|".charAt(random.nextInt(14)));
          }
          return text.toString();
        },
        header -> assertThat(AcceptParser.parse(Headers.of("Accept", header))).isNotEmpty());
  }
}
