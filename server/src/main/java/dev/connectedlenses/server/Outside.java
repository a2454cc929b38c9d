package dev.connectedlenses.server;

import dev.connectedlenses.database.StartRefusedException;
import dev.connectedlenses.outbound.EgressGrant;
import dev.connectedlenses.outbound.EgressObserver;
import dev.connectedlenses.outbound.EgressPolicy;
import dev.connectedlenses.outbound.OutboundClient;
import dev.connectedlenses.outbound.OutboundException;
import dev.connectedlenses.server.catalog.ModelServer;
import dev.connectedlenses.server.oidc.Registration;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** The one way out of the process, and the model servers that the operator pointed at. */
final class Outside {

  private Outside() {}

  /** A client that reaches public hosts and, by name, the configured ones. */
  static OutboundClient client(Config config) {
    EgressPolicy policy = EgressPolicy.publicOnly();
    for (ModelServer server : servers(config)) {
      policy = policy.allowing(grant("CLENS_PROVIDERS and OLLAMA_HOST", server.baseUrl()));
    }
    return new OutboundClient(policy, EgressObserver.none());
  }

  /** The same for tools: public hosts and, by name, those that the operator lets them reach. */
  static OutboundClient toTools(OutboundClient client, Config config) {
    EgressPolicy policy = EgressPolicy.publicOnly();
    for (URI neighbour : config.neighbours().hosts()) {
      policy = policy.allowing(grant("CLENS_TOOL_HOSTS", neighbour));
    }
    return client.under(policy);
  }

  /** The same for messages to people's own systems: public hosts and, by name, those allowed. */
  static OutboundClient toTargets(OutboundClient client, Config config) {
    EgressPolicy policy = EgressPolicy.publicOnly();
    for (URI host : config.notices().hosts()) {
      policy = policy.allowing(grant("CLENS_NOTIFY_HOSTS", host));
    }
    return client.under(policy);
  }

  /** The same for MCP servers: those on the operator's list, wherever they are. */
  static OutboundClient toMcpServers(OutboundClient client, Config config) {
    EgressPolicy policy = EgressPolicy.publicOnly();
    for (URI server : config.neighbours().mcpServers()) {
      policy = policy.allowing(grant("CLENS_MCP_SERVERS", server));
    }
    return client.under(policy);
  }

  /** The same for sign-in: public hosts and, by name, the configured OpenID providers. */
  static OutboundClient toIssuers(OutboundClient client, Config config) {
    EgressPolicy policy = EgressPolicy.publicOnly();
    for (Registration provider : config.accounts().oidc()) {
      policy = policy.allowing(grant("CLENS_OIDC", provider.issuer()));
    }
    return client.under(policy);
  }

  /** Ollama where it is, and what was configured. */
  static List<ModelServer> servers(Config config) {
    List<ModelServer> servers = new ArrayList<>();
    servers.add(new ModelServer("ollama", "Ollama", "ollama", config.models().ollama(), null));
    for (Config.ProviderEntry entry : config.models().providers()) {
      servers.add(
          new ModelServer(
              catalogKey(entry.name()), entry.name(), "openai", entry.baseUrl(), entry.apiKey()));
    }
    return servers;
  }

  /** Names of the catalog have no hyphen. */
  static String catalogKey(String name) {
    return name.replace('-', '_');
  }

  private static EgressGrant grant(String setting, URI base) {
    try {
      return EgressGrant.of(base);
    } catch (OutboundException e) {
      throw new StartRefusedException(
          "%s cannot be reached as written (%s); check %s".formatted(base, e.getMessage(), setting),
          e);
    }
  }
}
