package dev.connectedlenses.rest.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connectedlenses.database.UserSettings;
import dev.connectedlenses.rest.Extensions;
import dev.connectedlenses.rest.Fixture;
import dev.connectedlenses.rest.Guests;
import dev.connectedlenses.rest.Headers;
import dev.connectedlenses.rest.RequestLimits;
import dev.connectedlenses.rest.RestRequest;
import dev.connectedlenses.rest.error.RestException;
import dev.connectedlenses.rest.plan.Planner;
import dev.connectedlenses.rest.request.ApiRequest;
import dev.connectedlenses.rest.request.RequestParser;
import dev.connectedlenses.rest.schemacache.SchemaCache;
import dev.connectedlenses.rest.schemacache.SchemaCacheReader;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The gate for those who have not signed in: the cost of a plan, to the hundredth. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class GuestGateTest {

  private final Fixture fixture = Fixture.conformance();
  private final SchemaCache cache = SchemaCacheReader.read(PrintedStatements.catalogs(fixture));
  private final Executor executor = new Executor(fixture.database().database(), false, null);
  private final RequestParser parser =
      new RequestParser(Fixture.config().db().schemas(), RequestLimits.UNLIMITED, Extensions.NONE);
  private long nanos;

  @AfterAll
  void close() {
    fixture.close();
  }

  /** A request with its plan and the settings of a guest. */
  private record Asked(ApiRequest request, Prepared prepared) {}

  private Asked asked(String path, String query) {
    RestRequest raw =
        new RestRequest("GET", path, query, Headers.of("Accept-Profile", "ai"), new byte[0]);
    ApiRequest request = parser.parse(raw, Set.of());
    return new Asked(
        request,
        Prepared.of(
            Planner.plan(Fixture.config(), cache, request.shape()),
            request.shape(),
            Long.MAX_VALUE));
  }

  private static Executor.Run run(boolean anonymous) {
    return new Executor.Run(
        new UserSettings(Map.of("role", "service_role", "search_path", "")), false, anonymous);
  }

  private void check(Guests guests, Asked asked) {
    new GuestGate(guests, () -> nanos)
        .check(executor, asked.prepared(), asked.request(), run(true));
  }

  private static String refusal(Runnable work) {
    RestException refused = catchThrowableOfType(RestException.class, work::run);
    return refused.error().code() + " " + refused.error().details();
  }

  @Test
  void plansPassUpToTheirCost() {
    Asked all = asked("/models", "select=id");
    double cost = executor.cost(all.prepared(), all.request(), run(true));
    assertThat(cost).isPositive();
    assertThatCode(() -> check(new Guests(true, cost), all)).doesNotThrowAnyException();
    assertThat(refusal(() -> check(new Guests(true, cost - 0.01), all)))
        .startsWith("54001 ")
        .contains("expects a cost of");
  }

  @Test
  void thoseWhoSignedInAskWhatTheyLike() {
    Asked all = asked("/models", "select=id&name=match.x");
    GuestGate gate = new GuestGate(new Guests(false, 0), () -> nanos);
    assertThatCode(() -> gate.check(executor, all.prepared(), all.request(), run(false)))
        .doesNotThrowAnyException();
    assertThat(refusal(() -> check(new Guests(false, 0), all))).startsWith("PGRST100 ");
  }

  /** Rows are added; the planner's new opinion counts a minute later, or at once near the limit. */
  @Test
  void whatIsFarBelowTheLimitIsAskedOnceAMinute() {
    execute("create table ai.growing (id int); grant select on ai.growing to public");
    SchemaCache grown = SchemaCacheReader.read(PrintedStatements.catalogs(fixture));
    RestRequest raw =
        new RestRequest(
            "GET", "/growing", "id=eq.5", Headers.of("Accept-Profile", "ai"), new byte[0]);
    ApiRequest request = parser.parse(raw, Set.of());
    Asked asked =
        new Asked(
            request,
            Prepared.of(
                Planner.plan(Fixture.config(), grown, request.shape()),
                request.shape(),
                Long.MAX_VALUE));
    execute("insert into ai.growing select generate_series(1, 100); analyze ai.growing");
    double before = executor.cost(asked.prepared(), asked.request(), run(true));
    Guests guests = new Guests(true, before * 20);
    check(guests, asked);
    execute("insert into ai.growing select generate_series(1, 100000); analyze ai.growing");
    assertThat(executor.cost(asked.prepared(), asked.request(), run(true)))
        .isGreaterThan(before * 20);
    check(guests, asked);
    nanos += Duration.ofSeconds(59).toNanos();
    check(guests, asked);
    nanos += Duration.ofSeconds(2).toNanos();
    assertThat(refusal(() -> check(guests, asked))).startsWith("54001 ");
  }

  @Test
  void plansNearTheLimitAreAskedEachTime() {
    Asked asked = asked("/models", "select=id");
    double cost = executor.cost(asked.prepared(), asked.request(), run(true));
    check(new Guests(true, cost * 2), asked);
    assertThat(refusal(() -> check(new Guests(true, cost / 2), asked))).startsWith("54001 ");
    assertThat(asked.prepared().cost().get()).isNotNull();
  }

  @Test
  void nothingIsAskedWithoutALimit() {
    Asked asked = asked("/models", "select=id");
    check(Guests.LIKE_OTHERS, asked);
    assertThat(asked.prepared().cost().get()).isNull();
  }

  private void execute(String sql) {
    fixture.database().admin().useHandle(h -> h.createScript(sql).execute());
  }
}
