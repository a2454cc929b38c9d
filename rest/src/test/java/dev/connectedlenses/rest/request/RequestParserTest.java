package dev.connectedlenses.rest.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.rest.Extensions;
import dev.connectedlenses.rest.Headers;
import dev.connectedlenses.rest.RequestLimits;
import dev.connectedlenses.rest.RestRequest;
import dev.connectedlenses.rest.error.ApiError;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Methods, paths, schemas and ranges of whole requests. */
final class RequestParserTest {

  private static final List<String> SCHEMAS = List.of("first", "second", "größe");

  private static ApiRequest parse(
      String method, String path, @Nullable String query, String... headers) {
    return new RequestParser(SCHEMAS, RequestLimits.UNLIMITED, Extensions.NONE)
        .parse(
            new RestRequest(
                method,
                path,
                query,
                Headers.of(headers),
                "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
            Set.of());
  }

  private static ApiError refused(String method, String path, String... headers) {
    return Refusals.of(() -> parse(method, path, null, headers));
  }

  @ParameterizedTest
  @CsvSource({"/", "''", "//", "///"})
  void theRoot(String path) {
    assertThat(parse("GET", path, null).shape().target()).isEqualTo(new Target.Root());
  }

  @Test
  void relationsAndFunctions() {
    assertThat(parse("GET", "/things", null).shape().target())
        .isEqualTo(new Target.Relation("things"));
    assertThat(parse("GET", "/odd Table/", null).shape().target())
        .isEqualTo(new Target.Relation("odd Table"));
    assertThat(parse("GET", "/rpc", null).shape().target()).isEqualTo(new Target.Relation("rpc"));
    assertThat(parse("POST", "/rpc/fn", null).shape().target())
        .isEqualTo(new Target.Function("fn"));
    assertThat(parse("POST", "//rpc//fn", null).path()).isEqualTo("/rpc/fn");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a/b", "/rpc/a/b", "/RPC/fn", "/a/b/c/d"})
  void nothingIsDeeper(String path) {
    ApiError error = refused("GET", path);
    assertThat(error.status()).isEqualTo(404);
    assertThat(error.code()).isEqualTo("PGRST125");
  }

  @ParameterizedTest
  @CsvSource({
    "TRACE,/things,PGRST117,Unsupported HTTP method: TRACE",
    "get,/things,PGRST117,Unsupported HTTP method: get",
    "POST,/,PGRST117,Unsupported HTTP method: POST",
    "DELETE,/,PGRST117,Unsupported HTTP method: DELETE",
    "PUT,/rpc/fn,PGRST101,Cannot use the PUT method on RPC",
    "PATCH,/rpc/fn,PGRST101,Cannot use the PATCH method on RPC",
    "DELETE,/rpc/fn,PGRST101,Cannot use the DELETE method on RPC",
    "BREW,/rpc/fn,PGRST101,Cannot use the BREW method on RPC",
  })
  void methodsThatAreNotTaken(String method, String path, String code, String message) {
    ApiError error = refused(method, path);
    assertThat(error.status()).isEqualTo(405);
    assertThat(error.code()).isEqualTo(code);
    assertThat(error.message()).isEqualTo(message);
  }

  @ParameterizedTest
  @CsvSource({
    "GET,second",
    "HEAD,second",
    "OPTIONS,second",
    "POST,größe",
    "PATCH,größe",
    "PUT,größe",
    "DELETE,größe"
  })
  void theSchemaComesFromTheHeaderOfTheMethod(String method, String schema) {
    ApiRequest request =
        parse(method, "/things", null, "Accept-Profile", "second", "Content-Profile", "größe");
    assertThat(request.schema()).isEqualTo(schema);
    assertThat(parse(method, "/things", null).schema()).isEqualTo("first");
  }

  @Test
  void aSchemaThatIsNotExposed() {
    ApiError error = refused("GET", "/things", "Accept-Profile", "Second");
    assertThat(error.status()).isEqualTo(406);
    assertThat(error.code()).isEqualTo("PGRST106");
    assertThat(error.message()).isEqualTo("Invalid schema: Second");
    assertThat(error.hint())
        .isEqualTo("Only the following schemas are exposed: first, second, größe");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "0-9,0,10",
        "5-,5,-",
        "3-3,3,1",
        " 0-1 ,0,2",
        "x,0,-",
        "-5,0,-",
        "1-x,0,-",
        "0-9/5,0,-",
        "9999999999999999999-,0,-"
      })
  void rangesOfTheHeader(String range, long offset, @Nullable Long limit) {
    assertThat(parse("GET", "/things", null, "Range", range).shape().range())
        .isEqualTo(new RowRange(offset, limit));
    assertThat(parse("HEAD", "/things", null, "Range", range).shape().range())
        .as("only GET has ranges")
        .isEqualTo(RowRange.ALL);
  }

  @Test
  void rangesMeetLimits() {
    assertThat(parse("GET", "/t", "limit=5&offset=2", "Range", "0-3").shape().range())
        .isEqualTo(new RowRange(2, 2L));
    assertThat(parse("GET", "/t", "limit=5&offset=2", "Range", "20-30").shape().range())
        .isEqualTo(new RowRange(20, 0L));
  }

  @Test
  void rangesThatCannotBe() {
    assertThat(refused("GET", "/things", "Range", "5-2").code()).isEqualTo("PGRST103");
    ApiError negative = Refusals.of(() -> parse("GET", "/things", "limit=-1"));
    assertThat(negative.status()).isEqualTo(416);
    assertThat(Refusals.details(negative))
        .isEqualTo("Limit should be greater than or equal to zero.");
  }

  @ParameterizedTest
  @CsvSource({
    "application/json,application/json",
    "Application/JSON; charset=utf-8,application/json",
    "text/csv ; x,text/csv"
  })
  void theContentTypeIsBare(String header, String type) {
    assertThat(parse("DELETE", "/t", null, "Content-Type", header).shape().contentType())
        .isEqualTo(type);
  }

  @Test
  void bodiesCountWhereRowsAreWritten() {
    assertThat(parse("POST", "/t", null).shape().payload()).isInstanceOf(Payload.Json.class);
    assertThat(parse("DELETE", "/t", null).shape().payload()).isInstanceOf(Payload.None.class);
    assertThat(parse("GET", "/t", null).shape().payload()).isInstanceOf(Payload.None.class);
  }

  @Test
  void onlyReadsHaveACanonicalForm() {
    assertThat(parse("GET", "/t", "b=eq.1&a=eq.2").canonical()).isEqualTo("a=eq.2&b=eq.1");
    assertThat(parse("PATCH", "/t", "b=eq.1&a=eq.2").canonical()).isEmpty();
  }
}
