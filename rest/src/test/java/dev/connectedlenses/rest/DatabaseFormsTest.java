package dev.connectedlenses.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Forms that the database itself makes: media types by handlers, values by casts of domains. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DatabaseFormsTest {

  private final Fixture fixture = Fixture.conformance();

  @BeforeAll
  void prepare() {
    fixture.database().admin().useHandle(handle -> handle.execute(Fixture.resource("forms.sql")));
    fixture.service().reload();
  }

  @AfterAll
  void close() {
    fixture.close();
  }

  private static String text(RestResponse answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  @ParameterizedTest(name = "{0} as {1}")
  @CsvSource(
      nullValues = "-",
      delimiter = '|',
      value = {
        "/rpc/page | text/html | text/html | <p>hello</p>",
        "/rpc/page | */* | text/html | <p>hello</p>",
        "/rpc/page | application/json | application/json; charset=utf-8 | \"<p>hello</p>\"",
        "/rpc/picture | image/png | image/png | PNG",
        "/rpc/anything | x/y | application/octet-stream | bytes",
        "/colours?order=id | text/x-names | text/x-names | red,green",
        "/colours?order=id | text/x-count | text/x-count | 2 rows",
        "/colours?order=id&id=eq.2 | text/x-names | text/x-names | green",
        "/rpc/all_colours | text/x-names | text/x-names | red,green",
        "/colours?select=id&order=id | text/x-count | text/x-count | 2 rows",
        "/colours?order=id | application/geo+json | application/geo+json"
            + " | {\"type\" : \"FeatureCollection\", \"features\" : [1, 2]}",
      })
  void handlersMakeMediaTypes(String path, String accept, String type, String body) {
    RestResponse answer = fixture.get(path, "Accept", accept);
    assertThat(answer.status()).as(text(answer)).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo(type);
    assertThat(text(answer)).isEqualTo(body);
  }

  @ParameterizedTest
  @CsvSource({
    "/teams, agents, text/x-names",
    "/colours?select=id, public, text/x-names",
    "/rpc/fn_text?p_t=a, public, text/html",
  })
  void handlersTakeOnlyWhatTheyAreFor(String path, String schema, String accept) {
    RestResponse answer = fixture.get(path, "Accept", accept, "Accept-Profile", schema);
    assertThat(answer.status()).isEqualTo(406);
    assertThat(text(answer)).contains("PGRST107");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      nullValues = "-",
      delimiter = '|',
      value = {
        "GET | /colours?order=id | - | [{\"id\":1,\"hex\":\"#ff0000\",\"name\":\"red\"},{\"id\":2,\"hex\":\"#00ff00\",\"name\":\"green\"}]",
        "GET | /colours?select=hex&id=eq.1 | - | [{\"hex\":\"#ff0000\"}]",
        "GET | /colours?select=c:hex&id=eq.1 | - | [{\"c\":\"#ff0000\"}]",
        "GET | /colours?select=hex::int&id=eq.1 | - | [{\"hex\":16711680}]",
        "GET | /colours?select=id&hex=eq.00ff00 | - | [{\"id\":2}]",
        "GET | /colours?select=id&hex=in.(00ff00,ff0000)&order=id | - | [{\"id\":1},{\"id\":2}]",
        "GET | /colours?select=id&hex=isdistinct.00ff00 | - | [{\"id\":1}]",
        "POST | /colours?select=hex | {\"id\":3,\"hex\":\"#0000ff\"} | [{\"hex\":\"#0000ff\"}]",
        "POST | /colours?select=hex,name | [{\"id\":3,\"hex\":\"#0000ff\",\"name\":\"b\"}] | [{\"hex\":\"#0000ff\",\"name\":\"b\"}]",
        "PATCH | /colours?select=hex&hex=eq.ff0000 | {\"hex\":\"#000001\"} | [{\"hex\":\"#000001\"}]",
      })
  void domainsAreShownAndReadByTheirCasts(
      String method, String path, @Nullable String body, String result) {
    RestResponse answer =
        fixture.send(method, path, body, "Prefer", "return=representation,tx=rollback");
    assertThat(text(answer).replace(" ", "").replace("\n", "")).isEqualTo(result);
  }

  @Test
  void aValueThatTheCastRefusesIsTheClientsError() {
    assertThat(fixture.get("/colours?hex=eq.zz").status()).isEqualTo(400);
  }
}
