package dev.connectedlenses.server.accounts;

import java.time.Duration;
import java.time.InstantSource;

/** How often one address, one account and one mailbox may be tried. */
final class Guard {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Buckets byAddress;
  private final Buckets byAccount;
  private final Buckets byMailbox;
  private final Backoff backoff;

  Guard(AccountSettings.Limits limits, InstantSource clock) {
    this.byAddress = new Buckets(limits.attemptsPerAddress(), MINUTE, clock);
    this.byAccount = new Buckets(limits.attemptsPerAccount(), MINUTE, clock);
    this.byMailbox = new Buckets(limits.mailsPerHour(), Duration.ofHours(1), clock);
    this.backoff = new Backoff(limits.attemptsPerAccount(), clock);
  }

  /** One more request of this address. */
  void request(Client client) {
    byAddress.take(client.address());
  }

  /** One more renewal; a page that is open for long needs many and gives nothing away by them. */
  void renewal(Client client) {
    byAddress.take("renewal " + client.address());
  }

  /** One more try of this account's password. */
  void attempt(String account, Client client) {
    request(client);
    byAccount.take(account + " " + client.address());
    backoff.check(account);
  }

  void failed(String account) {
    backoff.failed(account);
  }

  void succeeded(String account, Client client) {
    byAccount.forgive(account + " " + client.address());
    backoff.forgive(account);
  }

  /** One more letter to this mailbox. */
  void letter(String mailbox, Client client) {
    request(client);
    byMailbox.take(mailbox);
  }
}
