package dev.connectedlenses.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where the data API goes further than PostgREST, and that it does not when it is not asked to. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BeyondTest {

  private final Fixture beyond = Fixture.with(Fixture.config().withExtensions(Extensions.ALL));
  private final Fixture plain = Fixture.conformance();

  @BeforeAll
  void prepare() {
    beyond
        .database()
        .admin()
        .useHandle(handle -> {
          handle.execute(
              "create table public.pages (id int primary key, revision int not null, a int, t text)");
          handle.execute(
              "insert into public.pages select i, 1, nullif(i % 4, 0), 't' || (i % 3) from generate_series(1, 23) i");
          handle.execute("grant all on public.pages to anon");
          handle.execute("grant usage on schema lensers to anon");
        });
    beyond.service().reload();
  }

  @AfterAll
  void close() {
    beyond.close();
    plain.close();
  }

  private static String text(RestResponse answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "P0002, 404, 500",
    "28000, 401, 403",
    "55000, 409, 500",
    "40001, 409, 500",
    "40P01, 409, 500",
    "54000, 429, 500",
    "23505, 409, 409",
    "P0001, 400, 400",
  })
  void statusesAreKinderWhenAskedTo(String state, int kinder, int usual) {
    String body = "{\"p_state\":\"" + state + "\"}";
    assertThat(beyond.send("POST", "/rpc/fn_raise", body).status()).isEqualTo(kinder);
    assertThat(plain.send("POST", "/rpc/fn_raise", body).status()).isEqualTo(usual);
  }

  @Test
  void relationsOfOtherSchemasCanBeEmbedded() {
    String path = "/ai_lensers?select=runtime_pref,profiles(handle)";
    RestResponse answer = beyond.get(path, "Accept-Profile", "agents");
    assertThat(text(answer))
        .isEqualTo("[{\"runtime_pref\":\"cloud\",\"profiles\":{\"handle\":\"criticbot\"}}]");
    assertThat(plain.get(path, "Accept-Profile", "agents").status()).isEqualTo(400);
  }

  @Test
  void whatTheClientHoldsIsNotSentAgain() {
    RestResponse first = beyond.get("/pages?id=lt.4&order=id");
    String tag = Objects.requireNonNull(first.header("ETag"));
    RestResponse second = beyond.get("/pages?id=lt.4&order=id", "If-None-Match", "\"x\", " + tag);
    assertThat(second.status()).isEqualTo(304);
    assertThat(second.body()).isEmpty();
    assertThat(second.header("ETag")).isEqualTo(tag);
    assertThat(beyond.send("HEAD", "/pages?id=lt.4&order=id", null).header("ETag")).isEqualTo(tag);
    RestResponse csv = beyond.get("/pages?id=lt.4&order=id", "Accept", "text/csv");
    assertThat(csv.header("ETag")).isNotEqualTo(tag);
    assertThat(plain.get("/providers", "Accept-Profile", "ai").header("ETag")).isNull();
  }

  @Test
  void aChangeMayNameTheRevisionItIsMadeOn() {
    String body = "{\"revision\":2}";
    String[] wants = {"If-Match", "\"1\"", "Prefer", "return=representation"};
    RestResponse done = beyond.send("PATCH", "/pages?id=eq.20&select=id,revision", body, wants);
    assertThat(text(done)).isEqualTo("[{\"id\":20,\"revision\":2}]");
    RestResponse late = beyond.send("PATCH", "/pages?id=eq.20", body, wants);
    assertThat(late.status()).isEqualTo(412);
    assertThat(text(late)).contains("PT412", "Read the row again");
    assertThat(beyond.send("DELETE", "/pages?id=eq.20", null, "If-Match", "1").status())
        .isEqualTo(412);
    assertThat(beyond.send("PATCH", "/pages?id=eq.20", body, "If-Match", "*").status())
        .isEqualTo(204);
    assertThat(beyond.send("DELETE", "/pages?id=eq.999", null, "If-Match", "x").status())
        .isEqualTo(400);
    RestResponse without =
        beyond.send(
            "PATCH",
            "/providers?key=eq.acme",
            "{\"name\":\"A\"}",
            "If-Match",
            "1",
            "Content-Profile",
            "ai");
    assertThat(text(without)).contains("needs a column 'revision'", "Leave the header");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "order=id",
        "order=id.desc",
        "order=t,id",
        "order=t.desc",
        "order=a",
        "order=a.desc",
        "order=a.nullsfirst,t.desc",
        "order=a.desc.nullslast,t",
        "select=t",
        "order=t&select=x:t,id",
        "order=revision.desc,id.desc&id=gt.3",
      })
  void pagesFollowEachOtherWithoutGapsOrRepeats(String query) {
    String all = text(beyond.get("/pages?" + query));
    List<JsonNode> paged = new ArrayList<>();
    String next = query + "&limit=5";
    int pages = 0;
    while (next != null) {
      RestResponse page = beyond.get("/pages?" + next, "Prefer", "page=cursor");
      assertThat(page.status()).as(text(page)).isEqualTo(200);
      assertThat(page.header("Preference-Applied")).isEqualTo("page=cursor");
      JsonMapper.shared().readTree(page.body()).forEach(paged::add);
      next = following(page.header("Link"));
      assertThat(++pages).isLessThan(9);
    }
    List<JsonNode> whole = new ArrayList<>();
    JsonMapper.shared().readTree(all).forEach(whole::add);
    assertThat(paged).containsExactlyInAnyOrderElementsOf(whole);
    if (query.contains("order=id") || query.contains("id.desc")) {
      assertThat(paged).isEqualTo(whole);
    }
  }

  private static @Nullable String following(@Nullable String link) {
    if (link == null) {
      return null;
    }
    assertThat(link).startsWith("<?").endsWith(">; rel=\"next\"");
    return link.substring(2, link.indexOf('>'));
  }

  @ParameterizedTest
  @CsvSource({
    "cursor=!!!&order=id, cannot be read",
    "cursor=e30&order=id, cannot be read",
    "cursor=WzFd&order=id, cannot be read",
    "cursor=WyIxIiwiMiJd&order=id, does not belong to this order",
  })
  void cursorsThatAreNoneAreRefused(String query, String message) {
    RestResponse answer = beyond.get("/pages?" + query, "Prefer", "page=cursor");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(text(answer)).contains("PGRST100", message, "Link header");
  }

  @Test
  void cursorsNeedKeysAndTheSetting() {
    RestResponse keyless =
        beyond.get("/audit_log", "Accept-Profile", "lenses", "Prefer", "page=cursor");
    assertThat(text(keyless)).contains("needs a primary key", "limit and offset");
    RestResponse related =
        beyond.get(
            "/models?select=id,providers(name)&order=providers(name)",
            "Accept-Profile",
            "ai",
            "Prefer",
            "page=cursor");
    assertThat(text(related)).contains("embedded relation");
    RestResponse off =
        plain.get("/models?limit=1", "Accept-Profile", "ai", "Prefer", "page=cursor");
    assertThat(off.header("Link")).isNull();
    assertThat(off.header("Preference-Applied")).isNull();
    RestResponse strict =
        plain.get("/models", "Accept-Profile", "ai", "Prefer", "page=cursor, handling=strict");
    assertThat(strict.status()).isEqualTo(400);
  }
}
