package dev.connectedlenses.server.accounts;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Accounts with a password: signing up and in, and what their owners change. */
final class Accounts {

  /** The account of whoever runs the server on their own machine. */
  static final String OWNER_EMAIL = "owner@localhost";

  private final AccountStore store;
  private final AccountSettings settings;
  private final Passwords passwords;
  private final Secrets secrets;
  private final Sessions sessions;
  private final Guard guard;
  private final InstantSource clock;

  Accounts(AccountParts parts) {
    this.store = parts.store();
    this.settings = parts.settings();
    this.passwords = parts.passwords();
    this.secrets = parts.secrets();
    this.sessions = parts.sessions();
    this.guard = parts.guard();
    this.clock = parts.clock();
  }

  AccountSettings settings() {
    return settings;
  }

  /**
   * A new account; empty when the address is taken. The time it takes does not tell which.
   *
   * @param confirmed false when the address is still to be proven
   */
  Optional<ObjectNode> signUp(String email, String password, JsonNode data, boolean confirmed) {
    if (!settings.signUp()) {
      throw AuthError.SIGNUP_DISABLED.refuse();
    }
    passwords.requireStrong(password);
    return store.signUp(email, passwords.hash(password), data, confirmed);
  }

  Grant signIn(String email, String password, Client client) {
    String address = email.strip().toLowerCase(Locale.ROOT);
    guard.attempt(address, client);
    Optional<AccountStore.Login> found = store.login(address);
    String hash = found.map(AccountStore.Login::passwordHash).orElse(null);
    if (password.length() > Addresses.PASSWORD_MAX || !passwords.verify(password, hash)) {
      guard.failed(address);
      throw AuthError.INVALID_CREDENTIALS.refuse();
    }
    AccountStore.Login login = found.orElseThrow();
    refuseIf(login.banned(), AuthError.USER_BANNED);
    refuseIf(!login.confirmed(), AuthError.EMAIL_NOT_CONFIRMED);
    if (hash != null && passwords.outdated(hash)) {
      store.rehash(login.user(), hash, passwords.hash(password));
    }
    guard.succeeded(address, client);
    return sessions.open(login.user(), "password", client);
  }

  /** A new one-time token that signs in as this account. */
  String signInToken(UUID user, Duration life) {
    String token = secrets.fresh();
    store.addOneTimeToken(user, "magiclink", Secrets.hash(token), clock.instant().plus(life));
    return token;
  }

  /** Spends a sign-in link in whatever letter it came. */
  Grant spend(String token, Client client) {
    guard.request(client);
    AccountStore.Spent spent =
        store.spend(Secrets.hash(token), Links.KINDS).orElseThrow(AuthError.OTP_EXPIRED::refuse);
    return sessions.open(spent.user(), "otp", client);
  }

  /** The local owner's account, made when it is not there; it has no password. */
  UUID localOwner() {
    Optional<UUID> owner = store.login(OWNER_EMAIL).map(AccountStore.Login::user);
    if (owner.isPresent()) {
      return owner.get();
    }
    ObjectNode data = JsonMapper.shared().createObjectNode();
    data.put("handle", "owner").put("display_name", "Owner");
    String nobodysPassword = passwords.hash(secrets.fresh());
    return store
        .signUp(OWNER_EMAIL, nobodysPassword, data, true)
        .map(user -> UUID.fromString(user.path("id").asString()))
        .or(() -> store.login(OWNER_EMAIL).map(AccountStore.Login::user))
        .orElseThrow();
  }

  ObjectNode user(UUID user) {
    return store.user(user).orElseThrow(AuthError.USER_NOT_FOUND::refuse);
  }

  /** Changes password and data; the address is changed by {@link Links}. */
  void update(UUID user, UUID session, ObjectNode change) {
    JsonNode password = change.get("password");
    if (password != null && !password.isNull()) {
      changePassword(user, session, AuthAnswers.text(change, "password"));
    }
    if (change.get("data") instanceof ObjectNode data) {
      store.mergeData(user, data);
    }
  }

  private void changePassword(UUID user, UUID session, String password) {
    passwords.requireStrong(password);
    String email = user(user).path("email").asString("");
    guard.attempt(email, new Client("session " + session, null));
    @Nullable String old = store.login(email).map(AccountStore.Login::passwordHash).orElse(null);
    refuseIf(passwords.verify(password, old), AuthError.SAME_PASSWORD);
    store.setPassword(user, passwords.hash(password), session);
  }

  private static void refuseIf(boolean bad, AuthError error) {
    if (bad) {
      throw error.refuse();
    }
  }

  static List<String> kindsOf(String type) {
    return switch (type) {
      case "magiclink" -> List.of("magiclink");
      case "email" -> List.of("magiclink", "signup");
      case "signup", "recovery", "invite", "email_change" -> List.of(type);
      default ->
          throw AuthError.VALIDATION_FAILED.refuse(
              "\"type\" must be signup, magiclink, recovery, invite, email or email_change");
    };
  }
}
