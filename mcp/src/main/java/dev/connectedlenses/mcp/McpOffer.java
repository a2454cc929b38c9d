package dev.connectedlenses.mcp;

/**
 * A tool that a client is offered.
 *
 * @param schema the JSON Schema of what it takes
 * @param output the JSON Schema of what it gives
 * @param hints for the client's user; rights are the caller's
 */
public record McpOffer(
    String name, String title, String description, String schema, String output, McpHints hints) {}
