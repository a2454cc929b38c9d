package dev.connectedlenses.server.mcp;

import dev.connectedlenses.database.Identity;
import dev.connectedlenses.mcp.McpAnswer;
import dev.connectedlenses.mcp.McpCaller;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Whoever sent a message, with the tools that were chosen. */
record OwnCaller(Identity who, Choice choice, OwnTools tools, OwnReading reading)
    implements McpCaller {
  @Override
  public McpAnswer call(String tool, ObjectNode arguments) {
    return tools.call(who, tool, arguments);
  }

  @Override
  public boolean isOffered(String tool) {
    return tools.isChosen(choice, tool);
  }

  @Override
  public @Nullable McpAnswer read(String method, ObjectNode params) {
    return reading.answer(who, method, params);
  }
}
