package dev.connectedlenses.server.accounts;

import dev.connectedlenses.server.oidc.OidcException;
import dev.connectedlenses.server.oidc.Person;
import dev.connectedlenses.server.oidc.Provider;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signing in with an OpenID provider: authorization code with PKCE, state and nonce. */
final class Federation {

  private static final Logger LOG = LoggerFactory.getLogger(Federation.class);
  private static final Duration LIFE = Duration.ofMinutes(10);

  private final Map<String, Provider> providers = new LinkedHashMap<>();
  private final AccountParts parts;
  private final FederationStore store;

  Federation(AccountParts parts, FederationStore store, Iterable<Provider> providers) {
    this.parts = parts;
    this.store = store;
    providers.forEach(p -> this.providers.put(p.registration().name(), p));
  }

  Set<String> names() {
    return providers.keySet();
  }

  /** Where the browser goes, and the state by which it is recognised when it returns. */
  record Departure(String address, String state) {}

  /** Somebody who came back, and where they go from here. */
  record Arrival(UUID flow, UUID user, Flows.Return back) {}

  Departure depart(@Nullable String name, Flows.Return back) {
    Provider provider = provider(name);
    Secrets secrets = parts.secrets();
    Provider.Attempt attempt =
        new Provider.Attempt(secrets.fresh(), secrets.fresh(), secrets.fresh(), callback());
    try {
      String address = provider.address(attempt, Flows.challengeOf(attempt.verifier()));
      parts
          .flows()
          .store()
          .add(
              new FlowStore.Fresh(
                  provider.registration().name(),
                  Secrets.hash(attempt.state()),
                  attempt.nonce(),
                  attempt.verifier(),
                  back,
                  parts.clock().instant().plus(LIFE)));
      return new Departure(address, attempt.state());
    } catch (OidcException e) {
      LOG.warn("sign-in with {} failed: {}", provider.registration().name(), e.getMessage());
      throw AuthError.BAD_OAUTH_CALLBACK.refuse();
    }
  }

  /** The sign-in that a returning browser began. */
  FlowStore.Waiting claim(String state) {
    return parts
        .flows()
        .store()
        .claim(Secrets.hash(state))
        .orElseThrow(AuthError.BAD_OAUTH_STATE::refuse);
  }

  Arrival arrive(FlowStore.Waiting waiting, String code) {
    Provider provider = provider(waiting.provider());
    Provider.Attempt attempt =
        new Provider.Attempt("", waiting.nonce(), waiting.verifier(), callback());
    try {
      Person person = provider.redeem(code, attempt);
      return new Arrival(waiting.id(), account(provider, person), waiting.back());
    } catch (OidcException e) {
      LOG.warn("sign-in with {} failed: {}", waiting.provider(), e.getMessage());
      throw AuthError.BAD_OAUTH_CALLBACK.refuse();
    }
  }

  /** Signs in with an ID token that a client got from the provider by itself. */
  Grant withIdToken(@Nullable String name, String token, @Nullable String nonce, Client client) {
    parts.guard().request(client);
    Provider provider = provider(name);
    try {
      Person person = provider.check(token, nonce == null ? null : nonceOf(nonce, token));
      return parts.sessions().open(account(provider, person), "oauth", client);
    } catch (OidcException e) {
      LOG.warn("an ID token of {} was refused: {}", name, e.getMessage());
      throw AuthError.INVALID_CREDENTIALS.refuse("Bad ID token");
    }
  }

  /** Clients keep the nonce and give the provider its hash, as hexadecimal, or give it as it is. */
  private static String nonceOf(String nonce, String token) {
    String hashed = java.util.HexFormat.of().formatHex(Secrets.hash(nonce));
    String payload =
        new String(
            new com.nimbusds.jose.util.Base64URL(token.replaceAll("^[^.]*\\.|\\.[^.]*$", ""))
                .decode(),
            java.nio.charset.StandardCharsets.UTF_8);
    return payload.contains(hashed) ? hashed : nonce;
  }

  private UUID account(Provider provider, Person person) {
    if (!person.comesFrom(provider.registration().domains())) {
      throw AuthError.EMAIL_ADDRESS_NOT_AUTHORIZED.refuse();
    }
    FederationStore.Met met =
        store.meet(
            provider.registration().name(),
            person.subject(),
            person.verifiedEmail(),
            person.kept(),
            parts.settings().signUp());
    UUID user = met.user();
    return switch (met.outcome()) {
      case "known", "linked", "created" -> {
        if (user == null) {
          throw new IllegalStateException("a provider's identity has no account");
        }
        yield user;
      }
      case "unproven" -> throw AuthError.PROVIDER_EMAIL_NEEDS_VERIFICATION.refuse();
      case "closed" -> throw AuthError.SIGNUP_DISABLED.refuse();
      case "no_email" -> throw AuthError.EMAIL_ADDRESS_NOT_AUTHORIZED.refuse();
      default -> throw AuthError.USER_BANNED.refuse();
    };
  }

  private Provider provider(@Nullable String name) {
    Provider provider = name == null ? null : providers.get(name);
    if (provider == null) {
      throw AuthError.PROVIDER_DISABLED.refuse();
    }
    return provider;
  }

  private String callback() {
    return parts.site().auth("callback");
  }
}
