package dev.connectedlenses.server.accounts;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.outbound.OutboundClient;
import dev.connectedlenses.rest.auth.JwtKey;
import dev.connectedlenses.rest.auth.JwtSettings;
import dev.connectedlenses.rest.auth.TokenVerifier;
import dev.connectedlenses.server.http.Authenticator;
import dev.connectedlenses.server.http.Caller;
import dev.connectedlenses.server.http.Refusal;
import dev.connectedlenses.server.http.Router;
import dev.connectedlenses.server.mail.Mailer;
import dev.connectedlenses.server.mail.Outbox;
import dev.connectedlenses.server.oidc.Provider;
import dev.connectedlenses.server.vault.Envelope;
import dev.connectedlenses.server.vault.MasterKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/** Everything about accounts, put together: its routes, and what other doors ask it. */
public final class AccountDoor implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final AccountParts parts;
  private final SigningKeys keys;
  private final InsideTokens inside;
  private final JwtSettings jwt;
  private final TokenVerifier verifier;
  private final AccessKeys accessKeys;
  private final ApiTokens tokens;
  private final Accounts accounts;
  private final Links links;
  private final Federation federation;
  private final AdminRoutes admin;
  private final Outbox outbox;
  private final Outside outside;

  /** What the accounts need from around them. */
  public record Outside(
      Passwords passwords,
      MasterKey master,
      Mailer mailer,
      OutboundClient outbound,
      Site site,
      SecureRandom random,
      InstantSource clock,
      Runnable keysChanged) {}

  public AccountDoor(Database database, AccountSettings settings, Outside outside) {
    this.outside = outside;
    AuthDatabase tables = new AuthDatabase(database);
    SecureRandom random = outside.random();
    InstantSource clock = outside.clock();
    Secrets secrets = new Secrets(random, outside.master().derive("tokens"));
    this.keys =
        new SigningKeys(
            new KeyStore(tables),
            new Envelope(outside.master(), random),
            random,
            clock,
            settings.limits().accessLife());
    this.inside = new InsideTokens(random, settings.issuer());
    this.jwt = jwt(settings);
    this.verifier = new TokenVerifier(jwt, clock);
    this.accessKeys = new AccessKeys(settings.keys(), outside.master());
    this.tokens = new ApiTokens(new ApiTokenStore(tables), secrets, inside, clock);
    this.parts = parts(tables, settings, secrets);
    this.outbox = new Outbox(outside.mailer(), PAUSE);
    this.accounts = new Accounts(parts);
    this.links = new Links(parts, outbox);
    this.federation = new Federation(parts, new FederationStore(tables), providers(settings));
    this.admin = new AdminRoutes(new AdminStore(tables), accounts, parts, this::rotateKeys);
  }

  private AccountParts parts(AuthDatabase tables, AccountSettings settings, Secrets secrets) {
    InstantSource clock = outside.clock();
    AccountStore store = new AccountStore(tables);
    AccessTokens access = new AccessTokens(keys, settings.issuer(), settings.limits().accessLife());
    return new AccountParts(
        store,
        settings,
        outside.passwords(),
        secrets,
        new Sessions(store, settings.limits(), secrets, access, clock),
        new Guard(settings.limits(), clock),
        new Flows(new FlowStore(tables), secrets, clock),
        outside.site(),
        clock);
  }

  private List<Provider> providers(AccountSettings settings) {
    return settings.oidc().stream()
        .map(r -> new Provider(r, outside.outbound(), outside.clock()))
        .toList();
  }

  private JwtSettings jwt(AccountSettings settings) {
    return new JwtSettings(
        verifying(),
        AccessTokens.AUDIENCE,
        settings.issuer(),
        Set.of("exp", "iat", "sub", "aud", "session_id"),
        ".role",
        JwtSettings.REMEMBERED);
  }

  private List<JwtKey> verifying() {
    List<JwtKey> all = new ArrayList<>(keys.ring().verifying());
    all.add(inside.verifying());
    return all;
  }

  /**
   * Adds the routes.
   *
   * @param secure whether browsers reach the server by https
   */
  public void addTo(Router router, boolean secure) {
    new AccountRoutes(accounts, parts, links, federation, () -> keys.ring().published())
        .addTo(router);
    new LinkRoutes(links, parts).addTo(router);
    new FederationRoutes(federation, accounts, parts, secure).addTo(router);
    admin.addTo(router);
    new ApiTokenRoutes(tokens, parts.sessions()).addTo(router);
    new WebSessions(accounts, parts, secure).addTo(router);
  }

  /** Who holds a token or the service key. */
  public Authenticator authenticator() {
    return new TokenAuthenticator(verifier, tokens, accessKeys);
  }

  /** Refuses a caller whose session has ended although the token still holds. */
  public void requireLive(Caller caller) {
    try {
      parts.sessions().requireLive(Doors.session(caller));
    } catch (AuthError.Refused e) {
      throw Refusal.of(e.error().status(), e.error().code(), e.words(), "sign in again");
    }
  }

  /** Which tokens the data API believes at the start: ours. */
  public JwtSettings jwt() {
    return jwt;
  }

  /** What believes access tokens, always by the newest keys. */
  public TokenVerifier verifier() {
    return verifier;
  }

  /**
   * How keys and API tokens get through to the data API.
   *
   * @param onlyReads whether a call of the function of this name cannot write
   * @param perMinute how many requests one API token is good for in a minute
   */
  public Passports passports(Predicate<String> onlyReads, int perMinute) {
    Buckets rate = new Buckets(perMinute, Duration.ofMinutes(1), outside.clock());
    return new Passports(
        accessKeys, tokens, inside, outside.clock(), new Passports.Rules(onlyReads, rate));
  }

  /** The key of trusted back ends. */
  public String serviceKey() {
    return accessKeys.service();
  }

  /** The local owner's account, made when it is not there; it has no password. */
  public UUID localOwner() {
    return accounts.localOwner();
  }

  /** A new one-time token that signs in as this account. */
  public String signInToken(UUID user, Duration life) {
    return accounts.signInToken(user, life);
  }

  /** Believes what the database says now; called when another process changed the keys. */
  public void reloadKeys() {
    keys.reload();
    verifier.replaceKeys(verifying());
  }

  /** Signs with a new key from now on; tokens of the old one hold until they end. */
  public void rotateKeys() {
    keys.rotate();
    verifier.replaceKeys(verifying());
    outside.keysChanged().run();
  }

  /** What is to be done from time to time: keys are replaced and retired. */
  public void maintain() {
    if (keys.rotateAfter(parts.settings().keys().rotation())) {
      outside.keysChanged().run();
    }
    reloadKeys();
  }

  @Override
  public void close() {
    outbox.close();
  }
}
