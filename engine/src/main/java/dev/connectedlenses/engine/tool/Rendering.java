package dev.connectedlenses.engine.tool;

import dev.connectedlenses.engine.graph.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes the request of a call out of the tool's template and the call's arguments. One pass: what
 * an argument holds is never read as a template, and no argument reaches the host.
 */
final class Rendering {
  private static final String OPEN = "[[";
  private static final String CLOSE = "]]";

  private final ObjectNode arguments;

  private Rendering(ObjectNode arguments) {
    this.arguments = arguments;
  }

  /** The request of a call; throws where the template names what the call has not. */
  static ToolRequest render(ToolSpec tool, ObjectNode arguments) throws ToolException {
    return new Rendering(arguments).request(tool);
  }

  private ToolRequest request(ToolSpec tool) throws ToolException {
    ToolSpec.Target target = tool.target();
    String url = target.url();
    if (url == null) {
      return new ToolRequest("CALL", tool.key(), Map.of(), arguments);
    }
    if (tool.kind() == ToolSpec.Kind.MCP) {
      String name = target.template().path("tool").asString(tool.key());
      return new ToolRequest("MCP", url + "#" + name, Map.of(), arguments);
    }
    JsonNode template = target.template();
    boolean bodied = !List.of("GET", "HEAD", "DELETE").contains(target.method());
    boolean bare = !template.has("query") && !template.has("body") && !url.contains(OPEN);
    StringBuilder address = new StringBuilder(filled(url, Rendering::encoded));
    requireSameHost(url, address.toString());
    query(address, bare && !bodied ? arguments : objectOf(template.path("query")));
    JsonNode body = null;
    if (bodied) {
      body = template.has("body") ? filled(template.path("body")) : bare ? arguments : null;
    }
    return new ToolRequest(target.method(), address.toString(), headers(template), body);
  }

  private ObjectNode objectOf(JsonNode template) throws ToolException {
    return template instanceof ObjectNode ? filled(template).asObject() : Json.object();
  }

  private Map<String, String> headers(JsonNode template) throws ToolException {
    Map<String, String> headers = new HashMap<>();
    for (Map.Entry<String, JsonNode> header : template.path("headers").properties()) {
      headers.put(
          header.getKey(), filled(header.getValue().asString(""), UnaryOperator.identity()));
    }
    return headers;
  }

  private static void query(StringBuilder address, ObjectNode values) {
    char join = address.indexOf("?") < 0 ? '?' : '&';
    for (Map.Entry<String, JsonNode> value : values.properties()) {
      address.append(join).append(encoded(value.getKey())).append('=');
      address.append(encoded(text(value.getValue())));
      join = '&';
    }
  }

  /** An argument may fill a path or a query, never what stands before them. */
  private static void requireSameHost(String template, String address) throws ToolException {
    int start = template.indexOf("://") + 3;
    int end = start;
    while (end < template.length() && "/?#".indexOf(template.charAt(end)) < 0) {
      end++;
    }
    String authority = template.substring(0, end);
    if (authority.contains(OPEN) || !address.startsWith(authority) || !parses(address)) {
      throw new ToolException(
          ToolException.Kind.INVALID, "the address of a tool must name its host in full");
    }
  }

  private static boolean parses(String address) {
    try {
      return URI.create(address).getHost() != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private JsonNode filled(JsonNode template) throws ToolException {
    return switch (template) {
      case ObjectNode object -> {
        ObjectNode copy = Json.object();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
          copy.set(member.getKey(), filled(member.getValue()));
        }
        yield copy;
      }
      case ArrayNode array -> {
        ArrayNode copy = Json.array();
        for (JsonNode element : array) {
          copy.add(filled(element));
        }
        yield copy;
      }
      default -> template.isString() ? value(template.asString()) : template;
    };
  }

  /** A string that is one placeholder keeps the argument's type; any other is a text. */
  private JsonNode value(String template) throws ToolException {
    String inner = onlyLabel(template);
    return inner == null
        ? Json.MAPPER.valueToTree(filled(template, UnaryOperator.identity()))
        : argument(inner);
  }

  private static @Nullable String onlyLabel(String template) {
    boolean only =
        template.startsWith(OPEN)
            && template.endsWith(CLOSE)
            && template.indexOf(CLOSE) == template.length() - CLOSE.length();
    return only ? template.substring(2, template.length() - 2).strip() : null;
  }

  private String filled(String template, UnaryOperator<String> form) throws ToolException {
    List<String> parts = new ArrayList<>();
    int at = 0;
    for (int open = template.indexOf(OPEN); open >= 0; open = template.indexOf(OPEN, at)) {
      int close = template.indexOf(CLOSE, open);
      if (close < 0) {
        break;
      }
      parts.add(template.substring(at, open));
      parts.add(form.apply(text(argument(template.substring(open + 2, close).strip()))));
      at = close + CLOSE.length();
    }
    parts.add(template.substring(at));
    return String.join("", parts);
  }

  private JsonNode argument(String label) throws ToolException {
    JsonNode value = arguments.get(label);
    if (value == null) {
      throw new ToolException(
          ToolException.Kind.INVALID, "the call lacks \"%s\"; give it".formatted(label));
    }
    return value;
  }

  private static String text(JsonNode value) {
    return value.isValueNode() ? value.asString() : value.toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
