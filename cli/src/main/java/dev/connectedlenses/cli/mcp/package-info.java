/** Commands with which MCP clients reach the server. */
@NullMarked
package dev.connectedlenses.cli.mcp;

import org.jspecify.annotations.NullMarked;
