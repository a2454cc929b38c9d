package dev.connectedlenses.server.catalog;

import dev.connectedlenses.database.ServerUrl;
import dev.connectedlenses.outbound.OutboundClient;
import dev.connectedlenses.outbound.OutboundException;
import dev.connectedlenses.outbound.OutboundLimits;
import dev.connectedlenses.outbound.OutboundRequest;
import dev.connectedlenses.outbound.OutboundResponse;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Merges somebody else's catalog into ours when an operator asks for it, and never by itself. */
public final class CatalogImport {

  /** Where the lists are published. */
  static final Map<String, String> SOURCES =
      Map.of(
          "models.dev",
          "https://models.dev/api.json",
          "litellm",
          "https://raw.githubusercontent.com/BerriAI/litellm/main/model_prices_and_context_window.json");

  private static final OutboundLimits LIMITS =
      OutboundLimits.within(Duration.ofSeconds(30)).withBodyBytes(16 << 20);

  private final OutboundClient client;
  private final ServerUrl admin;

  public CatalogImport(OutboundClient client, ServerUrl admin) {
    this.client = client;
    this.admin = admin;
  }

  /**
   * What is to be done.
   *
   * @param source models.dev, litellm, or a name for a document that was handed over
   * @param providers only these, by our keys; empty: those that the catalog knows already
   * @param all also providers that the catalog does not know
   * @param dryRun say what would change and change nothing
   */
  record Wish(String source, Set<String> providers, boolean all, boolean dryRun) {}

  /**
   * Fetches a published list.
   *
   * @throws IllegalArgumentException with a line for people when it cannot be had
   */
  byte[] fetch(String source) throws InterruptedException {
    String url = SOURCES.get(source);
    if (url == null) {
      throw new IllegalArgumentException(
          "\"%s\" is no list known here; take models.dev, litellm, or a file".formatted(source));
    }
    try (OutboundResponse response = client.send(OutboundRequest.get(url, LIMITS))) {
      if (response.status() != 200) {
        throw new IllegalArgumentException("%s answered %d".formatted(url, response.status()));
      }
      return response.body().readAllBytes();
    } catch (OutboundException e) {
      throw new IllegalArgumentException(
          "%s could not be fetched (%s); download it and import the file"
              .formatted(url, e.getMessage()),
          e);
    } catch (IOException e) {
      throw new IllegalArgumentException("%s broke off; try again".formatted(url), e);
    }
  }

  /** Merges a document; the answer counts what came of it. */
  JsonNode merge(byte[] document, Wish wish) throws SQLException {
    CatalogFormat.Content content = CatalogFormat.read(document, LocalDate.now(ZoneOffset.UTC));
    Map<String, Integer> counts = new TreeMap<>(Map.of("new", 0, "changed", 0, "kept", 0));
    int skipped = 0;
    try (Connection connection = DriverManager.getConnection(admin.jdbc(), admin.login())) {
      connection.setAutoCommit(false);
      try (Statement role = connection.createStatement()) {
        role.execute("set local role clens_owner");
      }
      Set<String> known = known(connection);
      for (ObjectNode model : content.models()) {
        if (wanted(wish, known, model.path("provider_key").asString(""))) {
          counts.merge(merge(connection, model, wish.source()), 1, Integer::sum);
        } else {
          skipped++;
        }
      }
      if (wish.dryRun()) {
        connection.rollback();
      } else {
        connection.commit();
      }
    }
    ObjectNode report = JsonMapper.shared().createObjectNode();
    counts.forEach(report::put);
    report.put("skipped", skipped).put("left_out", content.leftOut());
    report.put("dry_run", wish.dryRun());
    content.unknownProviders().stream()
        .limit(200)
        .forEach(report.putArray("unknown_providers")::add);
    return report;
  }

  private static boolean wanted(Wish wish, Set<String> known, String provider) {
    if (!wish.providers().isEmpty()) {
      return wish.providers().contains(provider);
    }
    return wish.all() || known.contains(provider);
  }

  private static Set<String> known(Connection connection) throws SQLException {
    Set<String> keys = new TreeSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select key from ai.providers")) {
      while (rows.next()) {
        keys.add(rows.getString(1));
      }
    }
    return keys;
  }

  private static String merge(Connection connection, ObjectNode model, String source)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select ai.import_model(?::jsonb, ?)")) {
      statement.setString(1, model.toString());
      statement.setString(2, source);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    }
  }
}
