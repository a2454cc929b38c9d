package dev.connectedlenses.rest;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.rest.auth.Authenticator;
import dev.connectedlenses.rest.auth.TokenVerifier;
import dev.connectedlenses.rest.request.RequestParser;
import dev.connectedlenses.rest.response.Cors;
import dev.connectedlenses.rest.schemacache.SchemaCache;
import dev.connectedlenses.rest.sql.Executor;
import org.jspecify.annotations.Nullable;

/** Everything that one reading of settings and catalogs made; a request sees one of them only. */
record Generation(
    RestConfig config,
    Authenticator authenticator,
    RequestParser parser,
    Executor executor,
    Cors cors,
    PlanCache plans,
    @Nullable SchemaCache cache) {

  private static final int PLANS = 2000;

  static Generation of(Database database, RestConfig config, TokenVerifier verifier) {
    DbSettings db = config.db();
    return new Generation(
        config,
        new Authenticator(verifier, db.anonRole()),
        new RequestParser(db.schemas(), config.limits(), config.extensions()),
        new Executor(database, config.extensions().sqlstateStatus(), db.preRequest()),
        new Cors(config.http().corsOrigins()),
        new PlanCache(PLANS),
        null);
  }

  Generation with(SchemaCache next) {
    return new Generation(config, authenticator, parser, executor, cors, plans, next);
  }
}
