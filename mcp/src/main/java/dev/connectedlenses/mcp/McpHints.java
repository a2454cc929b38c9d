package dev.connectedlenses.mcp;

/** What a tool does, as far as a client may tell its user. */
public record McpHints(boolean reads, boolean destroys, boolean idempotent) {}
