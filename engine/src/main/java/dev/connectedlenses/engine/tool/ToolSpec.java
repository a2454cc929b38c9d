package dev.connectedlenses.engine.tool;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A registered tool as an agent may call it.
 *
 * @param allowed whether the agent may call it now; {@code reason} says why or why not
 */
public record ToolSpec(
    UUID id,
    String key,
    String name,
    String description,
    Kind kind,
    Egress egress,
    JsonNode inputSchema,
    JsonNode outputSchema,
    Target target,
    boolean allowed,
    boolean asks,
    String reason) {

  /** How a tool is reached. */
  public enum Kind {
    HTTP,
    MCP,
    BUILTIN
  }

  /** What a call may do outside. */
  public enum Egress {
    NONE,
    READ_ONLY,
    WRITE
  }

  /**
   * Where calls go.
   *
   * @param credential the name under which the vault keeps the credential
   * @param idempotencyHeader by which the other side knows a repeated call again
   */
  public record Target(
      @Nullable String url,
      String method,
      JsonNode template,
      @Nullable String credential,
      @Nullable String idempotencyHeader) {}
}
