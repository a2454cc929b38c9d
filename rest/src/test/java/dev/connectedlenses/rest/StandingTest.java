package dev.connectedlenses.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.rest.auth.TokenVerifier;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** What the data API says about itself to the process around it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class StandingTest {

  private final Fixture fixture = Fixture.conformance();

  @AfterAll
  void close() {
    fixture.close();
  }

  @ParameterizedTest
  @CsvSource({
    "fn_text,true",
    "fn_now_claims,true",
    "fn_lenses,true",
    "fn_void,false",
    "fn_slow,false",
    "fn_nowhere,false",
    "FN_TEXT,false",
    "fn_text/,false",
    "'',false"
  })
  void whichFunctionsCannotWrite(String function, boolean only) {
    assertThat(fixture.service().onlyReads(function)).isEqualTo(only);
  }

  @Test
  void oneWritingOverloadInAnySchemaIsEnough() {
    fixture
        .database()
        .admin()
        .useHandle(h -> {
          h.execute("create function public.twice() returns int language sql stable as 'select 1'");
          h.execute("create function ai.twice() returns int language sql stable as 'select 1'");
        });
    fixture.service().reload();
    assertThat(fixture.service().onlyReads("twice")).isTrue();
    fixture
        .database()
        .admin()
        .useHandle(h ->
            h.execute("create function ai.twice(x int) returns int language sql as 'select 1'"));
    fixture.service().reload();
    assertThat(fixture.service().onlyReads("twice")).isFalse();
  }

  @Test
  void readingsAreCountedAndAFailedOneChangesNothing() {
    RestState before = fixture.service().state();
    fixture.service().reload();
    RestState after = fixture.service().state();
    assertThat(after.readings()).isEqualTo(before.readings() + 1);
    assertThat(after.failedReadings()).isEqualTo(before.failedReadings());
    assertThat(after.inside()).isZero();
    assertThat(JsonMapper.shared().readTree(fixture.service().catalogs()).isObject()).isTrue();
  }

  @Test
  void withoutADatabaseItIsNotReadyAndSaysSo() {
    Fixture gone = Fixture.conformance();
    gone.close();
    try (RestService rest =
        RestService.open(
            gone.database().database(),
            Fixture.config(),
            new TokenVerifier(Fixture.config().jwt(), InstantSource.system()))) {
      assertThat(rest.ready()).isFalse();
      assertThat(rest.catalogs()).isNull();
      assertThat(rest.onlyReads("fn_text")).isFalse();
      assertThat(rest.state()).isEqualTo(new RestState(0, 0, 0, 0, 1));
      RestResponse answer =
          rest.handle(new RestRequest("GET", "/models", null, Headers.NONE, new byte[0]));
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.header("Retry-After")).isEqualTo("1");
      assertThat(rest.batch(new RestRequest("POST", "/", null, Headers.NONE, new byte[0])).status())
          .isEqualTo(503);
    }
  }
}
