package dev.connectedlenses.server;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.database.Identity;
import dev.connectedlenses.rest.Headers;
import dev.connectedlenses.rest.RestService;
import dev.connectedlenses.server.accounts.AccountDoor;
import dev.connectedlenses.server.audit.AuditRoutes;
import dev.connectedlenses.server.audit.AuditSigner;
import dev.connectedlenses.server.catalog.CatalogRoutes;
import dev.connectedlenses.server.hooks.Hooks;
import dev.connectedlenses.server.http.Handler;
import dev.connectedlenses.server.http.Request;
import dev.connectedlenses.server.http.Router;
import dev.connectedlenses.server.keys.KeyRoutes;
import dev.connectedlenses.server.keys.ProviderKeys;
import dev.connectedlenses.server.mcp.McpEndpoint;
import dev.connectedlenses.server.routes.CrossOrigin;
import dev.connectedlenses.server.routes.Health;
import dev.connectedlenses.server.routes.RestRoute;
import dev.connectedlenses.server.sse.EventLog;
import dev.connectedlenses.server.sse.RunEventHub;
import dev.connectedlenses.server.sse.RunEventStreams;
import dev.connectedlenses.server.tools.ToolRoutes;
import dev.connectedlenses.server.web.WebPage;
import java.time.InstantSource;
import java.util.function.Function;

/** Every address of the server, in one list. */
final class Routes {

  private Routes() {}

  /** What the routes lead to. */
  record Doors(
      Database database,
      RestService rest,
      AccountDoor accounts,
      RunEventHub events,
      ProviderKeys keys,
      AuditSigner audit,
      Further further,
      Runnable wake,
      InstantSource clock) {}

  /** What leads outside or comes from there. */
  record Further(CatalogRoutes catalog, Hooks hooks, ToolRoutes tools) {}

  static Router of(Doors doors, Reach reach, Config.Rates rates) {
    CrossOrigin others = new CrossOrigin(reach.origins());
    Health health = new Health(() -> answers(doors.database()));
    Function<Request, Headers> passport =
        doors.accounts().passports(doors.rest()::onlyReads, rates.perToken())::forDataApi;
    RestRoute rest = new RestRoute(doors.rest()::handle, passport, doors.wake());
    RestRoute batch = new RestRoute(doors.rest()::batch, passport, doors.wake());
    RunEventStreams streams = new RunEventStreams(doors.events(), doors.clock());
    WebPage page = new WebPage(Routes.class.getClassLoader(), reach.secure());
    Router router = new Router(doors.accounts().authenticator()).finishing(others::apply);
    router
        .on("ANY", "/rest/v1/*", new Handler.SelfChecking(rest::answer))
        .on("POST", "/v1/batch", new Handler.SelfChecking(batch::answer))
        .on("OPTIONS", "/v1/batch", new Handler.SelfChecking(rest::answer))
        .on("GET", "/health", new Handler.Public(r -> health.answer()))
        .on("GET", "/auth/v1/health", new Handler.Public(r -> health.answer()))
        .on("OPTIONS", "/auth/v1/*", new Handler.Public(others::preflight))
        .on("OPTIONS", "/v1/runs/*", new Handler.Public(others::preflight))
        .on("OPTIONS", "/v1/team-runs/*", new Handler.Public(others::preflight))
        .on("OPTIONS", "/v1/tokens", new Handler.Public(others::preflight))
        .on("OPTIONS", "/v1/tokens/*", new Handler.Public(others::preflight))
        .on("POST", "/v1/hooks/{id}", new Handler.SelfChecking(doors.further().hooks()::hook))
        .on(
            "POST",
            "/v1/callbacks/{token}",
            new Handler.SelfChecking(doors.further().hooks()::callback))
        .on(
            "GET",
            "/v1/runs/{id}/events",
            new Handler.User((r, c) -> streams.answer(EventLog.RUN, r, c)))
        .on(
            "GET",
            "/v1/team-runs/{id}/events",
            new Handler.User((r, c) -> streams.answer(EventLog.TEAM_RUN, r, c)));
    doors.accounts().addTo(router, reach.secure());
    doors.further().catalog().addTo(router);
    new AuditRoutes(doors.database(), doors.audit().verifier()).addTo(router);
    doors.further().tools().addTo(router);
    new McpEndpoint(doors.database(), Serve.version(), reach.origins(), doors.wake()).addTo(router);
    new KeyRoutes(doors.keys(), doors.accounts()::requireLive).addTo(router);
    return router.on("GET", "/*", new Handler.Public(page::answer));
  }

  /** For a process that answers nobody but who asks whether it is well. */
  static Router healthOnly(Doors doors) {
    Health health = new Health(() -> answers(doors.database()));
    return new Router(doors.accounts().authenticator())
        .on("GET", "/health", new Handler.Public(r -> health.answer()));
  }

  /** Whether the database answers. */
  static boolean answers(Database database) {
    try {
      return database.asUser(Identity.ANONYMOUS, handle -> handle.getConnection().isValid(2));
    } catch (Exception e) {
      return false;
    }
  }
}
