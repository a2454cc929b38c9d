package dev.connectedlenses.server.mcp;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.database.Identity;
import dev.connectedlenses.mcp.McpAnswer;
import dev.connectedlenses.rest.error.RestException;
import dev.connectedlenses.server.http.Response;
import dev.connectedlenses.server.routes.DatabaseRefusals;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What MCP clients ask for, as statements over the functions of the data API, run as whoever asks:
 * rights, limits and approvals are the same.
 */
final class Statements {
  private static final String GIVEN =
      "with a as (select cast(:args as jsonb) as x, cast(:before as jsonb) as r) ";

  private final Database database;

  Statements(Database database) {
    this.database = database;
  }

  /** A text that lies beside this class. */
  static String text(String name) {
    try (InputStream in = Objects.requireNonNull(Statements.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What the last of the statements gives, null where one gives nothing. All are one transaction,
   * and each knows what the one before it gave as {@code r}.
   */
  @Nullable JsonNode ask(Identity caller, List<String> sql, ObjectNode arguments) {
    return database.asUser(
        caller,
        handle -> {
          String found = "null";
          for (String one : sql) {
            String given = ask(handle, one, arguments, found);
            if (given == null) {
              return null;
            }
            found = given;
          }
          return JsonMapper.shared().readTree(found);
        });
  }

  private static @Nullable String ask(
      Handle handle, String sql, ObjectNode arguments, String before) {
    return handle
        .createQuery(GIVEN + sql)
        .bind("args", arguments.toString())
        .bind("before", before)
        .mapTo(String.class)
        .findOne()
        .orElse(null);
  }

  /** A refusal in the words of the data API; other failures are thrown on. */
  static McpAnswer refused(RuntimeException failure) {
    if (failure instanceof RestException told) {
      ObjectNode body = JsonMapper.shared().createObjectNode();
      body.put("code", told.error().code()).put("message", told.error().message());
      return new McpAnswer(body.put("hint", told.error().hint()), true);
    }
    Response told = DatabaseRefusals.of(failure).response();
    JsonNode body =
        told instanceof Response.Whole whole
            ? JsonMapper.shared().readTree(whole.body())
            : JsonMapper.shared().createObjectNode();
    return new McpAnswer(body, true);
  }
}
