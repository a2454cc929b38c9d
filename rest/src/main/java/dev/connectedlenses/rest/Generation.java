package dev.connectedlenses.rest;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.database.Identity;
import dev.connectedlenses.rest.DbSettings.TxEnd;
import dev.connectedlenses.rest.SettingsSource.Read;
import dev.connectedlenses.rest.auth.Authenticator;
import dev.connectedlenses.rest.error.ApiError;
import dev.connectedlenses.rest.error.Remedies;
import dev.connectedlenses.rest.error.RestException;
import dev.connectedlenses.rest.plan.Plan;
import dev.connectedlenses.rest.plan.Planner;
import dev.connectedlenses.rest.request.ApiRequest;
import dev.connectedlenses.rest.request.Preferences;
import dev.connectedlenses.rest.request.RequestParser;
import dev.connectedlenses.rest.request.Shape;
import dev.connectedlenses.rest.response.Cors;
import dev.connectedlenses.rest.response.ErrorResponse;
import dev.connectedlenses.rest.schemacache.SchemaCache;
import dev.connectedlenses.rest.sql.Executor;
import dev.connectedlenses.rest.sql.GuestGate;
import dev.connectedlenses.rest.sql.Prepared;
import dev.connectedlenses.rest.sql.Presence;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Everything that one reading of settings and catalogs made; a request sees one of them only. */
record Generation(
    RestConfig config,
    Authenticator authenticator,
    RequestParser parser,
    Executor executor,
    Cors cors,
    PlanCache plans,
    Door door,
    GuestGate gate,
    @Nullable SchemaCache cache) {

  private static final int PLANS = 2000;
  private static final String CALL = "/rpc/";

  /**
   * A generation without catalogs yet.
   *
   * @param before the one it takes over from, with whom its requests share the places
   */
  static Generation of(
      Database database, Presence presence, Read read, @Nullable Generation before) {
    RestConfig config = read.config();
    DbSettings db = config.db();
    return new Generation(
        config,
        new Authenticator(read.verifier(), db.anonRole()),
        new RequestParser(db.schemas(), config.limits(), config.extensions()),
        new Executor(database, config.extensions().sqlstateStatus(), db.preRequest(), presence),
        new Cors(config.http().corsOrigins()),
        new PlanCache(PLANS),
        before != null && before.door().keeps(config.limits())
            ? before.door()
            : new Door(
                config.limits(),
                Runtime.getRuntime().availableProcessors(),
                System::nanoTime,
                Pillory.ofTheHouse()),
        new GuestGate(config.limits().guests(), System::nanoTime),
        null);
  }

  /** The plan of a shape with its statement, made once. */
  PlanCache.Known known(Shape shape) {
    SchemaCache catalogs = catalogs();
    return plans.get(
        shape,
        s -> Prepared.of(Planner.plan(config, catalogs, s), s, config.limits().answerBytes()));
  }

  SchemaCache catalogs() {
    return Objects.requireNonNull(cache, "requests wait until the catalogs are read");
  }

  /**
   * How a plan is run for a caller.
   *
   * @param raw the request as it came, whose repeats are told by it
   */
  Executor.Run run(RestRequest raw, ApiRequest request, Plan plan, Identity identity) {
    return new Executor.Run(
        SettingsOf.request(config, catalogs(), request, plan, identity),
        rollsBack(request.preferences()),
        identity.role().equals(config.db().anonRole()),
        repeat(raw, identity),
        shares(raw, identity));
  }

  private boolean shares(RestRequest raw, Identity identity) {
    return identity.userId() != null
        && raw.method().equals("POST")
        && raw.headers().first("Prefer") == null
        && config.functions().sharing().contains(function(raw));
  }

  private static String function(RestRequest raw) {
    return raw.path().startsWith(CALL) ? raw.path().substring(CALL.length()) : "";
  }

  private Executor.@Nullable Repeat repeat(RestRequest raw, Identity identity) {
    String key = raw.headers().first("Idempotency-Key");
    String function = function(raw);
    if (key == null
        || key.isBlank()
        || identity.userId() == null
        || !raw.method().equals("POST")
        || !config.functions().repeatable().contains(function)) {
      return null;
    }
    String form = raw.headers().first("Accept") + "\n" + raw.headers().first("Prefer");
    String body = new String(raw.body(), StandardCharsets.UTF_8);
    return new Executor.Repeat(function, form + "\n" + raw.rawQuery() + "\n" + body);
  }

  /** Who asks, counted; or a refusal. Whoever shows a token that is not believed is counted too. */
  Asking asking(RestRequest request) {
    try {
      Identity identity = authenticator.identify(request.headers());
      UUID user = identity.userId();
      Object caller = user == null ? identity.role() + " " + request.client() : user;
      door.count(caller);
      return new Asking(identity, caller);
    } catch (RestException refused) {
      if (refused.error().status() == 401) {
        door.count(request.client());
      }
      throw refused;
    }
  }

  /**
   * Who asks.
   *
   * @param caller by whom requests are counted: the subject of a token, or role and address
   */
  record Asking(Identity identity, Object caller) {}

  /** An error as this server tells it. */
  RestResponse told(ApiError error) {
    ApiError told = config.extensions().remedies() ? Remedies.told(error) : error;
    return ErrorResponse.of(told, config.http().verbosity());
  }

  private boolean rollsBack(Preferences preferences) {
    TxEnd end = config.db().txEnd();
    if (end.allowsOverride() && preferences.tx() != null) {
      return preferences.tx() == Preferences.TxEnd.ROLLBACK;
    }
    return end.rollsBack();
  }

  Generation with(SchemaCache next) {
    return new Generation(config, authenticator, parser, executor, cors, plans, door, gate, next);
  }
}
