package dev.connectedlenses.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.rest.sql.PrintedStatements;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Nothing a client writes, wherever it writes it, shows up in the text of a statement. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class NoInjectionTest {

  private static final String MARK = "zq7marker";
  private static final List<String> NASTY =
      List.of(
          "'; drop table x; --",
          "\"",
          "\\",
          "$1",
          "?",
          "/*",
          ") or 1=1",
          "%27",
          "::text",
          "->>'a'",
          "\u0000",
          "ü");

  private final Fixture fixture = Fixture.conformance();

  @AfterAll
  void close() {
    fixture.close();
  }

  private static List<String> places() {
    return List.of(
        "select=@:id",
        "select=id,\"@\":name",
        "select=metadata->\"@\"",
        "select=metadata->>@,id",
        "select=id,@:providers(name)",
        "select=@:providers(\"@\":name)",
        "select=...providers(@:name)",
        "select=id::@",
        "select=@",
        "select=@(*)",
        "select=providers!@(name)",
        "name=eq.@",
        "name=in.(@,\"@\")",
        "name=like.*@*",
        "name=like(any).{@}",
        "modalities=cs.{@}",
        "metadata->>@=eq.@",
        "doc=fts(@).@",
        "doc=plfts.@",
        "@=eq.1",
        "@.x=eq.1",
        "or=(name.eq.@,name.eq.\"@\")",
        "order=metadata->>@",
        "order=@",
        "order=@(x)",
        "limit=@",
        "offset=@",
        "columns=@");
  }

  @Test
  void noMarkReachesTheStatement() {
    Random random = new Random(7);
    int printed = 0;
    for (String place : places()) {
      for (int i = 0; i < 40; i++) {
        String value = MARK + (i == 0 ? "" : NASTY.get(random.nextInt(NASTY.size())));
        RestRequest request =
            new RestRequest(
                "GET",
                "/models",
                place.replace("@", value),
                Headers.of("Accept-Profile", "ai", "Prefer", "count=exact"),
                new byte[0]);
        String text = PrintedStatements.of(fixture, request);
        printed += text.isEmpty() ? 0 : 1;
        assertThat(text).as("%s with %s", place, value).doesNotContain(MARK);
      }
    }
    assertThat(printed).as("requests that became statements").isGreaterThan(300);
  }

  @Test
  void nothingButClientErrorsComesOfIt() {
    Random random = new Random(11);
    for (String place : places()) {
      for (int i = 0; i < 15; i++) {
        String value = MARK + NASTY.get(random.nextInt(NASTY.size()));
        RestResponse answer =
            fixture.get("/models?" + place.replace("@", value), "Accept-Profile", "ai");
        assertThat(answer.status()).as("%s with %s", place, value).isLessThan(500);
      }
    }
  }
}
