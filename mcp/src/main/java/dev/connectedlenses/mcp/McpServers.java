package dev.connectedlenses.mcp;

import dev.connectedlenses.outbound.Credential;
import dev.connectedlenses.outbound.OutboundClient;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The MCP servers that the operator lets tools call. Each visit is a session of its own; nothing of
 * whoever calls goes along but the credential that was stored for that server.
 */
public final class McpServers {
  private final OutboundClient client;
  private final List<URI> allowed;

  /**
   * @param client the way out, whose policy decides about addresses
   * @param allowed the servers, each by its exact address
   */
  public McpServers(OutboundClient client, List<URI> allowed) {
    this.client = client;
    this.allowed = List.copyOf(allowed);
  }

  public List<URI> allowed() {
    return allowed;
  }

  /** Opens a session that must be over within the time. */
  public McpSession open(String url, @Nullable Credential credential, Duration time)
      throws McpException, InterruptedException {
    if (allowed.stream().noneMatch(one -> one.toString().equals(url))) {
      throw new McpException(
          McpException.Kind.REFUSED,
          "the MCP server \"%s\" is not on this server's list; have the operator add it to CLENS_MCP_SERVERS"
              .formatted(url));
    }
    OutboundTransport transport =
        new OutboundTransport(client, url, credential, new Remaining(time, System::nanoTime));
    return McpSession.open(transport, time);
  }
}
