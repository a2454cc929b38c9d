package dev.connectedlenses.rest.plan;

import dev.connectedlenses.rest.Extensions;
import dev.connectedlenses.rest.Fixture;
import dev.connectedlenses.rest.Headers;
import dev.connectedlenses.rest.RequestLimits;
import dev.connectedlenses.rest.RestConfig;
import dev.connectedlenses.rest.RestRequest;
import dev.connectedlenses.rest.error.ApiError;
import dev.connectedlenses.rest.error.RestException;
import dev.connectedlenses.rest.request.ApiRequest;
import dev.connectedlenses.rest.request.RequestParser;
import dev.connectedlenses.rest.schemacache.SchemaCache;
import dev.connectedlenses.rest.schemacache.SchemaCacheReader;
import dev.connectedlenses.rest.sql.PrintedStatements;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plans of requests on the catalogs of the recorded exchanges; no statement is run. */
final class Plans implements AutoCloseable {

  private static final List<String> SCHEMAS =
      List.of("public", "lensers", "agents", "lenses", "ai");

  private final Fixture fixture = Fixture.conformance();
  private final RestConfig config = Fixture.config();
  private final RequestParser parser =
      new RequestParser(SCHEMAS, RequestLimits.UNLIMITED, Extensions.NONE);
  final SchemaCache cache = SchemaCacheReader.read(PrintedStatements.catalogs(fixture));

  /** A request of a schema, as parsed. */
  ApiRequest request(
      String schema, String method, String target, @Nullable String body, String... headers) {
    int question = target.indexOf('?');
    Headers all =
        Headers.of(headers).plus("Accept-Profile", schema).plus("Content-Profile", schema);
    return parser.parse(
        new RestRequest(
            method,
            question < 0 ? target : target.substring(0, question),
            question < 0 ? null : target.substring(question + 1),
            all,
            body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8)),
        Set.of("UTC"));
  }

  Plan plan(String schema, String method, String target, @Nullable String body, String... headers) {
    return Planner.plan(config, cache, request(schema, method, target, body, headers).shape());
  }

  /** Why there is no plan. */
  ApiError refusal(
      String schema, String method, String target, @Nullable String body, String... headers) {
    try {
      Plan plan = plan(schema, method, target, body, headers);
      throw new AssertionError("planned " + plan);
    } catch (RestException refused) {
      return refused.error();
    }
  }

  @Override
  public void close() {
    fixture.close();
  }
}
