package dev.connectedlenses.server.catalog;

import dev.connectedlenses.server.http.Caller;
import dev.connectedlenses.server.http.Handler;
import dev.connectedlenses.server.http.Refusal;
import dev.connectedlenses.server.http.Request;
import dev.connectedlenses.server.http.Response;
import dev.connectedlenses.server.http.Router;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code /v1/catalog/import}: the operator merges somebody else's catalog into this one. */
public final class CatalogRoutes {

  private final CatalogImport catalog;
  private final UUID operator;

  /**
   * @param operator the local owner's account, who may change what everybody sees
   */
  public CatalogRoutes(CatalogImport catalog, UUID operator) {
    this.catalog = catalog;
    this.operator = operator;
  }

  /**
   * Adds the route. A document comes as the body; without one, {@code source} names the list to
   * fetch. {@code provider}, {@code all} and {@code dry_run} narrow what is done.
   */
  public void addTo(Router router) {
    router.on("POST", "/v1/catalog/import", new Handler.Session(this::merge));
  }

  private Response merge(Request request, Caller caller) {
    if (!caller.userId().equals(operator)) {
      throw Refusal.of(
          403,
          "not_operator",
          "the catalog is everybody's; only the owner of this server changes it",
          "sign in as the local owner: clens login --link");
    }
    CatalogImport.Wish wish =
        new CatalogImport.Wish(
            text(request, "source", "file"),
            providers(request.query("provider")),
            "true".equals(request.query("all")),
            "true".equals(request.query("dry_run")));
    try {
      byte[] document = request.body().length > 0 ? request.body() : catalog.fetch(wish.source());
      return Response.json(200, catalog.merge(document, wish)).with("Cache-Control", "no-store");
    } catch (IllegalArgumentException e) {
      throw Refusal.of(
          400, "bad_catalog", String.valueOf(e.getMessage()), "see docs/reference/catalog.md");
    } catch (SQLException e) {
      throw new IllegalStateException("the catalog could not be changed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refusal.of(503, "stopping", "the server is stopping", "try again in a moment");
    }
  }

  private static String text(Request request, String name, String otherwise) {
    String value = request.query(name);
    return value != null && value.matches("[A-Za-z0-9._-]{1,60}") ? value : otherwise;
  }

  private static Set<String> providers(@Nullable String list) {
    return Arrays.stream((list == null ? "" : list).split(",", -1))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toSet());
  }
}
