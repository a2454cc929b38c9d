package dev.connectedlenses.server.accounts;

import dev.connectedlenses.server.mail.Letter;
import dev.connectedlenses.server.mail.Outbox;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Letters with a link and a code: to sign in, to come back after a lost password, to prove an
 * address. Whether an account exists is looked up behind the request, so that neither the answer
 * nor its time tells.
 */
final class Links {

  /** What a one-time token may be for. */
  static final List<String> KINDS = List.of("magiclink", "recovery", "signup", "invite");

  private static final Duration LIFE = Duration.ofMinutes(15);

  private final AccountStore store;
  private final AccountSettings settings;
  private final Secrets secrets;
  private final Sessions sessions;
  private final Guard guard;
  private final Flows flows;
  private final Site site;
  private final AccountParts parts;
  private final Outbox outbox;

  Links(AccountParts parts, Outbox outbox) {
    this.store = parts.store();
    this.settings = parts.settings();
    this.secrets = parts.secrets();
    this.sessions = parts.sessions();
    this.guard = parts.guard();
    this.flows = parts.flows();
    this.site = parts.site();
    this.parts = parts;
    this.outbox = outbox;
  }

  /** A letter that is asked for: to whom, for what, and where its link leads back to. */
  private record Order(UUID user, String email, String kind, Flows.Return back) {}

  /** Lets whoever has the mailbox set a new password. */
  void recover(String email, Flows.Return back, Client client) {
    String address = Addresses.email(email);
    guard.letter(address, client);
    behind(
        () -> known(address).ifPresent(user -> write(new Order(user, address, "recovery", back))));
  }

  /**
   * Lets whoever has the mailbox sign in; a stranger gets an account first where that is allowed.
   */
  void magic(String email, @Nullable ObjectNode newcomer, Flows.Return back, Client client) {
    String address = Addresses.email(email);
    guard.letter(address, client);
    behind(() ->
        known(address)
            .or(() -> newcomer == null ? Optional.empty() : welcome(address, newcomer))
            .ifPresent(user -> write(new Order(user, address, "magiclink", back))));
  }

  private Optional<UUID> welcome(String address, ObjectNode data) {
    return settings.signUp()
        ? store
            .signUp(address, null, data, false)
            .map(user -> UUID.fromString(user.path("id").asString()))
        : Optional.empty();
  }

  /** Asks a new account, or the address that an account is to have, to prove itself, again. */
  void again(String type, String email, Flows.Return back, Client client) {
    String address = Addresses.email(email);
    guard.letter(address, client);
    behind(() -> again(type, address, back));
  }

  private void again(String type, String address, Flows.Return back) {
    if (type.equals("signup")) {
      store
          .login(address)
          .filter(login -> !login.confirmed())
          .ifPresent(login -> write(new Order(login.user(), address, "signup", back)));
    } else {
      store
          .waitingFor(address)
          .ifPresent(user -> write(new Order(user, address, "email_change", back)));
    }
  }

  /** Asks a new account to prove its address. */
  void confirm(UUID user, String address, Flows.Return back) {
    behind(() -> write(new Order(user, address, "signup", back)));
  }

  /** Tells the owner of an address that somebody tried to sign up with it. */
  void warn(String address) {
    behind(() -> outbox.send(Letters.signedUpAlready(address, site.url())));
  }

  /** Changes the address once it is proven, at once where nothing has to be proven. */
  void change(UUID user, String email, Flows.Return back, Client client) {
    String address = Addresses.email(email);
    guard.letter(address, client);
    if (store.login(address).isPresent()) {
      throw AuthError.EMAIL_EXISTS.refuse();
    }
    store.expect(user, address);
    if (!settings.confirmEmail()) {
      String token = secrets.fresh();
      store.addMailed(ready(new Order(user, address, "email_change", back), token, null, null));
      store.spend(Secrets.hash(token), List.of("email_change"));
    } else {
      behind(() -> write(new Order(user, address, "email_change", back)));
    }
  }

  private Optional<UUID> known(String address) {
    return store.login(address).filter(login -> !login.banned()).map(AccountStore.Login::user);
  }

  private void write(Order order) {
    String token = secrets.fresh();
    String code = secrets.code();
    UUID flow = order.back().challenge() == null ? null : flows.begin(order.back(), LIFE);
    store.addMailed(ready(order, token, secrets.codeHash(order.email(), code), flow));
    boolean own = flow == null && site.isOwn(order.back().redirectTo());
    String link =
        own && !order.kind().equals("email_change")
            ? site.signIn(token)
            : site.auth(
                "verify?token=%s&type=%s&redirect_to=%s"
                    .formatted(token, order.kind(), Site.encode(order.back().redirectTo())));
    Letter letter = Letters.of(order.kind(), order.email(), link, code);
    outbox.send(letter);
  }

  private AccountStore.Mailed ready(
      Order order, String token, byte @Nullable [] code, @Nullable UUID flow) {
    String relates = order.kind().equals("email_change") ? order.email() : null;
    return new AccountStore.Mailed(
        order.user(),
        order.kind(),
        Secrets.hash(token),
        code,
        flow,
        relates,
        parts.clock().instant().plus(LIFE));
  }

  private void behind(Runnable work) {
    if (!outbox.later(work)) {
      throw AuthError.OVER_REQUEST_RATE_LIMIT.refuse();
    }
  }

  /** Spends the long token of a letter. */
  AccountStore.Spent spend(String token, List<String> kinds, Client client) {
    guard.request(client);
    return store.spend(Secrets.hash(token), kinds).orElseThrow(AuthError.OTP_EXPIRED::refuse);
  }

  /** Spends the short code of a letter to this address. */
  AccountStore.Spent spendCode(String email, String code, List<String> kinds, Client client) {
    String address = Addresses.email(email);
    guard.attempt("code " + address, client);
    return store
        .spendCode(address, secrets.codeHash(address, code), kinds)
        .orElseThrow(AuthError.OTP_EXPIRED::refuse);
  }

  /** The session of whoever spent a letter's token. */
  Grant open(AccountStore.Spent spent, Client client) {
    return sessions.open(spent.user(), method(spent.kind()), client);
  }

  static String method(String kind) {
    return switch (kind) {
      case "recovery" -> "recovery";
      case "signup", "invite" -> "email/signup";
      default -> "otp";
    };
  }
}
