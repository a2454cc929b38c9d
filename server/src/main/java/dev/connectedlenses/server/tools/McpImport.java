package dev.connectedlenses.server.tools;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.database.Identity;
import dev.connectedlenses.mcp.McpException;
import dev.connectedlenses.mcp.McpServers;
import dev.connectedlenses.mcp.McpSession;
import dev.connectedlenses.outbound.Credential;
import dev.connectedlenses.outbound.Secret;
import dev.connectedlenses.server.http.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Shows what MCP servers offer, and takes what somebody chose into their registry, pinned. */
public final class McpImport {
  private static final Duration TIME = Duration.ofSeconds(20);

  private final McpServers servers;
  private final McpTable table;
  private final Keys keys;

  /** Whoever asks has keys in the vault. */
  @FunctionalInterface
  public interface Keys {
    /** The caller's own key under a name, null where there is none. */
    @Nullable Secret find(Identity caller, String name);
  }

  public McpImport(McpServers servers, Database database, Keys keys) {
    this.keys = keys;
    this.servers = servers;
    this.table = new McpTable(database);
  }

  /** The servers that the operator allows. */
  JsonNode servers() {
    ObjectNode answer = JsonMapper.shared().createObjectNode();
    ArrayNode list = answer.putArray("servers");
    servers.allowed().forEach(url -> list.addObject().put("url", url.toString()));
    return answer;
  }

  /**
   * The tools of {@code url}, asked with the caller's key under {@code credential_ref} where that
   * is given; {@code known_as} is the key under which the caller has one.
   */
  JsonNode list(Identity caller, JsonNode body) throws InterruptedException {
    String url = text(body, "url");
    JsonNode known = table.known(caller, url);
    ObjectNode answer = JsonMapper.shared().createObjectNode();
    ArrayNode list = answer.putArray("tools");
    for (ObjectNode tool : tools(caller, url, optional(body, "credential_ref"))) {
      JsonNode key = known.get(tool.path("name").asString(""));
      list.add(tool.put("known_as", key == null ? null : key.asString()));
    }
    return answer;
  }

  /** Takes {@code tools} of {@code url}, each with name and perhaps key and egress_class. */
  JsonNode take(Identity caller, JsonNode body) throws InterruptedException {
    String url = text(body, "url");
    JsonNode wanted = body.path("tools");
    if (!wanted.isArray() || wanted.isEmpty() || wanted.size() > 200) {
      throw bad("\"tools\" must name 1 to 200 tools", "write [{\"name\": \"echo\"}]");
    }
    Map<String, ObjectNode> offered =
        tools(caller, url, optional(body, "credential_ref")).stream()
            .collect(
                Collectors.toMap(
                    tool -> tool.path("name").asString(""), Function.identity(), (a, b) -> a));
    List<ChosenTool> chosen = new ArrayList<>();
    wanted.forEach(one -> chosen.add(chosen(one, offered)));
    ObjectNode answer = JsonMapper.shared().createObjectNode();
    answer.set("tools", table.add(caller, url, optional(body, "credential_ref"), chosen));
    return answer;
  }

  private static ChosenTool chosen(JsonNode one, Map<String, ObjectNode> offered) {
    String name = text(one, "name");
    ObjectNode definition = offered.get(name);
    if (definition == null) {
      throw Refusal.of(
          404,
          "mcp_tool_not_found",
          "the MCP server has no tool \"%s\"".formatted(name),
          "list its tools: clens tool import-mcp URL");
    }
    String egress = optional(one, "egress_class");
    return new ChosenTool(definition, optional(one, "key"), egress == null ? "write" : egress);
  }

  private List<ObjectNode> tools(Identity caller, String url, @Nullable String name)
      throws InterruptedException {
    try (Secret key = name == null ? null : key(caller, name);
        McpSession session = servers.open(url, key == null ? null : Credential.bearer(key), TIME)) {
      return session.tools();
    } catch (McpException e) {
      if (e.kind() == McpException.Kind.REFUSED) {
        throw Refusal.of(
            403, "mcp_server_refused", e.words(), "servers on the list: clens tool import-mcp");
      }
      throw Refusal.of(
          502, "mcp_server_failed", e.words(), "look whether the server answers, then try again");
    }
  }

  private Secret key(Identity caller, String name) {
    Secret key = keys.find(caller, name);
    if (key == null) {
      throw Refusal.of(
          404,
          "credential_not_found",
          "you have no key \"%s\" that can be used".formatted(name),
          "store it: clens key add %s".formatted(name));
    }
    return key;
  }

  private static String text(JsonNode body, String name) {
    String value = optional(body, name);
    if (value == null) {
      throw bad("\"%s\" must be a text".formatted(name), "write {\"url\": …, \"tools\": […]}");
    }
    return value;
  }

  private static @Nullable String optional(JsonNode body, String name) {
    JsonNode value = body.path(name);
    return value.isString() && !value.asString().isBlank() ? value.asString() : null;
  }

  private static Refusal bad(String message, String hint) {
    return Refusal.of(400, "bad_request", message, hint);
  }
}
