package dev.connectedlenses.server.accounts;

import dev.connectedlenses.outbound.Secret;
import dev.connectedlenses.server.mail.SmtpAccount;
import dev.connectedlenses.server.oidc.Registration;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How accounts behave and who vouches for them.
 *
 * @param issuer the {@code iss} of access tokens, as this server and others write it
 * @param signUp whether strangers may make an account
 * @param confirmEmail whether a new account must prove its address before it signs in
 * @param redirects addresses of other sites to which a sign-in may lead back; a final {@code *}
 *     stands for any rest
 * @param smtp the mail server, null to print letters on the log
 */
public record AccountSettings(
    String issuer,
    boolean signUp,
    boolean confirmEmail,
    List<String> redirects,
    Limits limits,
    Keys keys,
    @Nullable SmtpAccount smtp,
    List<Registration> oidc) {

  /** The issuer of a server without a public address. */
  public static final String LOCAL_ISSUER = "http://localhost/auth/v1";

  /** Open to sign-up, without mail, on this machine's own keys. */
  public static final AccountSettings DEFAULTS =
      new AccountSettings(
          LOCAL_ISSUER, true, false, List.of(), Limits.DEFAULTS, Keys.DEFAULTS, null, List.of());

  public AccountSettings {
    redirects = List.copyOf(redirects);
    oidc = List.copyOf(oidc);
  }

  /**
   * How often and how long.
   *
   * @param attemptsPerAccount sign-ins a minute for one account from one address
   * @param attemptsPerAddress account requests a minute from one address
   * @param mailsPerHour letters an hour to one mailbox
   * @param sessions sessions one account may have; the oldest ends when one more begins
   * @param accessLife life of an access token
   * @param refreshLife how long a session may rest
   * @param sessionLife how long a session may last
   */
  public record Limits(
      int attemptsPerAccount,
      int attemptsPerAddress,
      int mailsPerHour,
      int sessions,
      Duration accessLife,
      Duration refreshLife,
      Duration sessionLife) {

    /** For a server that strangers may reach. */
    public static final Limits DEFAULTS =
        new Limits(
            10, 120, 10, 50, Duration.ofMinutes(15), Duration.ofDays(30), Duration.ofDays(365));
  }

  /**
   * Keys that come from outside.
   *
   * @param master the key that seals keys at rest, null for the one in the data directory
   * @param anonKey one more key that clients without a user send
   * @param serviceKey the key of trusted back ends, null for one that follows from the master key
   * @param rotation how long one key signs access tokens
   */
  public record Keys(
      @Nullable Secret master,
      @Nullable String anonKey,
      @Nullable Secret serviceKey,
      Duration rotation) {

    /** Everything from the data directory. */
    public static final Keys DEFAULTS = new Keys(null, null, null, Duration.ofDays(90));
  }
}
