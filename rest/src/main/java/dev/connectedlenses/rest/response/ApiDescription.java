package dev.connectedlenses.rest.response;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The document at the root: Swagger 2.0 of what can be asked. */
public final class ApiDescription {

  private ApiDescription() {}

  /** The document of one schema. */
  public static byte[] of(String schema) {
    ObjectNode root = JsonMapper.shared().createObjectNode();
    root.put("swagger", "2.0");
    root.putObject("info").put("title", schema).put("version", "14");
    root.put("basePath", "/");
    root.putObject("paths");
    return root.toString().getBytes(StandardCharsets.UTF_8);
  }
}
