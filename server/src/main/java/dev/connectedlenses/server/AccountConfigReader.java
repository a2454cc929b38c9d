package dev.connectedlenses.server;

import dev.connectedlenses.database.StartRefusedException;
import dev.connectedlenses.outbound.Secret;
import dev.connectedlenses.server.accounts.AccountSettings;
import dev.connectedlenses.server.mail.SmtpAccount;
import dev.connectedlenses.server.oidc.Registration;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads how the server is reached and how its accounts behave. */
final class AccountConfigReader {

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]+]");
  private static final Pattern ORIGIN =
      Pattern.compile("https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?|null");
  private static final List<String> SCOPES = List.of("openid", "email", "profile");
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,39}");

  private final Env env;

  AccountConfigReader(Env env) {
    this.env = env;
  }

  Reach reach() {
    List<String> hosts = env.list("CLENS_HOSTS");
    requireAll("CLENS_HOSTS", hosts, HOST, "write host names without scheme and port");
    List<String> origins = env.list("CLENS_ORIGINS");
    requireAll("CLENS_ORIGINS", origins, ORIGIN, "write origins like https://app.example");
    URI url = env.url("CLENS_PUBLIC_URL", List.of("http", "https"), "https://lenses.example");
    return new Reach(hosts, origins, url, new HashSet<>(env.list("CLENS_TRUSTED_PROXIES")));
  }

  AccountSettings accounts() {
    return new AccountSettings(
        issuer(),
        env.flag("CLENS_SIGN_UP", true),
        env.flag("CLENS_CONFIRM_EMAIL", false),
        env.list("CLENS_REDIRECTS"),
        limits(),
        keys(),
        smtp(),
        env.list("CLENS_OIDC").stream().map(this::oidc).toList());
  }

  /** Stable over ports and restarts, because other systems may have written it down. */
  private String issuer() {
    URI url = reach().publicUrl();
    String usual = url == null ? AccountSettings.LOCAL_ISSUER : url.resolve("/auth/v1").toString();
    return env.text("CLENS_ISSUER", usual);
  }

  private AccountSettings.Limits limits() {
    AccountSettings.Limits usual = AccountSettings.Limits.DEFAULTS;
    return new AccountSettings.Limits(
        env.count("CLENS_SIGN_INS_PER_MINUTE", usual.attemptsPerAccount()),
        env.count("CLENS_AUTH_REQUESTS_PER_MINUTE", usual.attemptsPerAddress()),
        env.count("CLENS_MAILS_PER_HOUR", usual.mailsPerHour()),
        env.count("CLENS_SESSIONS_PER_ACCOUNT", usual.sessions()),
        env.time("CLENS_ACCESS_TOKEN_LIFE", usual.accessLife()),
        env.time("CLENS_SESSION_IDLE", usual.refreshLife()),
        env.time("CLENS_SESSION_LIFE", usual.sessionLife()));
  }

  private AccountSettings.Keys keys() {
    return new AccountSettings.Keys(
        env.longSecret("CLENS_MASTER_KEY"),
        env.text("CLENS_ANON_KEY"),
        env.longSecret("CLENS_SERVICE_KEY"),
        env.time("CLENS_KEY_ROTATION", AccountSettings.Keys.DEFAULTS.rotation()));
  }

  private @Nullable SmtpAccount smtp() {
    URI url =
        env.url("CLENS_SMTP", List.of("smtp", "smtps"), "smtp://mail.example:587 or smtps://…:465");
    if (url == null) {
      return null;
    }
    if (url.getUserInfo() != null) {
      throw new StartRefusedException(
          "CLENS_SMTP carries a user; put it in CLENS_SMTP_USER and CLENS_SMTP_PASSWORD");
    }
    String from = env.text("CLENS_MAIL_FROM", "ConnectedLenses <noreply@" + url.getHost() + ">");
    return new SmtpAccount(
        url, env.text("CLENS_SMTP_USER"), env.secret("CLENS_SMTP_PASSWORD"), from);
  }

  private Registration oidc(String entry) {
    int equals = entry.indexOf('=');
    String name = equals < 0 ? entry : entry.substring(0, equals).strip();
    if (equals < 0 || !NAME.matcher(name).matches() || name.equals("email")) {
      throw Env.wrong("CLENS_OIDC", entry, "write name=issuer with a name like corp");
    }
    URI issuer =
        Env.url(
            "CLENS_OIDC",
            entry.substring(equals + 1).strip(),
            List.of("http", "https"),
            "https://accounts.example");
    return registered(name, issuer);
  }

  private Registration registered(String name, URI issuer) {
    String prefix = "CLENS_OIDC_" + name.toUpperCase(Locale.ROOT).replace('-', '_') + "_";
    String client = env.text(prefix + "CLIENT_ID");
    if (client == null) {
      throw new StartRefusedException(
          "CLENS_OIDC names " + name + " without a client; set " + prefix + "CLIENT_ID");
    }
    Secret secret = env.secret(prefix + "CLIENT_SECRET");
    List<String> scopes = env.list(prefix + "SCOPES");
    List<String> asked = scopes.isEmpty() ? SCOPES : scopes;
    return new Registration(name, issuer, client, secret, asked, env.list(prefix + "DOMAINS"));
  }

  private static void requireAll(String name, List<String> values, Pattern form, String remedy) {
    for (String value : values) {
      if (!form.matcher(value).matches()) {
        throw Env.wrong(name, value, remedy);
      }
    }
  }
}
