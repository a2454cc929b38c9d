package dev.connectedlenses.mcp;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Messages of the protocol as texts. */
final class Messages {
  static final McpJsonMapper MAPPER = new JacksonMcpJsonMapper(JsonMapper.shared());

  private Messages() {}

  /** The message that a text is; throws where it is none. */
  static McpSchema.JSONRPCMessage read(String text) throws IOException {
    try {
      if (JsonMapper.shared().readTree(text).isObject()) {
        return McpSchema.deserializeJsonRpcMessage(MAPPER, text);
      }
    } catch (JacksonException | IllegalArgumentException e) {
      throw new IOException("the text is no message", e);
    }
    throw new IOException("the text is no message");
  }
}
