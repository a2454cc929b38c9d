package dev.connectedlenses.server.tools;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.database.Identity;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Tools of MCP servers in the registry. */
final class McpTable {
  private final Database database;

  McpTable(Database database) {
    this.database = database;
  }

  /** Whether a tool is still what its owner took; one that is not is blocked by asking. */
  boolean isPinned(UUID agent, UUID tool, ObjectNode definition) {
    return database.asEngine(handle ->
        handle
            .createQuery("select agents.check_pin(?, ?, cast(? as jsonb))")
            .bind(0, agent)
            .bind(1, tool)
            .bind(2, definition.toString())
            .mapTo(Boolean.class)
            .one());
  }

  /** Takes tools of a server into the caller's registry, all or none. */
  ArrayNode add(Identity caller, String url, @Nullable String credential, List<ChosenTool> chosen) {
    return database.asUser(
        caller,
        handle -> {
          ArrayNode rows = JsonMapper.shared().createArrayNode();
          chosen.forEach(tool -> rows.add(add(handle, url, credential, tool)));
          return rows;
        });
  }

  private static JsonNode add(
      Handle handle, String url, @Nullable String credential, ChosenTool tool) {
    String row =
        handle
            .createQuery(
                """
                select (to_jsonb(t) || jsonb_build_object('content_hash', encode(t.content_hash, 'hex'), 'pinned_hash', encode(t.pinned_hash, 'hex')))::text
                from public.fn_import_mcp_tool(?, cast(? as jsonb), ?, ?, ?) t
                """)
            .bind(0, url)
            .bind(1, tool.definition().toString())
            .bind(2, tool.key())
            .bind(3, tool.egress())
            .bind(4, credential)
            .mapTo(String.class)
            .one();
    return JsonMapper.shared().readTree(row);
  }

  /** The caller's own tools of a server: by the server's name for each, its key here. */
  JsonNode known(Identity caller, String url) {
    String known =
        database.asUser(
            caller,
            handle ->
                handle
                    .createQuery(
                        """
                        select coalesce(jsonb_object_agg(t.request_template ->> 'tool', t.key), '{}')::text
                        from agents.tools_registry t
                        where t.owner_lenser_id = lensers.get_auth_lenser_id() and t.kind = 'mcp' and t.endpoint_url = ?
                        """)
                    .bind(0, url)
                    .mapTo(String.class)
                    .one());
    return JsonMapper.shared().readTree(known);
  }
}
