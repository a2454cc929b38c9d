package dev.connectedlenses.rest.sql;

import dev.connectedlenses.rest.Fixture;
import dev.connectedlenses.rest.RestRequest;
import dev.connectedlenses.rest.error.RestException;
import dev.connectedlenses.rest.plan.Plan;
import dev.connectedlenses.rest.plan.Planner;
import dev.connectedlenses.rest.request.ApiRequest;
import dev.connectedlenses.rest.request.RequestParser;
import dev.connectedlenses.rest.schemacache.CatalogStatement;
import dev.connectedlenses.rest.schemacache.SchemaCache;
import dev.connectedlenses.rest.schemacache.SchemaCacheReader;
import java.util.HashMap;
import java.util.Map;

/** What statements would be sent, without sending them. */
public final class PrintedStatements {

  private static final Map<Fixture, SchemaCache> CACHES = new HashMap<>();

  private PrintedStatements() {}

  /** The text of the statement of a request, empty if it is refused before one is made. */
  public static String of(Fixture fixture, RestRequest request) {
    SchemaCache cache = CACHES.computeIfAbsent(fixture, PrintedStatements::read);
    var config = Fixture.config();
    try {
      ApiRequest parsed =
          new RequestParser(config.db().schemas(), config.limits(), config.extensions())
              .parse(request, cache.timezones());
      Plan plan = Planner.plan(config, cache, parsed.shape());
      return Prepared.of(plan, parsed.shape(), config.limits().answerBytes()).text();
    } catch (RestException refused) {
      return "";
    }
  }

  private static SchemaCache read(Fixture fixture) {
    return SchemaCacheReader.read(catalogs(fixture));
  }

  /** The catalogs of the fixture, as the database tells them. */
  public static byte[] catalogs(Fixture fixture) {
    var db = Fixture.config().db();
    return new Executor(fixture.database().database(), false, null)
        .catalogs(CatalogStatement.of(db.schemas(), db.extraSearchPath()));
  }
}
