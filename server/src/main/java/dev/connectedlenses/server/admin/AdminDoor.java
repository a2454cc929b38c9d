package dev.connectedlenses.server.admin;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.rest.Headers;
import dev.connectedlenses.rest.RestService;
import dev.connectedlenses.server.http.Caller;
import dev.connectedlenses.server.http.Handler;
import dev.connectedlenses.server.http.HttpServer;
import dev.connectedlenses.server.http.Request;
import dev.connectedlenses.server.http.Response;
import dev.connectedlenses.server.http.Router;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The addresses of the operator's listener; whoever reaches it may read them. */
public final class AdminDoor {

  private static final String PLAIN = "text/plain; version=0.0.4; charset=utf-8";

  private final Database database;
  private final RestService rest;
  private final HttpServer main;
  private final BooleanSupplier ready;

  /**
   * @param main the listener that is told about
   * @param ready whether requests can be answered now
   */
  public AdminDoor(Database database, RestService rest, HttpServer main, BooleanSupplier ready) {
    this.database = database;
    this.rest = rest;
    this.main = main;
    this.ready = ready;
  }

  /** All there is; anything else is not found. */
  public Router router() {
    return new Router(AdminDoor::nobody)
        .on("GET", "/live", new Handler.Public(r -> word(main.isListening(), 500)))
        .on("GET", "/ready", new Handler.Public(r -> ready()))
        .on("GET", "/metrics", new Handler.Public(r -> metrics()))
        .on("GET", "/schema_cache", new Handler.Public(r -> catalogs()));
  }

  private static Response word(boolean good, int otherwise) {
    return Response.text(good ? 200 : otherwise, good ? "ok" : "not now");
  }

  private Response ready() {
    return main.isListening() ? word(rest.ready() && ready.getAsBoolean(), 503) : word(false, 500);
  }

  private Response metrics() {
    Runtime java = Runtime.getRuntime();
    String page =
        new MetricsPage()
            .traffic(main.traffic())
            .pools(database.pools())
            .dataApi(rest.state())
            .process(
                java.totalMemory() - java.freeMemory(),
                ManagementFactory.getRuntimeMXBean().getUptime())
            .text();
    return of(PLAIN, page.getBytes(StandardCharsets.UTF_8));
  }

  private Response catalogs() {
    byte[] catalogs = rest.catalogs();
    return catalogs == null ? word(false, 503) : of("application/json; charset=utf-8", catalogs);
  }

  private static Response of(String type, byte[] body) {
    return new Response.Whole(
        200, new Headers(List.of(new Headers.Header("Content-Type", type))), body);
  }

  private static Caller nobody(Request request) {
    throw new IllegalStateException("the operator's listener knows no callers");
  }
}
