package dev.connectedlenses.mcp;

import tools.jackson.databind.JsonNode;

/** What a call gave, or why it did not. */
public record McpAnswer(JsonNode value, boolean failed) {}
