package dev.connectedlenses.rest.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.rest.Exchange;
import dev.connectedlenses.rest.Extensions;
import dev.connectedlenses.rest.Fixture;
import dev.connectedlenses.rest.Headers;
import dev.connectedlenses.rest.RequestLimits;
import dev.connectedlenses.rest.RestConfig;
import dev.connectedlenses.rest.RestRequest;
import dev.connectedlenses.rest.error.RestException;
import dev.connectedlenses.rest.plan.Plan;
import dev.connectedlenses.rest.plan.Planner;
import dev.connectedlenses.rest.request.ApiRequest;
import dev.connectedlenses.rest.request.RequestParser;
import dev.connectedlenses.rest.schemacache.SchemaCache;
import dev.connectedlenses.rest.schemacache.SchemaCacheReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is printed for a request: each operator as PostgreSQL writes it, values bound in the type of
 * their column, and rules that hold for the statements of all recorded exchanges.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class StatementTextTest {

  private static final long MANY = 16L * 1024 * 1024;

  private final Fixture fixture = Fixture.conformance();
  private final RestConfig config = Fixture.config();
  private final SchemaCache cache = SchemaCacheReader.read(PrintedStatements.catalogs(fixture));
  private final RequestParser parser =
      new RequestParser(config.db().schemas(), RequestLimits.UNLIMITED, Extensions.NONE);

  @AfterAll
  void close() {
    fixture.close();
  }

  /** The prepared statement of a request, null if it is refused or needs none. */
  private @Nullable Prepared prepared(RestRequest request, long bytes) {
    try {
      ApiRequest parsed = parser.parse(request, cache.timezones());
      Plan plan = Planner.plan(config, cache, parsed.shape());
      Prepared prepared = Prepared.of(plan, parsed.shape(), bytes);
      return prepared.text().isEmpty() ? null : prepared;
    } catch (RestException refused) {
      return null;
    }
  }

  private String text(String method, String path, @Nullable String query, String body) {
    Prepared prepared =
        prepared(
            new RestRequest(
                method,
                path,
                query,
                Headers.of("Accept-Profile", "ai", "Content-Profile", "agents"),
                body.getBytes(StandardCharsets.UTF_8)),
            Long.MAX_VALUE);
    return prepared == null ? "" : prepared.text();
  }

  private String read(String query) {
    return text("GET", "/models", query, "");
  }

  private List<Prepared> all(long bytes) {
    List<Prepared> all = new ArrayList<>();
    for (Exchange exchange : Exchange.all()) {
      Prepared prepared = prepared(exchange.toRequest(), bytes);
      if (prepared != null) {
        all.add(prepared);
      }
    }
    assertThat(all).hasSizeGreaterThan(250);
    return all;
  }

  /** A question mark outside of names and constants. */
  private static long placeholders(String text) {
    return bare(text).replace("??", "").chars().filter(c -> c == '?').count();
  }

  /** Without names and constants. */
  private static String bare(String text) {
    return text.replaceAll("\"(?:[^\"]|\"\")*\"", "N").replaceAll("E?'(?:[^']|'')*'", "C");
  }

  @Test
  void everyPlaceholderHasAValueAndEveryValueAPlaceholder() {
    for (Prepared prepared : all(MANY)) {
      assertThat(placeholders(prepared.text()))
          .as(prepared.text())
          .isEqualTo(prepared.params().size());
    }
  }

  @Test
  void bracketsMatch() {
    for (Prepared prepared : all(MANY)) {
      int depth = 0;
      for (char c : bare(prepared.text()).toCharArray()) {
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        assertThat(depth).as(prepared.text()).isNotNegative();
      }
      assertThat(depth).as(prepared.text()).isZero();
    }
  }

  /** Keywords, operators, names and placeholders; no comment, no second statement. */
  @Test
  void nothingElseIsPrinted() {
    for (Prepared prepared : all(MANY)) {
      String bare = bare(prepared.text());
      assertThat(bare).as(prepared.text()).matches("[A-Za-z0-9_ .,:()\\[\\]=<>?*+|&~@#!-]*");
      assertThat(bare).doesNotContain("--", "/*", ";", "$$");
    }
  }

  @Test
  void theSizeOfAnAnswerIsWatchedAroundTheWholeStatement() {
    List<Prepared> free = all(Long.MAX_VALUE);
    List<Prepared> watched = all(MANY);
    assertThat(watched).hasSameSizeAs(free);
    for (int i = 0; i < free.size(); i++) {
      String text = watched.get(i).text();
      assertThat(text).contains("pg_catalog.pg_column_size(");
      assertThat(free.get(i).text()).doesNotContain("pg_column_size");
      assertThat(watched.get(i).params()).hasSize(free.get(i).params().size() + 2);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "id=eq.1 | \"id\" = ?::text::",
        "id=neq.1 | \"id\" <> ?::text::",
        "id=gt.1 | \"id\" > ?::text::",
        "id=gte.1 | \"id\" >= ?::text::",
        "id=lt.1 | \"id\" < ?::text::",
        "id=lte.1 | \"id\" <= ?::text::",
        "name=eq.x | \"name\" = ?::text",
        "name=like.x* | \"name\" like ?::text",
        "name=ilike.x* | \"name\" ilike ?::text",
        "name=match.x | \"name\" ~ ?::text",
        "name=imatch.x | \"name\" ~* ?::text",
        "modalities=cs.{a} | \"modalities\" @> ?::text::text[]",
        "modalities=cd.{a} | \"modalities\" <@ ?::text::text[]",
        "modalities=ov.{a} | \"modalities\" && ?::text::text[]",
        "ctx_range=sl.[1,2) | \"ctx_range\" << ?::text::",
        "ctx_range=sr.[1,2) | \"ctx_range\" >> ?::text::",
        "ctx_range=nxr.[1,2) | \"ctx_range\" &< ?::text::",
        "ctx_range=nxl.[1,2) | \"ctx_range\" &> ?::text::",
        "ctx_range=adj.[1,2) | \"ctx_range\" -|- ?::text::",
        "id=in.(1,2) | \"id\" = any (?::text::",
        "id=is.null | \"id\" is null",
        "id=is.not_null | \"id\" is not null",
        "id=not.is.null | not (",
        "id=isdistinct.1 | \"id\" is distinct from ?::text::",
        "id=eq(any).{1,2} | \"id\" = any (?::text::",
        "id=gt(all).{1,2} | \"id\" > all (?::text::",
        "name=like(any).{a*,b*} | \"name\" like any (?::text::text[])",
        "doc=fts.x | \"doc\" @@ pg_catalog.to_tsquery(?::text)",
        "doc=plfts.x | \"doc\" @@ pg_catalog.plainto_tsquery(?::text)",
        "doc=phfts.x | \"doc\" @@ pg_catalog.phraseto_tsquery(?::text)",
        "doc=wfts.x | \"doc\" @@ pg_catalog.websearch_to_tsquery(?::text)",
        "doc=fts(english).x | pg_catalog.to_tsquery(?::text::regconfig, ?::text)",
        "name=fts(english).x | pg_catalog.to_tsvector(?::text::regconfig, ",
        "metadata->a->>b=eq.x | \"metadata\"->?::text->>?::text = ?::text",
        "metadata->0=eq.1 | \"metadata\"->?::text::integer = ?::text::",
        "modalities->0=eq.\"a\" | pg_catalog.to_jsonb("
      })
  void operatorsAreThoseOfTheDatabase(String query, String fragment) {
    assertThat(read(query)).contains(fragment);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "or=(id.eq.1,id.eq.2) | \" or \"",
        "and=(id.eq.1,id.eq.2) | \" and \"",
        "not.or=(id.eq.1,id.eq.2) | not ((",
        "order=name.desc.nullslast | desc nulls last",
        "order=name.asc.nullsfirst | asc nulls first",
        "limit=5 | limit 5",
        "limit=7 | limit ?",
        "select=providers(name)&providers.limit=10 | limit 10",
        "offset=5 | offset ?",
        "select=id::text | cast(",
        "select=providers(name) | left join lateral",
        "select=providers!inner(name) | join lateral"
      })
  void clausesAreThoseOfTheDatabase(String query, String fragment) {
    assertThat(read(query)).contains(fragment.replace("\"", ""));
  }

  @Test
  void onlyValuesDifferBetweenRequestsOfOneShape() {
    assertThat(read("id=eq.1&limit=3")).isEqualTo(read("id=eq.2&limit=4"));
    assertThat(read("id=eq.1&limit=100")).isEqualTo(read("id=eq.2&limit=100"));
    assertThat(read("id=in.(1,2,3)")).isEqualTo(read("id=in.(4)"));
    assertThat(read("name=like.a*")).isEqualTo(read("name=like.*z"));
    assertThat(read("id=eq.1")).isNotEqualTo(read("id=neq.1"));
  }

  @Test
  void changesNameTheirTableAndReturnWhatIsNeeded() {
    String insert = text("POST", "/members", null, "{\"id\":1,\"nick\":\"a\"}");
    assertThat(insert).startsWith("with changed as (insert into \"agents\".\"members\"");
    assertThat(insert).contains("(\"id\", \"nick\")", " returning ");
    String update = text("PATCH", "/members", "id=eq.1", "{\"nick\":\"b\"}");
    assertThat(update).contains("update \"agents\".\"members\"", "\"nick\" = ", " limit 1) as ");
    String delete = text("DELETE", "/members", "id=eq.1", "");
    assertThat(delete).contains("delete from \"agents\".\"members\"", " where ");
    String upsert = text("PUT", "/members", "id=eq.1", "{\"id\":1,\"nick\":\"b\"}");
    assertThat(upsert).contains("on conflict (\"id\") do update set", "excluded.\"nick\"");
  }
}
