package dev.connectedlenses.server;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.database.DatabaseOptions;
import dev.connectedlenses.database.Migrator;
import dev.connectedlenses.database.Notifications;
import dev.connectedlenses.database.ServerUrl;
import dev.connectedlenses.database.StartRefusedException;
import dev.connectedlenses.database.embedded.EmbeddedOptions;
import dev.connectedlenses.database.embedded.EmbeddedPostgres;
import dev.connectedlenses.engine.run.Engine;
import dev.connectedlenses.engine.team.Rounds;
import dev.connectedlenses.outbound.OutboundClient;
import dev.connectedlenses.rest.Crowd;
import dev.connectedlenses.rest.DbSettings;
import dev.connectedlenses.rest.Extensions;
import dev.connectedlenses.rest.HttpSettings;
import dev.connectedlenses.rest.RequestLimits;
import dev.connectedlenses.rest.RestConfig;
import dev.connectedlenses.rest.RestService;
import dev.connectedlenses.server.accounts.AccountDoor;
import dev.connectedlenses.server.accounts.BreachedPasswords;
import dev.connectedlenses.server.accounts.Passwords;
import dev.connectedlenses.server.accounts.Site;
import dev.connectedlenses.server.audit.AuditSigner;
import dev.connectedlenses.server.catalog.CatalogImport;
import dev.connectedlenses.server.catalog.CatalogRoutes;
import dev.connectedlenses.server.catalog.Discovery;
import dev.connectedlenses.server.functions.MessageSecrets;
import dev.connectedlenses.server.functions.Procedures;
import dev.connectedlenses.server.hooks.Hooks;
import dev.connectedlenses.server.http.HttpServer;
import dev.connectedlenses.server.http.Router;
import dev.connectedlenses.server.keys.ProviderKeys;
import dev.connectedlenses.server.notices.Deliveries;
import dev.connectedlenses.server.sse.RunEventHub;
import dev.connectedlenses.server.sse.StreamSettings;
import dev.connectedlenses.server.vault.KeyRing;
import dev.connectedlenses.server.vault.MasterKey;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The whole server in one process: built from the database upwards, closed in reverse. */
public final class Serve implements AutoCloseable {

  private static final List<String> SCHEMAS =
      List.of("public", "lensers", "agents", "lenses", "ai");
  private static final long MAX_ROWS = 1000;

  /** As many requests of the data API at once as the database has connections for users. */
  private static final int PLACES = DatabaseOptions.defaults().gatewayConnections();

  private static final Duration ROUNDS = Duration.ofSeconds(2);
  private static final Duration LINK_LIFE = Duration.ofHours(1);
  private static final Duration CLI_LIFE = Duration.ofDays(30);

  private final Closing parts;
  private final HttpServer http;
  private final @Nullable HttpServer admin;
  private final Router router;
  private final AccountDoor accounts;
  private final UUID owner;
  private final @Nullable Path dataDirectory;

  private Serve(Config config, Consumer<String> progress, Closing parts) {
    this.parts = parts;
    Listening.requireFree(config);
    EmbeddedPostgres postgres = embedded(config, progress, parts);
    ServerUrl root = migrated(postgres == null ? url(config) : postgres.url(), progress);
    dataDirectory = postgres == null ? null : postgres.dataDirectory();
    Database database = parts.add(Database.open(root, DatabaseOptions.defaults()));
    Notifications hints = hints(root, parts);
    InstantSource clock = InstantSource.system();
    SecureRandom random = new SecureRandom();
    OutboundClient outbound = Outside.client(config);
    Site site = new Site(config.reach().publicUrl(), config.accounts().redirects());
    MasterKey master = Keys.master(config, dataDirectory, random);
    KeyRing ring = Keys.ring(config, master, random);
    ProviderKeys keys = new ProviderKeys(database, ring, outbound);
    MessageSecrets secrets = Telling.secrets(database, ring, random);
    Deliveries told = parts.add(Telling.deliveries(config, database, outbound, secrets, site));
    Runnable changed = () -> hints.hint("clens_keys");
    AccountDoor.Outside around = around(config, outbound, master, site, changed);
    accounts = parts.add(new AccountDoor(database, config.accounts(), around));
    owner = accounts.localOwner();
    Keys.keepServiceKey(config, dataDirectory, accounts.serviceKey());
    parts.add(hints.listen("clens_keys", accounts::reloadKeys));
    AuditSigner audit = Keys.signer(config, database, master, dataDirectory);
    parts.add(Keys.maintain(accounts::maintain, keys::maintain, audit::sign));
    parts.add(Keys.maintain(secrets::maintain, told::tidy));
    RestService rest = parts.add(rest(config, database, accounts, secrets));
    parts.add(attentive(rest, hints));
    RunEventHub events = parts.add(RunEventHub.start(database, StreamSettings.STANDARD));
    parts.add(hints.listen("clens_events", events::hint));
    parts.add(Discovery.start(outbound, root, Outside.servers(config)));
    Runner.Works works = Runner.works(config, new Runner.Doors(database, hints, outbound), keys);
    Engine engine = parts.add(works.engine());
    parts.add(hints.listen("clens_wake", engine::wake));
    Runnable wake = () -> hints.hint("clens_wake");
    work(config.roles(), engine, parts.add(new Rounds(database, ROUNDS, wake)), told);
    Clocks.add(config, root, database, wake, parts);
    CatalogRoutes catalog = new CatalogRoutes(new CatalogImport(outbound, root), owner);
    Hooks hooks = new Hooks(database, secrets.webhooks(), clock, wake);
    Routes.Further further = new Routes.Further(catalog, hooks, works.tools());
    Routes.Doors doors =
        new Routes.Doors(database, rest, accounts, events, keys, audit, further, wake, clock);
    router = router(config, doors);
    http = parts.add(Listening.start(config, router));
    site.listensAt(http.uri());
    http.onStopping(events::endStreams);
    http.onStopping(engine::drain);
    admin = Admin.start(config.listener().admin(), database, rest, http, parts);
  }

  /** Starts what the process's roles ask for. */
  private static void work(Set<Role> roles, Engine engine, Rounds rounds, Deliveries deliveries) {
    if (roles.contains(Role.ENGINE)) {
      engine.start();
    }
    if (roles.contains(Role.SCHEDULER)) {
      rounds.start();
      deliveries.start();
    }
  }

  private static Notifications hints(ServerUrl root, Closing parts) {
    Notifications hints = parts.add(Notifications.of(root));
    hints.start();
    return hints;
  }

  private static Router router(Config config, Routes.Doors doors) {
    return config.roles().contains(Role.API)
        ? Routes.of(doors, config.reach(), config.rates())
        : Routes.healthOnly(doors);
  }

  private static ServerUrl migrated(ServerUrl root, Consumer<String> progress) {
    progress.accept("bringing the schema up to date");
    new Migrator(root).migrate();
    return root;
  }

  private static RestService rest(
      Config config, Database database, AccountDoor accounts, MessageSecrets secrets) {
    Procedures procedures = new Procedures(database, secrets, InstantSource.system());
    RestConfig dataApi = dataApi(config, accounts, procedures);
    return RestService.open(database, dataApi, accounts.verifier());
  }

  /** Catalogs are read again when somebody says so, and the database looked for when it is lost. */
  private static Notifications.Subscription attentive(RestService rest, Notifications hints) {
    hints.whenLost(rest::doubt);
    return hints.listen("pgrst", rest::reload);
  }

  private static AccountDoor.Outside around(
      Config config, OutboundClient outbound, MasterKey master, Site site, Runnable keysChanged) {
    SecureRandom random = new SecureRandom();
    InstantSource clock = InstantSource.system();
    return new AccountDoor.Outside(
        new Passwords(
            Passwords.Cost.STANDARD,
            random,
            Duration.ofSeconds(1),
            BreachedPasswords.andThoseIn(
                config.storage().dataDirectory().resolve("breached-passwords.txt"))),
        master,
        Keys.mailer(config, clock),
        Outside.toIssuers(outbound, config),
        site,
        random,
        clock,
        keysChanged);
  }

  /**
   * Starts everything and returns when requests are answered.
   *
   * @param progress gets a line when a step begins that may take a while
   * @throws StartRefusedException with one line that names the thing and the remedy
   */
  public static Serve start(Config config, Consumer<String> progress) {
    Closing parts = new Closing();
    try {
      return new Serve(config, progress, parts);
    } catch (RuntimeException e) {
      parts.close();
      throw e;
    }
  }

  private static @Nullable EmbeddedPostgres embedded(
      Config config, Consumer<String> progress, Closing parts) {
    if (config.storage().postgresUrl() != null) {
      return null;
    }
    progress.accept("starting PostgreSQL");
    EmbeddedOptions options =
        config.storage().ephemeral()
            ? EmbeddedOptions.temporary()
            : EmbeddedOptions.in(config.storage().dataDirectory());
    return parts.add(EmbeddedPostgres.start(options));
  }

  private static ServerUrl url(Config config) {
    String url = config.storage().postgresUrl();
    if (url == null) {
      throw new StartRefusedException("no database given; use --postgres URL");
    }
    return ServerUrl.parse(url);
  }

  private static RestConfig dataApi(Config config, AccountDoor accounts, Procedures functions) {
    DbSettings database = DbSettings.of(SCHEMAS, "anon").withMaxRows(MAX_ROWS);
    return RestConfig.of(database, accounts.jwt())
        .withHttp(HttpSettings.DEFAULTS.withCorsOrigins(config.reach().origins()))
        .withLimits(
            RequestLimits.STRICT.withCrowd(Crowd.of(PLACES)).withRate(config.rates().perCaller()))
        .withExtensions(Extensions.ALL)
        .withFunctions(functions);
  }

  static String version() {
    String version = Serve.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  /** Where the server answers. */
  public URI url() {
    return http.uri();
  }

  /** Where the operator's listener answers; null without one. */
  public @Nullable URI adminUrl() {
    return admin == null ? null : admin.uri();
  }

  /** A fresh address at which the local owner's browser signs in, once, within the hour. */
  public URI signInLink() {
    return url().resolve("/sign-in?token=" + accounts.signInToken(owner, LINK_LIFE));
  }

  /** A fresh token with which the local owner's command line signs in, once. */
  public String cliToken() {
    return accounts.signInToken(owner, CLI_LIFE);
  }

  /** Every address that is answered, and who may ask there. */
  List<Router.Entry> routes() {
    return router.table();
  }

  /** The key with which a trusted back end acts as the service role. */
  public String serviceKey() {
    return accounts.serviceKey();
  }

  /** What the embedded database keeps; null with a PostgreSQL of one's own. */
  public @Nullable Path dataDirectory() {
    return dataDirectory;
  }

  /** Stops: requests and streams first, the database last. Twice is fine. */
  @Override
  public void close() {
    parts.close();
  }
}
