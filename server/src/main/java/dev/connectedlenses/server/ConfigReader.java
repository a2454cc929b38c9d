package dev.connectedlenses.server;

import dev.connectedlenses.database.StartRefusedException;
import dev.connectedlenses.outbound.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the configuration: a flag wins over {@code CLENS_*} in the environment, then defaults. */
public final class ConfigReader {
  private static final int DEFAULT_PORT = 8080;
  private static final List<String> HTTP = List.of("http", "https");
  private static final Pattern PROVIDER_NAME = Pattern.compile("[a-z][a-z0-9_-]{0,39}");

  private final Env env;
  private final Path home;
  private final boolean root;

  /**
   * @param home the user's home folder
   * @param root true when the process may do everything; PostgreSQL then runs as somebody else
   */
  public ConfigReader(Map<String, String> env, Path home, boolean root) {
    this.env = new Env(env);
    this.home = home;
    this.root = root;
  }

  /** Flags of the command line; null where a flag was not given. */
  public record Flags(
      @Nullable String postgres,
      @Nullable Integer port,
      @Nullable Path dataDirectory,
      boolean ephemeral,
      @Nullable String roles) {
    public static final Flags NONE = new Flags(null, null, null, false, null);
  }

  /**
   * Puts the configuration together.
   *
   * @throws StartRefusedException with one line that names the setting and the remedy
   */
  public Config read(Flags flags) {
    String postgres = flags.postgres() != null ? flags.postgres() : env.text("CLENS_POSTGRES");
    if (postgres != null && (flags.ephemeral() || flags.dataDirectory() != null)) {
      throw new StartRefusedException(
          "--postgres uses a server of yours, so --data-dir and --ephemeral have no meaning; drop one of them");
    }
    AccountConfigReader more = new AccountConfigReader(env);
    return new Config(
        storage(flags, postgres),
        listener(flags),
        new Config.Models(ollama(), providers()),
        more.reach(),
        more.accounts(),
        new Config.VaultKeys(
            env.longSecret("CLENS_VAULT_KEY"), env.longSecret("CLENS_VAULT_KEY_PREVIOUS")),
        clock(),
        roles(flags),
        neighbours(),
        new Config.Notices(
            urls("CLENS_NOTIFY_HOSTS", "http://127.0.0.1:3001"),
            env.count("CLENS_NOTIFY_TRIES", Config.Notices.DEFAULTS.tries())),
        rates());
  }

  private Config.Rates rates() {
    Config.Rates usual = Config.Rates.DEFAULTS;
    return new Config.Rates(
        env.count("CLENS_REQUESTS_PER_MINUTE", usual.perCaller()),
        env.count("CLENS_TOKEN_REQUESTS_PER_MINUTE", usual.perToken()));
  }

  private Config.Neighbours neighbours() {
    return new Config.Neighbours(
        urls("CLENS_TOOL_HOSTS", "http://127.0.0.1:3001"),
        urls("CLENS_MCP_SERVERS", "https://mcp.example.org/mcp"));
  }

  private List<URI> urls(String setting, String example) {
    return env.list(setting).stream().map(text -> Env.url(setting, text, HTTP, example)).toList();
  }

  private Config.Storage storage(Flags flags, @Nullable String postgres) {
    return new Config.Storage(
        postgres,
        flags.dataDirectory() != null ? flags.dataDirectory().toAbsolutePath() : dataDirectory(),
        flags.ephemeral(),
        env.text("CLENS_AUDIT_FILE") == null ? null : Path.of(env.text("CLENS_AUDIT_FILE", "")));
  }

  private Config.Listener listener(Flags flags) {
    return new Config.Listener(
        env.text("CLENS_HOST", "127.0.0.1"),
        flags.port() != null
            ? port(flags.port().toString())
            : port(env.text("CLENS_PORT", "" + DEFAULT_PORT)),
        admin());
  }

  private Set<Role> roles(Flags flags) {
    String named = flags.roles() != null ? flags.roles() : env.text("CLENS_ROLES");
    return named == null ? Role.ALL : Role.read(named);
  }

  private Config.@Nullable AdminAddress admin() {
    String port = env.text("CLENS_ADMIN_PORT");
    return port == null
        ? null
        : new Config.AdminAddress(env.text("CLENS_ADMIN_HOST", "127.0.0.1"), port(port));
  }

  private Config.Clock clock() {
    String name = env.text("CLENS_SCHEDULER_CLOCK", "embedded");
    return switch (name) {
      case "embedded" -> Config.Clock.EMBEDDED;
      case "pg_cron" -> Config.Clock.PG_CRON;
      default -> throw Env.wrong("CLENS_SCHEDULER_CLOCK", name, "write embedded or pg_cron");
    };
  }

  static int port(String text) {
    try {
      int port = Integer.parseInt(text.strip());
      if (port >= 0 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // told below, as for a number out of range
    }
    throw new StartRefusedException(
        "\"" + text + "\" is no port; give one from 0 (any free one) to 65535");
  }

  private Path dataDirectory() {
    String own = env.text("CLENS_DATA_DIR");
    if (own != null) {
      return Path.of(own).toAbsolutePath();
    }
    if (root) {
      return Path.of("/var/lib/connectedlenses");
    }
    String xdg = env.text("XDG_DATA_HOME");
    Path base = xdg != null ? Path.of(xdg) : home.resolve(".local/share");
    return base.resolve("connectedlenses").toAbsolutePath();
  }

  /** As Ollama itself reads it: {@code host:port} or a URL; what is left out is the usual. */
  private URI ollama() {
    String text = env.text("OLLAMA_HOST", Config.OLLAMA.toString()).replaceFirst("/+$", "");
    boolean plain = !text.contains("://");
    URI given =
        Env.url("OLLAMA_HOST", plain ? "http://" + text : text, HTTP, Config.OLLAMA.getAuthority());
    // servers listen on "every address", but nobody can be called there
    String host = given.getHost().equals("0.0.0.0") ? "127.0.0.1" : given.getHost();
    int port = plain && given.getPort() < 0 ? Config.OLLAMA.getPort() : given.getPort();
    return URI.create(given.getScheme() + "://" + host + (port < 0 ? "" : ":" + port));
  }

  private List<Config.ProviderEntry> providers() {
    return env.list("CLENS_PROVIDERS").stream().map(this::provider).toList();
  }

  private Config.ProviderEntry provider(String entry) {
    int equals = entry.indexOf('=');
    String name = equals < 0 ? entry : entry.substring(0, equals).strip();
    if (equals < 0 || !PROVIDER_NAME.matcher(name).matches()) {
      throw new StartRefusedException(
          "CLENS_PROVIDERS has \"" + entry + "\"; write name=URL with a name like lmstudio");
    }
    String key =
        env.text("CLENS_PROVIDER_" + name.toUpperCase(Locale.ROOT).replace('-', '_') + "_API_KEY");
    return new Config.ProviderEntry(
        name,
        baseUrl(name, entry.substring(equals + 1).strip()),
        key == null ? null : Secret.of(key));
  }

  private static URI baseUrl(String name, String text) {
    try {
      URI url = URI.create(text);
      if (url.getHost() != null
          && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // told below, as for a URL without a host
    }
    throw new StartRefusedException(
        "CLENS_PROVIDERS gives provider %s the URL \"%s\"; write one like http://127.0.0.1:1234/v1"
            .formatted(name, text));
  }
}
