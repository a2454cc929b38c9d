/** This server as an MCP server. */
@NullMarked
package dev.connectedlenses.server.mcp;

import org.jspecify.annotations.NullMarked;
