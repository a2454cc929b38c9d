package dev.connectedlenses.server;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.outbound.Secret;
import dev.connectedlenses.server.audit.AuditSigner;
import dev.connectedlenses.server.mail.LogMailer;
import dev.connectedlenses.server.mail.Mailer;
import dev.connectedlenses.server.mail.SmtpAccount;
import dev.connectedlenses.server.mail.SmtpMailer;
import dev.connectedlenses.server.vault.KeyRing;
import dev.connectedlenses.server.vault.MasterKey;
import dev.connectedlenses.server.vault.OwnFile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the keys of a server come from, and who looks after them. */
final class Keys {

  private static final Logger LOG = LoggerFactory.getLogger(Keys.class);
  private static final long FIRST_SECONDS = 5;
  private static final long MAINTENANCE_SECONDS = 60;

  private Keys() {}

  /**
   * The master key: given, else in the data directory, else beside where one would be; data that
   * goes away with the process gets a key that does too.
   */
  static MasterKey master(Config config, @Nullable Path dataDirectory, SecureRandom random) {
    Secret given = config.accounts().keys().master();
    if (given != null) {
      return MasterKey.of(given);
    }
    if (config.storage().ephemeral()) {
      return MasterKey.fleeting(random);
    }
    Path folder = config.storage().dataDirectory();
    return dataDirectory == null
        ? MasterKey.inFile(folder.resolveSibling(folder.getFileName() + ".key"), random)
        : MasterKey.inFile(dataDirectory.resolve("master.key"), random);
  }

  /** What seals people's keys at providers, and everything that may have sealed them before. */
  static KeyRing ring(Config config, MasterKey master, SecureRandom random) {
    List<MasterKey> keys = new ArrayList<>();
    if (config.vault().current() != null) {
      keys.add(MasterKey.of(config.vault().current()));
    }
    keys.add(master);
    if (config.vault().previous() != null) {
      keys.add(MasterKey.of(config.vault().previous()));
    }
    return new KeyRing(keys, random);
  }

  /** Who signs the heads of audit logs, and where. */
  static AuditSigner signer(
      Config config, Database database, MasterKey master, @Nullable Path dataDirectory) {
    Path file = auditFile(config, dataDirectory);
    return new AuditSigner(database, master, file, InstantSource.system());
  }

  /** Where the heads of audit logs are kept: as told, else with the master key's neighbours. */
  static @Nullable Path auditFile(Config config, @Nullable Path dataDirectory) {
    Path told = config.storage().auditFile();
    if (told != null || config.storage().ephemeral()) {
      return told;
    }
    Path folder = config.storage().dataDirectory();
    return dataDirectory == null
        ? folder.resolveSibling(folder.getFileName() + ".audit")
        : dataDirectory.resolve("audit.checkpoints");
  }

  /** Leaves the service key where the operator of this machine, and nobody else, can read it. */
  static void keepServiceKey(Config config, @Nullable Path dataDirectory, String key) {
    if (dataDirectory == null || config.storage().ephemeral()) {
      return;
    }
    try {
      OwnFile.write(dataDirectory.resolve("service.key"), key + "\n");
    } catch (IOException e) {
      LOG.warn("the service key could not be left in {}; set CLENS_SERVICE_KEY", dataDirectory);
    }
  }

  static Mailer mailer(Config config, InstantSource clock) {
    SmtpAccount account = config.accounts().smtp();
    return account == null ? new LogMailer() : new SmtpMailer(account, clock);
  }

  /** Does this now and then, beside everything else: old keys are replaced, others end. */
  static AutoCloseable maintain(Runnable... tasks) {
    ScheduledExecutorService worker =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("keys").daemon().factory());
    ScheduledFuture<?> _ =
        worker.scheduleWithFixedDelay(
            () -> List.of(tasks).forEach(Keys::run),
            FIRST_SECONDS,
            MAINTENANCE_SECONDS,
            TimeUnit.SECONDS);
    return worker::shutdownNow;
  }

  private static void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.warn("the keys could not be looked after; trying again", e);
    }
  }
}
