package dev.connectedlenses.server.oidc;

import dev.connectedlenses.outbound.Secret;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An OpenID provider that knows this server; with domains only addresses of these may come. */
public record Registration(
    String name,
    URI issuer,
    String clientId,
    @Nullable Secret clientSecret,
    List<String> scopes,
    List<String> domains) {

  public Registration {
    scopes = List.copyOf(scopes);
    domains = List.copyOf(domains);
  }
}
