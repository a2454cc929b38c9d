/** Tools called by hand, and tools of MCP servers: listed, taken into the registry, called. */
@NullMarked
package dev.connectedlenses.server.tools;

import org.jspecify.annotations.NullMarked;
