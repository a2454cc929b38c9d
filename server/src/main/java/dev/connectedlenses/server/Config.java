package dev.connectedlenses.server;

import dev.connectedlenses.outbound.Secret;
import dev.connectedlenses.server.accounts.AccountSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything a server process can be told; {@link ConfigReader} says where each value comes from.
 *
 * @param storage where everything is kept
 * @param listener where the process listens
 * @param models which model servers are asked
 * @param reach by which names and from which pages the server is reached
 * @param accounts how accounts behave
 * @param vault what seals people's keys at providers
 * @param clock what fires schedules
 * @param roles what the process does
 * @param neighbours what the operator lets tools reach beside public hosts
 * @param notices how people's own systems are told what happened
 * @param rates how much one caller may ask
 */
public record Config(
    Storage storage,
    Listener listener,
    Models models,
    Reach reach,
    AccountSettings accounts,
    VaultKeys vault,
    Clock clock,
    Set<Role> roles,
    Neighbours neighbours,
    Notices notices,
    Rates rates) {

  /** The port that Ollama takes unless told otherwise. */
  static final URI OLLAMA = URI.create("http://127.0.0.1:11434");

  public Config {
    roles = Set.copyOf(roles);
  }

  /** Reached directly, with accounts as they come. */
  public Config(
      @Nullable String postgresUrl, int port, Path dataDirectory, List<ProviderEntry> providers) {
    this(
        new Storage(postgresUrl, dataDirectory, false, null),
        new Listener("127.0.0.1", port, null),
        new Models(OLLAMA, providers),
        Reach.DEFAULTS,
        AccountSettings.DEFAULTS,
        VaultKeys.NONE,
        Clock.EMBEDDED,
        Role.ALL,
        Neighbours.NONE,
        Notices.DEFAULTS,
        Rates.DEFAULTS);
  }

  /** The same with other accounts. */
  public Config with(Reach otherReach, AccountSettings otherAccounts) {
    return new Config(
        storage,
        listener,
        models,
        otherReach,
        otherAccounts,
        vault,
        clock,
        roles,
        neighbours,
        notices,
        rates);
  }

  /** The same with other keys that seal. */
  public Config with(VaultKeys otherVault) {
    return new Config(
        storage,
        listener,
        models,
        reach,
        accounts,
        otherVault,
        clock,
        roles,
        neighbours,
        notices,
        rates);
  }

  /** The same under another clock. */
  public Config with(Clock otherClock) {
    return new Config(
        storage,
        listener,
        models,
        reach,
        accounts,
        vault,
        otherClock,
        roles,
        neighbours,
        notices,
        rates);
  }

  /** The same with other roles. */
  public Config with(Set<Role> otherRoles) {
    return new Config(
        storage,
        listener,
        models,
        reach,
        accounts,
        vault,
        clock,
        otherRoles,
        neighbours,
        notices,
        rates);
  }

  /** The same with tools that reach these hosts. */
  public Config withNeighbours(List<URI> hosts) {
    return with(new Neighbours(hosts, neighbours.mcpServers()));
  }

  /** The same with tools that reach these. */
  public Config with(Neighbours otherNeighbours) {
    return new Config(
        storage,
        listener,
        models,
        reach,
        accounts,
        vault,
        clock,
        roles,
        otherNeighbours,
        notices,
        rates);
  }

  /** The same with messages sent so. */
  public Config with(Notices otherNotices) {
    return new Config(
        storage,
        listener,
        models,
        reach,
        accounts,
        vault,
        clock,
        roles,
        neighbours,
        otherNotices,
        rates);
  }

  /**
   * How people's own systems are told what happened.
   *
   * @param hosts hosts of the operator's own network that may be told
   * @param tries after how many a message is given up
   */
  public record Notices(List<URI> hosts, int tries) {
    public static final Notices DEFAULTS = new Notices(List.of(), 10);

    public Notices {
      hosts = List.copyOf(hosts);
    }
  }

  /**
   * Where everything is kept.
   *
   * @param postgresUrl a PostgreSQL to use, null for the embedded one
   * @param dataDirectory what the embedded server keeps; unused with a PostgreSQL of one's own
   * @param ephemeral the embedded server's data goes away at the stop
   * @param auditFile where signed heads of audit logs are kept, null for beside the data
   */
  public record Storage(
      @Nullable String postgresUrl,
      Path dataDirectory,
      boolean ephemeral,
      @Nullable Path auditFile) {}

  /**
   * Where the process listens.
   *
   * @param port 0 for a free one
   * @param admin where the operator's listener is, null for none
   */
  public record Listener(String host, int port, @Nullable AdminAddress admin) {}

  /**
   * Which model servers are asked.
   *
   * @param ollama where Ollama is looked for
   * @param providers model servers beside the built-in ones
   */
  public record Models(URI ollama, List<ProviderEntry> providers) {
    public Models {
      providers = List.copyOf(providers);
    }
  }

  /**
   * What the operator lets tools reach.
   *
   * @param hosts hosts of the operator's own network
   * @param mcpServers the MCP servers whose tools may be taken over, each by its exact address
   */
  public record Neighbours(List<URI> hosts, List<URI> mcpServers) {
    public static final Neighbours NONE = new Neighbours(List.of(), List.of());

    public Neighbours {
      hosts = List.copyOf(hosts);
      mcpServers = List.copyOf(mcpServers);
    }
  }

  /** What fires schedules: every server process, or the extension of that name. */
  public enum Clock {
    EMBEDDED,
    PG_CRON
  }

  /**
   * What seals people's keys at providers in the place of the master key.
   *
   * @param current null: the master key
   * @param previous what sealed before, so that it still opens
   */
  public record VaultKeys(@Nullable Secret current, @Nullable Secret previous) {
    public static final VaultKeys NONE = new VaultKeys(null, null);
  }

  /**
   * How often the data API may be asked in a minute.
   *
   * @param perCaller by one person, or by the guests of one address
   * @param perToken with one API token
   */
  public record Rates(int perCaller, int perToken) {
    /** Far above what people and their pages need. */
    public static final Rates DEFAULTS = new Rates(12_000, 6_000);
  }

  /** The same for callers who ask more or less often. */
  public Config withRates(Rates otherRates) {
    return new Config(
        storage,
        listener,
        models,
        reach,
        accounts,
        vault,
        clock,
        roles,
        neighbours,
        notices,
        otherRates);
  }

  /** Address and port of the operator's listener. */
  public record AdminAddress(String host, int port) {}

  /** An OpenAI-compatible server by name; the key goes to this base URL and nowhere else. */
  public record ProviderEntry(String name, URI baseUrl, @Nullable Secret apiKey) {}
}
