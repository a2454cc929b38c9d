package dev.connectedlenses.server.accounts;

import com.nimbusds.jose.jwk.JWKSet;
import dev.connectedlenses.database.Database;
import dev.connectedlenses.rest.auth.JwtSettings;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Signing up, in and out, and the tokens that follow from it. */
public final class Accounts {

  /** The account of whoever runs the server on their own machine. */
  public static final String OWNER_EMAIL = "owner@localhost";

  private static final Pattern EMAIL =
      Pattern.compile("[^@\\s\\p{Cntrl}]{1,64}@[^@\\s\\p{Cntrl}]{1,189}");
  private static final int PASSWORD_MIN = 8;
  private static final int PASSWORD_MAX = 256;

  private final AccountStore store;
  private final AccountSettings settings;
  private final Passwords passwords;
  private final Secrets secrets;
  private final SigningKeys keys;
  private final AccessTokens tokens;
  private final InstantSource clock;
  private final Buckets byAccount;
  private final Buckets byAddress;

  public Accounts(
      Database database,
      AccountSettings settings,
      Passwords passwords,
      SecureRandom random,
      InstantSource clock) {
    this.store = new AccountStore(database);
    this.settings = settings;
    this.passwords = passwords;
    this.secrets = new Secrets(random);
    this.keys = SigningKeys.load(store, random);
    this.tokens =
        new AccessTokens(keys.active(), settings.issuer(), settings.limits().accessLife());
    this.clock = clock;
    this.byAccount =
        new Buckets(settings.limits().attemptsPerAccount(), Duration.ofMinutes(1), clock);
    this.byAddress =
        new Buckets(settings.limits().attemptsPerAddress(), Duration.ofMinutes(1), clock);
  }

  /** Which tokens the data API believes: ours. */
  public JwtSettings jwt() {
    return new JwtSettings(
        keys.verifying(),
        AccessTokens.AUDIENCE,
        settings.issuer(),
        Set.of("exp", "iat", "sub", "aud", "session_id"),
        ".role",
        1000);
  }

  JWKSet published() {
    return keys.published();
  }

  AccountSettings settings() {
    return settings;
  }

  Grant signUp(String email, String password, JsonNode data, Client client) {
    if (!settings.signUp()) {
      throw AuthError.SIGNUP_DISABLED.refuse();
    }
    byAddress.take(client.address());
    String address = email(email);
    checkStrength(password);
    ObjectNode user =
        store
            .signUp(address, passwords.hash(password), data)
            .orElseThrow(AuthError.USER_ALREADY_EXISTS::refuse);
    return open(user, "password", client);
  }

  Grant signIn(String email, String password, Client client) {
    String address = email.strip().toLowerCase(Locale.ROOT);
    byAddress.take(client.address());
    byAccount.take(address);
    Optional<AccountStore.Login> found = store.login(address);
    String hash = found.map(AccountStore.Login::passwordHash).orElse(null);
    if (password.length() > PASSWORD_MAX || !passwords.verify(password, hash)) {
      throw AuthError.INVALID_CREDENTIALS.refuse();
    }
    AccountStore.Login login = found.orElseThrow();
    refuseIf(login.banned(), AuthError.USER_BANNED);
    refuseIf(!login.confirmed(), AuthError.EMAIL_NOT_CONFIRMED);
    if (hash != null && passwords.outdated(hash)) {
      store.rehash(login.user(), hash, passwords.hash(password));
    }
    byAccount.forgive(address);
    return open(user(login.user()), "password", client);
  }

  Grant refresh(String token, Client client) {
    byAddress.take("refresh " + client.address());
    String next = Secrets.successor(keys.derivedSecret(), token);
    Instant now = clock.instant();
    AccountStore.Rotation rotation =
        store.rotate(
            Secrets.hash(token), Secrets.hash(next), now.plus(settings.limits().refreshLife()));
    UUID session = rotation.session();
    UUID user = rotation.user();
    return switch (rotation.outcome()) {
      case "rotated", "reused" -> {
        if (session == null || user == null) {
          throw new IllegalStateException("a rotated refresh token has no session");
        }
        yield grant(user(user), session, JsonMapper.shared().readTree(rotation.amr()), next);
      }
      case "replayed" -> throw AuthError.REFRESH_TOKEN_ALREADY_USED.refuse();
      default -> throw AuthError.REFRESH_TOKEN_NOT_FOUND.refuse();
    };
  }

  /** Spends a sign-in link. */
  Grant spend(String token, Client client) {
    byAddress.take(client.address());
    UUID user =
        store
            .spend(Secrets.hash(token), List.of("magiclink"))
            .orElseThrow(AuthError.OTP_EXPIRED::refuse);
    return open(user(user), "otp", client);
  }

  /** A new one-time token that signs in as this account. */
  public String signInToken(UUID user, Duration life) {
    String token = secrets.fresh();
    store.addOneTimeToken(user, "magiclink", Secrets.hash(token), clock.instant().plus(life));
    return token;
  }

  /** The local owner's account, made when it is not there; it has no password. */
  public UUID localOwner() {
    Optional<UUID> owner = store.login(OWNER_EMAIL).map(AccountStore.Login::user);
    if (owner.isPresent()) {
      return owner.get();
    }
    ObjectNode data = JsonMapper.shared().createObjectNode();
    data.put("handle", "owner").put("display_name", "Owner");
    String nobodysPassword = passwords.hash(secrets.fresh());
    return store
        .signUp(OWNER_EMAIL, nobodysPassword, data)
        .map(user -> UUID.fromString(user.path("id").asString()))
        .or(() -> store.login(OWNER_EMAIL).map(AccountStore.Login::user))
        .orElseThrow();
  }

  ObjectNode user(UUID user) {
    return store.user(user).orElseThrow(AuthError.USER_NOT_FOUND::refuse);
  }

  void requireLive(UUID session) {
    refuseIf(!store.isLive(session), AuthError.SESSION_NOT_FOUND);
  }

  ObjectNode update(UUID user, UUID session, ObjectNode change) {
    JsonNode password = change.get("password");
    if (password != null && !password.isNull()) {
      changePassword(user, session, AuthAnswers.text(change, "password"));
    }
    if (change.get("data") instanceof ObjectNode data) {
      store.mergeData(user, data);
    }
    return user(user);
  }

  private void changePassword(UUID user, UUID session, String password) {
    checkStrength(password);
    String email = user(user).path("email").asString("");
    byAccount.take(email);
    String old = store.login(email).map(AccountStore.Login::passwordHash).orElse(null);
    refuseIf(passwords.verify(password, old), AuthError.SAME_PASSWORD);
    store.setPassword(user, passwords.hash(password), session);
  }

  void signOut(UUID session, String scope) {
    store.signOut(session, scope);
  }

  void signOutBy(String refreshToken) {
    store.signOutBy(Secrets.hash(refreshToken));
  }

  private Grant open(ObjectNode user, String method, Client client) {
    Instant now = clock.instant();
    String refresh = secrets.fresh();
    ArrayNode amr = JsonMapper.shared().createArrayNode();
    amr.addObject().put("method", method).put("timestamp", now.getEpochSecond());
    UUID id = UUID.fromString(user.path("id").asString());
    UUID session =
        store.openSession(
            new AccountStore.NewSession(
                id, Secrets.hash(refresh), now.plus(settings.limits().refreshLife()), amr, client));
    return grant(user(id), session, amr, refresh);
  }

  private Grant grant(ObjectNode user, UUID session, JsonNode amr, String refresh) {
    AccessTokens.Issued issued = tokens.issue(user, session, amr, clock.instant());
    return new Grant(
        issued.token(),
        issued.expires(),
        settings.limits().accessLife().toSeconds(),
        refresh,
        user);
  }

  private static String email(String given) {
    String email = given.strip().toLowerCase(Locale.ROOT);
    if (!EMAIL.matcher(email).matches()) {
      throw AuthError.VALIDATION_FAILED.refuse("Unable to validate email address: invalid format");
    }
    return email;
  }

  private static void checkStrength(String password) {
    if (password.length() > PASSWORD_MAX) {
      throw AuthError.VALIDATION_FAILED.refuse(
          "Password cannot be longer than %d characters".formatted(PASSWORD_MAX));
    }
    if (password.codePointCount(0, password.length()) < PASSWORD_MIN) {
      ObjectNode more = JsonMapper.shared().createObjectNode();
      more.putObject("weak_password").putArray("reasons").add("length");
      throw AuthError.WEAK_PASSWORD.refuse(more);
    }
  }

  private static void refuseIf(boolean bad, AuthError error) {
    if (bad) {
      throw error.refuse();
    }
  }
}
