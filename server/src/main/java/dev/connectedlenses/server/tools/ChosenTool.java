package dev.connectedlenses.server.tools;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A tool of an MCP server that somebody wants in their registry.
 *
 * @param key what it is called there, null for the server's own name
 * @param egress how far it reaches, in the word of whoever takes it
 */
record ChosenTool(ObjectNode definition, @Nullable String key, String egress) {}
