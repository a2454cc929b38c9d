package dev.connectedlenses.server;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.database.Identity;
import dev.connectedlenses.rest.RestService;
import dev.connectedlenses.rest.auth.TokenVerifier;
import dev.connectedlenses.server.accounts.AccountRoutes;
import dev.connectedlenses.server.accounts.Accounts;
import dev.connectedlenses.server.accounts.TokenAuthenticator;
import dev.connectedlenses.server.accounts.WebSessions;
import dev.connectedlenses.server.http.Handler;
import dev.connectedlenses.server.http.Router;
import dev.connectedlenses.server.routes.CrossOrigin;
import dev.connectedlenses.server.routes.Health;
import dev.connectedlenses.server.routes.RestRoute;
import dev.connectedlenses.server.sse.RunEventHub;
import dev.connectedlenses.server.sse.RunEventStreams;
import dev.connectedlenses.server.web.WebPage;
import java.time.InstantSource;

/** Every address of the server, in one list. */
final class Routes {

  /** What clients of supabase-js send as key when nobody is signed in; it grants nothing. */
  static final String PUBLISHABLE_KEY = "sb_publishable_connectedlenses";

  private Routes() {}

  /** What the routes lead to. */
  record Doors(
      Database database,
      RestService rest,
      Accounts accounts,
      RunEventHub events,
      Runnable wake,
      InstantSource clock) {}

  static Router of(Doors doors, TokenVerifier verifier, Reach reach, String version) {
    CrossOrigin others = new CrossOrigin(reach.origins());
    Health health = new Health(version, () -> answers(doors.database()));
    RestRoute rest = new RestRoute(doors.rest()::handle, PUBLISHABLE_KEY, doors.wake());
    RestRoute batch = new RestRoute(doors.rest()::batch, PUBLISHABLE_KEY, doors.wake());
    RunEventStreams streams = new RunEventStreams(doors.events(), doors.clock());
    WebPage page = new WebPage(Routes.class.getClassLoader(), reach.secure());
    Router router = new Router(new TokenAuthenticator(verifier)).finishing(others::apply);
    router
        .on("ANY", "/rest/v1/*", new Handler.SelfChecking(rest::answer))
        .on("POST", "/v1/batch", new Handler.SelfChecking(batch::answer))
        .on("OPTIONS", "/v1/batch", new Handler.SelfChecking(rest::answer))
        .on("GET", "/health", new Handler.Public(r -> health.answer()))
        .on("GET", "/auth/v1/health", new Handler.Public(r -> health.answer()))
        .on("OPTIONS", "/auth/v1/*", new Handler.Public(others::preflight))
        .on("OPTIONS", "/v1/runs/*", new Handler.Public(others::preflight))
        .on("GET", "/v1/runs/{id}/events", new Handler.User(streams::answer));
    new AccountRoutes(doors.accounts()).addTo(router);
    new WebSessions(doors.accounts(), reach.secure()).addTo(router);
    return router.on("GET", "/*", new Handler.Public(page::answer));
  }

  private static boolean answers(Database database) {
    try {
      return database.asUser(Identity.ANONYMOUS, handle -> handle.getConnection().isValid(2));
    } catch (Exception e) {
      return false;
    }
  }
}
