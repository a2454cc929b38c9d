package dev.connectedlenses.rest;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.database.Identity;
import dev.connectedlenses.database.UserSettings;
import dev.connectedlenses.rest.DbSettings.TxEnd;
import dev.connectedlenses.rest.auth.Authenticator;
import dev.connectedlenses.rest.auth.TokenVerifier;
import dev.connectedlenses.rest.error.ApiError;
import dev.connectedlenses.rest.error.Code;
import dev.connectedlenses.rest.error.RestException;
import dev.connectedlenses.rest.plan.Plan;
import dev.connectedlenses.rest.plan.Planner;
import dev.connectedlenses.rest.request.ApiRequest;
import dev.connectedlenses.rest.request.Preferences;
import dev.connectedlenses.rest.request.RequestParser;
import dev.connectedlenses.rest.response.ApiDescription;
import dev.connectedlenses.rest.response.Cors;
import dev.connectedlenses.rest.response.ErrorResponse;
import dev.connectedlenses.rest.response.ResponseBuilder;
import dev.connectedlenses.rest.schemacache.CatalogStatement;
import dev.connectedlenses.rest.schemacache.SchemaCache;
import dev.connectedlenses.rest.schemacache.SchemaCacheReader;
import dev.connectedlenses.rest.sql.Answer;
import dev.connectedlenses.rest.sql.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The chain of stages: who asks, what for, by which plan, with which answer. */
final class DataApi implements RestService {

  private static final Logger LOG = LoggerFactory.getLogger(DataApi.class);

  private final RestConfig config;
  private final Authenticator authenticator;
  private final RequestParser parser;
  private final Executor executor;

  private final Cors cors;
  private volatile @Nullable SchemaCache cache;

  DataApi(Database database, RestConfig config, TokenVerifier verifier) {
    this.config = config;
    this.authenticator = new Authenticator(verifier, config.db().anonRole());
    this.parser = new RequestParser(config.db().schemas(), config.limits());
    this.executor =
        new Executor(database, config.extensions().sqlstateStatus(), config.db().preRequest());

    this.cors = new Cors(config.http().corsOrigins());
  }

  @Override
  public void reload() {
    try {
      byte[] catalogs =
          executor.catalogs(
              CatalogStatement.of(config.db().schemas(), config.db().extraSearchPath()));
      cache = SchemaCacheReader.read(catalogs);
    } catch (IllegalStateException e) {
      LOG.warn("the schema cache could not be loaded; the old one stays", e);
    }
  }

  @Override
  public RestResponse handle(RestRequest request) {
    RestResponse preflight = cors.preflight(request);
    return preflight != null ? preflight : cors.expose(request, answered(request));
  }

  private RestResponse answered(RestRequest request) {
    RestResponse response;
    try {
      response = chain(request);
    } catch (RestException e) {
      response = ErrorResponse.of(e.error());
    } catch (RuntimeException e) {
      LOG.error("{} {} failed", request.method(), request.path(), e);
      response = ErrorResponse.of(ApiError.of(Code.PGRSTX00, "Internal error"));
    }
    return request.method().equals("HEAD")
        ? new RestResponse(response.status(), response.headers(), new byte[0])
        : response;
  }

  private RestResponse chain(RestRequest raw) {
    SchemaCache now = cache;
    if (now == null) {
      throw ApiError.of(
              Code.PGRST002, "Could not query the database for the schema cache. Retrying.")
          .header("Retry-After", "1")
          .asException();
    }
    Identity identity = authenticator.identify(raw.headers());
    ApiRequest request = parser.parse(raw, now.timezones());
    Plan plan = Planner.plan(config, now, request);
    if (plan instanceof Plan.Allow allow) {
      return ResponseBuilder.allow(allow);
    }
    if (plan instanceof Plan.Describe describe) {
      Answer document =
          new Answer(null, 0, ApiDescription.of(describe.schema()), null, null, null, null);
      return ResponseBuilder.build(config, request, plan, document);
    }
    UserSettings settings = SettingsOf.request(config, now, request, plan, identity);
    Answer answer = run(plan, request, settings, identity);
    return ResponseBuilder.build(config, request, plan, answer);
  }

  private Answer run(Plan plan, ApiRequest request, UserSettings settings, Identity identity) {
    boolean anonymous = identity.role().equals(config.db().anonRole());
    boolean rollback = rollsBack(request.preferences());
    return executor.run(plan, request, new Executor.Run(settings, rollback, anonymous));
  }

  private boolean rollsBack(Preferences preferences) {
    TxEnd end = config.db().txEnd();
    if (end.allowsOverride() && preferences.tx() != null) {
      return preferences.tx() == Preferences.TxEnd.ROLLBACK;
    }
    return end.rollsBack();
  }

  @Override
  public void close() {
    cache = null;
  }
}
