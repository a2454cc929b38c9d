package dev.connectedlenses.server.mcp;

import dev.connectedlenses.database.Identity;
import dev.connectedlenses.mcp.McpAnswer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What MCP clients read beside tools: each published lens is a prompt, and lenses, workflows, runs
 * and agents are resources, with the kinds of nodes and this product's own pages. Everything is
 * read as whoever asks.
 */
final class OwnReading {
  private static final String KINDS = "schema://node-types";
  private static final String DOCS = "docs://";
  private static final Pattern CURSOR = Pattern.compile("[0-9]{1,8}");

  private final Statements statements;
  private final Map<String, String> methods = new HashMap<>();
  private final List<Place> places = new ArrayList<>();
  private final ArrayNode templates = JsonMapper.shared().createArrayNode();
  private final ArrayNode fixed = JsonMapper.shared().createArrayNode();
  private final List<String> pages = new ArrayList<>();

  /**
   * Resources of one form of address.
   *
   * @param fields what the parts of the address are called
   */
  private record Place(Pattern address, List<String> fields, String sql) {}

  OwnReading(Statements statements) {
    this.statements = statements;
    JsonNode all = JsonMapper.shared().readTree(Statements.text("reading.json"));
    all.path("methods").forEachEntry((name, sql) -> methods.put(name, sql.asString()));
    all.path("resources").forEach(this::addPlace);
    add(KINDS, "Kinds of nodes", "application/json");
    all.path("docs")
        .forEach(page -> {
          pages.add(page.asString());
          add(DOCS + page.asString(), "Page: " + page.asString(), "text/markdown");
        });
  }

  private void addPlace(JsonNode place) {
    List<String> fields = place.path("fields").valueStream().map(JsonNode::asString).toList();
    Pattern address = Pattern.compile(place.path("pattern").asString());
    places.add(new Place(address, fields, place.path("sql").asString()));
    templates
        .addObject()
        .put("uriTemplate", place.path("template").asString())
        .put("name", place.path("name").asString())
        .put("description", place.path("description").asString())
        .put("mimeType", "application/json");
  }

  private void add(String uri, String name, String type) {
    fixed.addObject().put("uri", uri).put("name", name).put("mimeType", type);
  }

  List<String> pages() {
    return List.copyOf(pages);
  }

  /** What a method gives; null for one that is about something else. */
  @Nullable McpAnswer answer(Identity caller, String method, ObjectNode params) {
    try {
      return switch (method) {
        case "resources/templates/list" -> listed("resourceTemplates", templates);
        case "resources/read" -> read(caller, params.path("uri").asString(""));
        case "resources/list" -> resources(caller, params);
        default -> methods.containsKey(method) ? asked(caller, method, params) : null;
      };
    } catch (RuntimeException e) {
      return Statements.refused(e);
    }
  }

  private static McpAnswer listed(String name, ArrayNode rows) {
    ObjectNode answer = JsonMapper.shared().createObjectNode();
    answer.set(name, rows.deepCopy());
    return new McpAnswer(answer, false);
  }

  private McpAnswer asked(Identity caller, String method, ObjectNode params) {
    String cursor = params.path("cursor").asString("");
    if (!cursor.isEmpty() && !CURSOR.matcher(cursor).matches()) {
      return failed("there is no such cursor", "bad_cursor: pass on what the last page gave");
    }
    JsonNode found = statements.ask(caller, List.of(methods.get(method)), params);
    return found == null
        ? failed("there is no such prompt", "prompt_not_found: see prompts/list")
        : new McpAnswer(found, false);
  }

  /** What is the same for everybody comes before the first page. */
  private McpAnswer resources(Identity caller, ObjectNode params) {
    McpAnswer found = asked(caller, "resources/list", params);
    if (!found.failed() && !params.hasNonNull("cursor")) {
      ArrayNode all = fixed.deepCopy();
      found.value().path("resources").forEach(all::add);
      found.value().asObject().set("resources", all);
    }
    return found;
  }

  private McpAnswer read(Identity caller, String uri) {
    if (uri.equals(KINDS)) {
      return content(uri, "application/json", OwnTools.kinds("").toString());
    }
    if (uri.startsWith(DOCS) && pages.contains(uri.substring(DOCS.length()))) {
      String page = Statements.text("docs/%s.md".formatted(uri.substring(DOCS.length())));
      return content(uri, "text/markdown", page);
    }
    for (Place place : places) {
      Matcher address = place.address().matcher(uri);
      if (address.matches()) {
        ObjectNode parts = JsonMapper.shared().createObjectNode();
        for (int i = 0; i < place.fields().size(); i++) {
          parts.put(place.fields().get(i), address.group(i + 1));
        }
        JsonNode found = statements.ask(caller, List.of(place.sql()), parts);
        return found == null ? missing(uri) : content(uri, "application/json", found.toString());
      }
    }
    return missing(uri);
  }

  private static McpAnswer content(String uri, String type, String text) {
    ObjectNode answer = JsonMapper.shared().createObjectNode();
    ObjectNode one = answer.putArray("contents").addObject();
    one.put("uri", uri).put("mimeType", type).put("text", text);
    return new McpAnswer(answer, false);
  }

  private static McpAnswer missing(String uri) {
    String shown = uri.length() > 200 ? uri.substring(0, 200) + "…" : uri;
    return failed(
        "there is no resource \"%s\", or it is not yours to see".formatted(shown),
        "resource_not_found: see resources/list and resources/templates/list");
  }

  private static McpAnswer failed(String message, String hint) {
    ObjectNode refusal = JsonMapper.shared().createObjectNode().put("code", "P0002");
    return new McpAnswer(refusal.put("message", message).put("hint", hint), true);
  }
}
