package dev.connectedlenses.server.mcp;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.database.Identity;
import dev.connectedlenses.mcp.McpAnswer;
import dev.connectedlenses.mcp.McpHints;
import dev.connectedlenses.mcp.McpOffer;
import dev.connectedlenses.server.http.Response;
import dev.connectedlenses.server.routes.DatabaseRefusals;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The tools that this server offers to MCP clients: each is one statement, run as whoever asks, so
 * that rights, limits and approvals are those of the data API.
 */
final class OwnTools {
  private final Database database;
  private final Runnable wake;
  private final List<McpOffer> offers = new ArrayList<>();
  private final Map<String, String> statements = new HashMap<>();

  /**
   * @param wake told when a run may have something to do
   */
  OwnTools(Database database, Runnable wake) {
    this.database = database;
    this.wake = wake;
    for (JsonNode tool : JsonMapper.shared().readTree(text())) {
      JsonNode hints = tool.path("hints");
      String name = tool.path("name").asString();
      statements.put(name, tool.path("sql").asString());
      offers.add(
          new McpOffer(
              name,
              tool.path("title").asString(),
              tool.path("description").asString(),
              tool.path("input").toString(),
              new McpHints(
                  hints.path("reads").asBoolean(false),
                  hints.path("destroys").asBoolean(false),
                  hints.path("idempotent").asBoolean(false))));
    }
  }

  private static String text() {
    try (InputStream in =
        Objects.requireNonNull(OwnTools.class.getResourceAsStream("tools.json"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<McpOffer> offers() {
    return offers;
  }

  /** What a tool gives to somebody. */
  McpAnswer call(Identity caller, String tool, ObjectNode arguments) {
    try {
      String found = ask(caller, Objects.requireNonNull(statements.get(tool)), arguments);
      wake.run();
      return new McpAnswer(JsonMapper.shared().readTree(found), false);
    } catch (RuntimeException e) {
      return new McpAnswer(refused(e), true);
    }
  }

  private String ask(Identity caller, String sql, ObjectNode arguments) {
    return database.asUser(
        caller,
        handle ->
            handle
                .createQuery("with a as (select cast(:args as jsonb) as x) " + sql)
                .bind("args", arguments.toString())
                .mapTo(String.class)
                .findOne()
                .orElse("{\"found\": false}"));
  }

  private static JsonNode refused(RuntimeException failure) {
    Response told = DatabaseRefusals.of(failure).response();
    return told instanceof Response.Whole whole
        ? JsonMapper.shared().readTree(whole.body())
        : JsonMapper.shared().nullNode();
  }
}
