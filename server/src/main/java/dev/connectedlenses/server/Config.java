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
 * @param postgresUrl a PostgreSQL to use, null for the embedded one
 * @param host address to listen on
 * @param port port to listen on, 0 for a free one
 * @param dataDirectory what the embedded server keeps; unused with a PostgreSQL of one's own
 * @param ephemeral the embedded server's data goes away at the stop
 * @param ollama where Ollama is looked for
 * @param providers model servers beside the built-in ones
 * @param reach by which names and from which pages the server is reached
 * @param accounts how accounts behave
 * @param vault what seals people's keys at providers
 * @param clock what fires schedules
 * @param auditFile where signed heads of audit logs are kept, null for beside the data
 * @param admin where the operator's listener is, null for none
 * @param roles what the process does
 * @param neighbours hosts of the operator's own network that tools may reach
 */
public record Config(
    @Nullable String postgresUrl,
    String host,
    int port,
    Path dataDirectory,
    boolean ephemeral,
    URI ollama,
    List<ProviderEntry> providers,
    Reach reach,
    AccountSettings accounts,
    VaultKeys vault,
    Clock clock,
    @Nullable Path auditFile,
    @Nullable AdminAddress admin,
    Set<Role> roles,
    List<URI> neighbours) {

  /** The port that Ollama takes unless told otherwise. */
  static final URI OLLAMA = URI.create("http://127.0.0.1:11434");

  public Config {
    providers = List.copyOf(providers);
    roles = Set.copyOf(roles);
    neighbours = List.copyOf(neighbours);
  }

  /** Reached directly, with accounts as they come. */
  public Config(
      @Nullable String postgresUrl, int port, Path dataDirectory, List<ProviderEntry> providers) {
    this(
        postgresUrl,
        "127.0.0.1",
        port,
        dataDirectory,
        false,
        OLLAMA,
        providers,
        Reach.DEFAULTS,
        AccountSettings.DEFAULTS,
        VaultKeys.NONE,
        Clock.EMBEDDED,
        null,
        null,
        Role.ALL,
        List.of());
  }

  /** The same with other accounts. */
  public Config with(Reach otherReach, AccountSettings otherAccounts) {
    return new Config(
        postgresUrl,
        host,
        port,
        dataDirectory,
        ephemeral,
        ollama,
        providers,
        otherReach,
        otherAccounts,
        vault,
        clock,
        auditFile,
        admin,
        roles,
        neighbours);
  }

  /** The same with other keys that seal. */
  public Config with(VaultKeys otherVault) {
    return new Config(
        postgresUrl,
        host,
        port,
        dataDirectory,
        ephemeral,
        ollama,
        providers,
        reach,
        accounts,
        otherVault,
        clock,
        auditFile,
        admin,
        roles,
        neighbours);
  }

  /** The same under another clock. */
  public Config with(Clock otherClock) {
    return new Config(
        postgresUrl,
        host,
        port,
        dataDirectory,
        ephemeral,
        ollama,
        providers,
        reach,
        accounts,
        vault,
        otherClock,
        auditFile,
        admin,
        roles,
        neighbours);
  }

  /** The same with other roles. */
  public Config with(Set<Role> otherRoles) {
    return new Config(
        postgresUrl,
        host,
        port,
        dataDirectory,
        ephemeral,
        ollama,
        providers,
        reach,
        accounts,
        vault,
        clock,
        auditFile,
        admin,
        otherRoles,
        neighbours);
  }

  /** The same with tools that reach these hosts. */
  public Config withNeighbours(List<URI> otherNeighbours) {
    return new Config(
        postgresUrl,
        host,
        port,
        dataDirectory,
        ephemeral,
        ollama,
        providers,
        reach,
        accounts,
        vault,
        clock,
        auditFile,
        admin,
        roles,
        otherNeighbours);
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

  /** Address and port of the operator's listener. */
  public record AdminAddress(String host, int port) {}

  /** An OpenAI-compatible server by name; the key goes to this base URL and nowhere else. */
  public record ProviderEntry(String name, URI baseUrl, @Nullable Secret apiKey) {}
}
