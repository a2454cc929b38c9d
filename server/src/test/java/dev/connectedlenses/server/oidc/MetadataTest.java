package dev.connectedlenses.server.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a provider says of itself, believed only under its own name. */
final class MetadataTest {
  private static final URI ISSUER = URI.create("https://accounts.example/tenant");
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

  private static ObjectNode document() {
    return JsonMapper.shared()
        .createObjectNode()
        .put("issuer", ISSUER.toString())
        .put("authorization_endpoint", "https://accounts.example/authorize")
        .put("token_endpoint", "https://accounts.example/token")
        .put("jwks_uri", "https://accounts.example/keys");
  }

  @Test
  void itsAddressesAreTaken() throws OidcException {
    ObjectNode document = document().put("userinfo_endpoint", "https://accounts.example/me");
    assertThat(Metadata.of(ISSUER, document, NOW))
        .isEqualTo(
            new Metadata(
                "https://accounts.example/authorize",
                "https://accounts.example/token",
                "https://accounts.example/keys",
                "https://accounts.example/me",
                NOW));
    assertThat(Metadata.of(ISSUER, document(), NOW).userInfo()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://accounts.example/tenant/",
        "https://accounts.example",
        "http://accounts.example/tenant",
        "https://ACCOUNTS.example/tenant",
        "https://evil.example/tenant"
      })
  void anotherNameIsRefused(String issuer) {
    assertThatThrownBy(() -> Metadata.of(ISSUER, document().put("issuer", issuer), NOW))
        .isInstanceOf(OidcException.class)
        .hasMessageContaining("the provider calls itself \"" + issuer + "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"issuer", "authorization_endpoint", "token_endpoint", "jwks_uri"})
  void whatItMustSayIsNamed(String name) {
    ObjectNode without = document();
    without.remove(name);
    assertThatThrownBy(() -> Metadata.of(ISSUER, without, NOW))
        .hasMessage("the provider's description lacks \"" + name + "\"");
    assertThatThrownBy(() -> Metadata.of(ISSUER, document().put(name, ""), NOW))
        .isInstanceOf(OidcException.class);
    assertThatThrownBy(() -> Metadata.of(ISSUER, document().putNull(name), NOW))
        .isInstanceOf(OidcException.class);
  }
}
