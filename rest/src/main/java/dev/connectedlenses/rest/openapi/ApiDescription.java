package dev.connectedlenses.rest.openapi;

import dev.connectedlenses.rest.HttpSettings;
import dev.connectedlenses.rest.schemacache.Routine;
import dev.connectedlenses.rest.schemacache.SchemaCache;
import dev.connectedlenses.rest.schemacache.Table;
import dev.connectedlenses.rest.schemacache.Visible;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The document of one schema: everything, or what a role may use. */
public final class ApiDescription {

  private static final List<String> MEDIA =
      List.of(
          "application/json",
          "application/vnd.pgrst.object+json;nulls=stripped",
          "application/vnd.pgrst.object+json",
          "text/csv");

  private final SchemaCache cache;
  private final HttpSettings http;
  private final @Nullable Visible visible;

  /**
   * A describer.
   *
   * @param visible what is described, null for everything
   */
  public ApiDescription(SchemaCache cache, HttpSettings http, @Nullable Visible visible) {
    this.cache = cache;
    this.http = http;
    this.visible = visible;
  }

  /** The document of a schema. */
  public byte[] of(String schema, boolean newer) {
    ObjectNode document = swagger(schema);
    ObjectNode asked = newer ? OpenApi31.of(document) : document;
    return asked.toString().getBytes(StandardCharsets.UTF_8);
  }

  private ObjectNode swagger(String schema) {
    ObjectNode root = JsonMapper.shared().createObjectNode().put("swagger", "2.0");
    info(root.putObject("info"), schema);
    address(root);
    media(root.putArray("consumes"));
    media(root.putArray("produces"));
    Paths paths = new Paths(root.putObject("paths"));
    ObjectNode definitions = root.putObject("definitions");
    Parameters parameters = Parameters.into(root.putObject("parameters"));
    for (Table table : tables(schema)) {
      paths.add(table);
      definitions.set(table.name().name().text(), Definitions.of(cache, table));
      parameters.add(table);
    }
    routines(schema).forEach(paths::add);
    if (http.openApiSecurity()) {
      security(root);
    }
    return root;
  }

  private void info(ObjectNode info, String schema) {
    String[] comment = cache.schemaComments().getOrDefault(schema, "").split("\n", 2);
    info.put("title", comment[0].isBlank() ? "Data API of schema " + schema : comment[0]);
    info.put(
        "description",
        comment.length > 1 ? comment[1].strip() : "What this schema lets its callers do");
    info.put("version", "14");
  }

  private void address(ObjectNode root) {
    String text = http.openApiServerUri();
    if (text == null) {
      root.put("basePath", "/");
      return;
    }
    URI uri = URI.create(text);
    String path = uri.getPath() == null || uri.getPath().isEmpty() ? "/" : uri.getPath();
    root.put("host", uri.getAuthority()).put("basePath", path);
    root.putArray("schemes").add(uri.getScheme());
  }

  private static void media(ArrayNode list) {
    MEDIA.forEach(list::add);
  }

  private static void security(ObjectNode root) {
    ObjectNode jwt = root.putObject("securityDefinitions").putObject("JWT");
    jwt.put("type", "apiKey").put("in", "header").put("name", "Authorization");
    jwt.put("description", "A bearer token, with the word Bearer in front");
    root.putArray("security").addObject().putArray("JWT");
  }

  private List<Table> tables(String schema) {
    return cache.tables().values().stream()
        .filter(t -> t.name().schema().text().equals(schema))
        .filter(t -> visible == null || visible.relations().contains(t.oid()))
        .sorted(Comparator.comparing(t -> t.name().name().text()))
        .toList();
  }

  private List<Routine> routines(String schema) {
    return cache.routines().values().stream()
        .flatMap(List::stream)
        .filter(r -> r.name().schema().text().equals(schema))
        .filter(r -> visible == null || visible.functions().contains(r.oid()))
        .sorted(Comparator.comparing(r -> r.name().name().text()))
        .toList();
  }
}
