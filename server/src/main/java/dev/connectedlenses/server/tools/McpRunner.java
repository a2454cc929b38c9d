package dev.connectedlenses.server.tools;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.engine.tool.HttpRunner;
import dev.connectedlenses.engine.tool.ToolException;
import dev.connectedlenses.engine.tool.ToolRequest;
import dev.connectedlenses.engine.tool.ToolRunner;
import dev.connectedlenses.engine.tool.ToolSpec;
import dev.connectedlenses.mcp.McpException;
import dev.connectedlenses.mcp.McpServers;
import dev.connectedlenses.mcp.McpSession;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls tools of MCP servers. Within the session of the call it looks first whether the server
 * still defines the tool as its owner took it; what changed is blocked and not called.
 */
public final class McpRunner implements ToolRunner {
  private static final int LONGEST = 200_000;

  private final McpServers servers;
  private final HttpRunner.Vault vault;
  private final McpTable table;

  public McpRunner(McpServers servers, HttpRunner.Vault vault, Database database) {
    this.servers = servers;
    this.vault = vault;
    this.table = new McpTable(database);
  }

  @Override
  public Result run(ToolSpec tool, ToolRequest request, Permit permit)
      throws ToolException, InterruptedException {
    if (tool.egress() == ToolSpec.Egress.NONE) {
      throw new ToolException(
          ToolException.Kind.DENIED,
          "the tool \"%s\" is registered as one that goes nowhere; import it again"
              .formatted(tool.key()));
    }
    String url = Objects.requireNonNullElse(tool.target().url(), "");
    try (McpSession session =
        servers.open(url, HttpRunner.credential(vault, tool, permit), permit.timeout())) {
      String name = tool.target().template().path("tool").asString(tool.key());
      requirePinned(tool, permit, session.tool(name));
      return new Result(call(tool, session, name, permit.arguments()), true);
    } catch (McpException e) {
      throw new ToolException(
          e.kind() == McpException.Kind.REFUSED
              ? ToolException.Kind.DENIED
              : ToolException.Kind.FAILED,
          e.words());
    }
  }

  /** A call that broke off may have taken effect; all that comes before it is only asking. */
  private static JsonNode call(ToolSpec tool, McpSession session, String name, ObjectNode arguments)
      throws McpException, ToolException, InterruptedException {
    try {
      return session.call(name, arguments);
    } catch (McpException e) {
      if (e.kind() == McpException.Kind.BROKEN && tool.egress() == ToolSpec.Egress.WRITE) {
        throw new ToolException(ToolException.Kind.UNKNOWN, e.words());
      }
      throw e;
    }
  }

  private void requirePinned(ToolSpec tool, Permit permit, ObjectNode definition)
      throws ToolException {
    String text = definition.toString();
    if (text.length() > LONGEST || text.contains("\\u0000")) {
      throw new ToolException(
          ToolException.Kind.FAILED,
          "what the server says about \"%s\" now cannot be kept; take the tool from the agent"
              .formatted(tool.key()));
    }
    if (!table.isPinned(permit.maker().agentId(), tool.id(), definition)) {
      throw new ToolException(
          ToolException.Kind.DENIED,
          "the server describes \"%s\" otherwise than when it was taken over; it is blocked until its owner approves the change"
              .formatted(tool.key()));
    }
  }
}
