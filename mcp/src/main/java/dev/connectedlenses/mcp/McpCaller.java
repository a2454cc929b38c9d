package dev.connectedlenses.mcp;

import tools.jackson.databind.node.ObjectNode;

/** Whoever asks, as whom tools are called. */
@FunctionalInterface
public interface McpCaller {
  /** What the tool of this name gives. */
  McpAnswer call(String tool, ObjectNode arguments);
}
