package dev.connectedlenses.server;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.outbound.OutboundClient;
import dev.connectedlenses.server.accounts.Site;
import dev.connectedlenses.server.functions.MessageSecrets;
import dev.connectedlenses.server.hooks.SigningSecrets;
import dev.connectedlenses.server.mail.Mailer;
import dev.connectedlenses.server.notices.Couriers;
import dev.connectedlenses.server.notices.Deliveries;
import dev.connectedlenses.server.notices.MailCourier;
import dev.connectedlenses.server.notices.Pace;
import dev.connectedlenses.server.notices.Patience;
import dev.connectedlenses.server.notices.WebhookCourier;
import dev.connectedlenses.server.vault.KeyRing;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;

/** How people's own systems and mailboxes are told what happened, wired. */
final class Telling {
  private static final Duration ONE_TRY = Duration.ofSeconds(15);

  private Telling() {}

  /** The secrets that messages are signed with, in and out. */
  static MessageSecrets secrets(Database database, KeyRing ring, SecureRandom random) {
    return new MessageSecrets(
        SigningSecrets.ofWebhooks(database, ring, random),
        SigningSecrets.ofTargets(database, ring, random));
  }

  /** The outbox's deliveries, not started yet. */
  static Deliveries deliveries(
      Config config,
      Database database,
      OutboundClient outbound,
      MessageSecrets secrets,
      Site site) {
    InstantSource clock = InstantSource.system();
    OutboundClient client = Outside.toTargets(outbound, config);
    WebhookCourier webhooks = new WebhookCourier(client, secrets.targets(), clock, ONE_TRY);
    Mailer mailer = config.accounts().smtp() == null ? null : Keys.mailer(config, clock);
    Patience patience = Patience.of(config.notices().tries(), new SecureRandom());
    return new Deliveries(
        database,
        new Couriers(webhooks, new MailCourier(mailer, site::url)),
        patience,
        Pace.STANDARD);
  }
}
