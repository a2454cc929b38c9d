package dev.connectedlenses.server.oidc;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.connectedlenses.outbound.Credential;
import dev.connectedlenses.outbound.OutboundClient;
import dev.connectedlenses.outbound.Secret;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One OpenID provider: where it sends people, and what it says of those who come back. */
public final class Provider {

  private static final Duration KEPT = Duration.ofHours(1);
  private static final Duration AT_MOST_EVERY = Duration.ofSeconds(30);

  private final Registration registration;
  private final Fetch fetch;
  private final InstantSource clock;
  private final IdTokens tokens;
  private @Nullable Metadata metadata;
  private @Nullable JWKSet keys;
  private Instant keysRead = Instant.EPOCH;

  public Provider(Registration registration, OutboundClient outbound, InstantSource clock) {
    this.registration = registration;
    this.fetch = new Fetch(outbound);
    this.clock = clock;
    this.tokens = new IdTokens(registration, clock);
  }

  public Registration registration() {
    return registration;
  }

  /** What one sign-in is recognised by when it comes back. */
  public record Attempt(String state, String nonce, String verifier, String redirectUri) {}

  /** Where the browser goes to sign in there. */
  public String address(Attempt attempt, String challenge) throws OidcException {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("response_type", "code");
    query.put("client_id", registration.clientId());
    query.put("redirect_uri", attempt.redirectUri());
    query.put("scope", String.join(" ", registration.scopes()));
    query.put("state", attempt.state());
    query.put("nonce", attempt.nonce());
    query.put("code_challenge", challenge);
    query.put("code_challenge_method", "S256");
    String page = metadata().authorization();
    return page + (page.contains("?") ? "&" : "?") + Fetch.encode(query);
  }

  /** Who came back with this code. */
  public Person redeem(String code, Attempt attempt) throws OidcException {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", attempt.redirectUri());
    form.put("code_verifier", attempt.verifier());
    Secret secret = registration.clientSecret();
    if (secret == null) {
      form.put("client_id", registration.clientId());
    }
    ObjectNode answer = fetch.post(metadata().token(), form, secret == null ? null : basic(secret));
    Person person = check(answer.path("id_token").asString(""), attempt.nonce());
    String access = answer.path("access_token").asString("");
    return person.verifiedEmail() == null && !access.isEmpty() ? asked(person, access) : person;
  }

  /** Whom an ID token speaks of that a client got by itself. */
  public Person check(String idToken, @Nullable String nonce) throws OidcException {
    return tokens.check(idToken, keysFor(idToken), nonce);
  }

  /** Name and secret are form-encoded first (RFC 6749, 2.3.1). */
  private Credential basic(Secret secret) {
    String pair =
        secret.expose(text -> Fetch.encode(registration.clientId()) + ":" + Fetch.encode(text));
    String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    return new Credential("Authorization", "Basic ", Secret.of(encoded));
  }

  /** Many providers tell the address only when asked with the access token. */
  private Person asked(Person person, String access) throws OidcException {
    String userInfo = metadata().userInfo();
    if (userInfo == null) {
      return person;
    }
    ObjectNode more = fetch.get(userInfo, Credential.bearer(Secret.of(access)));
    if (!person.subject().equals(more.path("sub").asString(""))) {
      throw new OidcException("the provider's user info speaks of somebody else");
    }
    ObjectNode all = person.claims().deepCopy();
    all.setAll(more);
    return new Person(person.subject(), all);
  }

  private synchronized Metadata metadata() throws OidcException {
    Metadata known = metadata;
    Instant now = clock.instant();
    if (known == null || known.read().plus(KEPT).isBefore(now)) {
      String issuer = registration.issuer().toString();
      String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
      ObjectNode document = fetch.get(base + "/.well-known/openid-configuration", null);
      known = Metadata.of(registration.issuer(), document, now);
      metadata = known;
    }
    return known;
  }

  /** Whether keys are too old, or lack one that the provider may have made since. */
  private boolean isDated(JWKSet known, @Nullable String kid, Instant now) {
    boolean unknown = kid != null && known.getKeyByKeyId(kid) == null;
    return keysRead.plus(KEPT).isBefore(now)
        || (unknown && keysRead.plus(AT_MOST_EVERY).isBefore(now));
  }

  /** The keys; read again when the token names one that is not among them. */
  private synchronized JWKSet keysFor(String idToken) throws OidcException {
    try {
      String kid = SignedJWT.parse(idToken).getHeader().getKeyID();
      JWKSet known = keys;
      Instant now = clock.instant();
      if (known == null || isDated(known, kid, now)) {
        known = JWKSet.parse(fetch.get(metadata().keys(), null).toString());
        keys = known;
        keysRead = now;
      }
      return known;
    } catch (ParseException e) {
      throw new OidcException("the ID token or the provider's keys cannot be read", e);
    }
  }
}
