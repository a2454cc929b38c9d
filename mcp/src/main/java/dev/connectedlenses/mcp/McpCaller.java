package dev.connectedlenses.mcp;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Whoever asks, as whom tools are called and things are read. */
@FunctionalInterface
public interface McpCaller {
  /** What the tool of this name gives. */
  McpAnswer call(String tool, ObjectNode arguments);

  /** Whether this tool is offered to whoever asks. */
  default boolean isOffered(String tool) {
    return true;
  }

  /** What a method about prompts and resources gives, null for one that is no such method. */
  default @Nullable McpAnswer read(String method, ObjectNode params) {
    return null;
  }
}
