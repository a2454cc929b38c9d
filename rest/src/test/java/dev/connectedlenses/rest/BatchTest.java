package dev.connectedlenses.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Several requests in one transaction: all of them hold, or none. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BatchTest {

  private final Fixture fixture =
      Fixture.with(
          Fixture.config().withExtensions(Extensions.ALL).withLimits(RequestLimits.STRICT));

  @BeforeAll
  void prepare() {
    fixture
        .database()
        .admin()
        .useHandle(handle -> {
          handle.execute(
              "create table public.steps (id int primary key, n numeric, who text default current_setting('request.jwt.claims')::json ->> 'sub')");
          handle.execute("grant all on public.steps to anon, authenticated");
          handle.execute(
              "create function public.write_some() returns int language sql volatile as $$ insert into public.steps values (900) returning id $$");
        });
    fixture.service().reload();
  }

  @AfterAll
  void close() {
    fixture.close();
  }

  private RestResponse batch(String body, String... headers) {
    return fixture
        .service()
        .batch(
            new RestRequest(
                "POST",
                "/",
                null,
                Headers.of(headers),
                body.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
  }

  private static String text(RestResponse answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private String steps() {
    return text(fixture.get("/steps?select=id&order=id"));
  }

  @Test
  void everyRequestIsAnsweredInOrderAndSeesTheOnesBefore() {
    RestResponse answer =
        batch(
            """
            [{'method':'POST','path':'/rest/v1/steps','body':[{'id':1,'n':1.10},{'id':2,'n':12345678901234567890.5}]},
             {'method':'PATCH','path':'/steps?id=eq.2&select=id,n','body':{'n':7},'headers':{'Prefer':'return=representation'}},
             {'method':'GET','path':'/steps?select=id,n&order=id','headers':{'Prefer':'count=exact'}},
             {'method':'GET','path':'/rpc/fn_text?p_t=a%20b'},
             {'method':'GET','path':'/steps?select=id&order=id','headers':{'Accept':'text/csv'}},
             {'method':'DELETE','path':'/steps?id=in.(1,2)'}]
            """);
    assertThat(answer.status()).as(text(answer)).isEqualTo(200);
    JsonNode parts = JsonMapper.shared().readTree(answer.body());
    assertThat(parts.valueStream().map(p -> p.path("status").asInt()))
        .containsExactly(201, 200, 200, 200, 200, 204);
    assertThat(text(answer)).contains("\"n\":1.10}").contains("{\"id\":2,\"n\":7}");
    assertThat(parts.at("/2/headers/Content-Range").asString()).isEqualTo("0-1/2");
    assertThat(parts.at("/3/body").asString()).isEqualTo("a b");
    assertThat(parts.at("/4/body").asString()).isEqualTo("id\n1\n2");
    assertThat(parts.at("/5/body").isNull()).isTrue();
    assertThat(steps()).isEqualTo("[]");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{'method':'POST','path':'/steps','body':{'id':50}} | 409 | 23505",
        "{'method':'GET','path':'/nothing'} | 404 | PGRST205",
        "{'method':'GET','path':'/steps?id=eq.x'} | 400 | 22P02",
        "{'method':'GET','path':'/steps?id=eq.51','headers':{'Accept':'application/vnd.pgrst.object+json'}} | 406 | PGRST116",
        "{'method':'PATCH','path':'/steps?id=eq.50','body':{'n':1},'headers':{'If-Match':'1'}} | 400 | PGRST127",
        "{'method':'GET','path':'/steps?limit=1&offset=99','headers':{'Prefer':'count=exact'}} | 416 | PGRST103",
        "{'method':'GET','path':'/rpc/write_some'} | 405 | 25006",
        "{'method':'OPTIONS','path':'/steps'} | 400 | PGRST127",
        "{'method':'GET','path':'/'} | 400 | PGRST127",
      })
  void oneRefusalUndoesThemAll(String part, int status, String code) {
    RestResponse answer =
        batch("[{'method':'POST','path':'/steps','body':{'id':50}}," + part + "]");
    assertThat(answer.status()).as(text(answer)).isEqualTo(status);
    assertThat(JsonMapper.shared().readTree(answer.body()).path("code").asString()).isEqualTo(code);
    assertThat(answer.header("Batch-Failed-At")).isEqualTo("1");
    assertThat(steps()).isEqualTo("[]");
  }

  @Test
  void readingDoesNotStopTheWritesAfterIt() {
    RestResponse answer =
        batch(
            """
            [{'method':'GET','path':'/steps'},
             {'method':'POST','path':'/steps','body':{'id':60}},
             {'method':'GET','path':'/steps?select=id'},
             {'method':'DELETE','path':'/steps?id=eq.60','headers':{'Prefer':'return=representation'}}]
            """);
    assertThat(text(answer)).contains("\"body\":[{\"id\":60}]");
    assertThat(steps()).isEqualTo("[]");
  }

  @Test
  void theWholeBatchHasOneIdentity() {
    String token =
        Tokens.of("{\"role\":\"authenticated\",\"sub\":\"ann\",\"exp\":" + Tokens.FAR + "}");
    RestResponse answer =
        batch(
            "[{'method':'POST','path':'/steps?select=who','body':{'id':70},'headers':{'Prefer':'return=representation'}},"
                + "{'method':'DELETE','path':'/steps?id=eq.70'}]",
            "Authorization",
            "Bearer " + token);
    assertThat(text(answer)).contains("[{\"who\":\"ann\"}]");
    RestResponse other =
        batch("[{'method':'GET','path':'/steps','headers':{'authorization':'Bearer x'}}]");
    assertThat(other.status()).isEqualTo(400);
    assertThat(text(other)).contains("one identity");
    assertThat(batch("[]", "Authorization", "Bearer x").status()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | list of requests",
        "[] | list of requests",
        "nonsense | list of requests",
        "[{'path':'/steps'}] | no method",
        "[{'method':'GET'}] | no path",
        "[{'method':'GET','path':'/steps','headers':{'Accept':1}}] | are texts",
      })
  void whatIsNoBatchIsRefused(String body, String message) {
    RestResponse answer = batch(body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(text(answer)).contains("PGRST102", message);
  }

  @Test
  void partsHaveTheLimitsOfRequestsAndTheirNumberHasOne() {
    String part = "{'method':'GET','path':'/steps?limit=1'}";
    String fifty = String.join(",", Collections.nCopies(50, part));
    assertThat(batch("[" + fifty + "]").status()).isEqualTo(200);
    RestResponse over = batch("[" + fifty + "," + part + "]");
    assertThat(text(over)).contains("at most 50");
    assertThat(over.tooMuch()).isTrue();
    String wide = "{'method':'GET','path':'/steps?order=" + "id,".repeat(10) + "id'}";
    assertThat(text(batch("[" + wide + "]"))).contains("Too many order terms");
  }
}
