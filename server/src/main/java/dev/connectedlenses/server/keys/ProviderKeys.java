package dev.connectedlenses.server.keys;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.database.Identity;
import dev.connectedlenses.outbound.OutboundClient;
import dev.connectedlenses.outbound.Secret;
import dev.connectedlenses.server.http.Refusal;
import dev.connectedlenses.server.http.Response;
import dev.connectedlenses.server.vault.KeyRing;
import dev.connectedlenses.server.vault.Rewrap;
import dev.connectedlenses.server.vault.Sealed;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The keys that people bring along: sealed before they reach the database, opened to be used. */
public final class ProviderKeys {

  private static final int TESTS_PER_MINUTE = 10;

  private final KeyTable table;
  private final KeyRing ring;
  private final KeyTest test;

  public ProviderKeys(Database database, KeyRing ring, OutboundClient outbound) {
    this.table = new KeyTable(database);
    this.ring = ring;
    this.test = new KeyTest(outbound);
  }

  /** Takes a key in; the answer is what its owner may see of it. */
  JsonNode add(Identity caller, NewKey key) {
    try (Secret secret = key.secret()) {
      KeyTable.Which which = table.fresh(caller, key.provider());
      table.add(caller, key, which, seal(secret, which));
      return table.shown(caller, which.id());
    }
  }

  /** Puts another secret in the place of the one that a key had. */
  JsonNode rotate(Identity caller, UUID id, String text) {
    KeyTable.Which next = table.require(caller, id).next();
    try (Secret secret = NewKey.secret(text)) {
      table.replace(caller, next, seal(secret, next), NewKey.suffix(text));
    }
    return table.shown(caller, id);
  }

  /** Changes label, cap or expiry. */
  JsonNode change(Identity caller, UUID id, JsonNode patch) {
    table.change(caller, id, patch);
    return table.shown(caller, id);
  }

  /** Asks the provider whether it knows the key, and which models it opens. */
  JsonNode test(Identity caller, UUID id) throws InterruptedException {
    KeyTable.Which which = table.require(caller, id);
    if (table.testsLately(id) >= TESTS_PER_MINUTE) {
      throw new Refusal(
          Response.error(
                  429, "too_many_tests", "the key was tested often lately", "wait for a minute")
              .with("Retry-After", "60"));
    }
    KeyTest.Verdict verdict;
    try (Secret secret = open(table.stored(which))) {
      verdict = test.run(table.place(which.provider()), secret);
    } catch (GeneralSecurityException e) {
      throw Refusal.of(
          409,
          "key_unreadable",
          "the key cannot be opened here",
          "rotate it: hand the secret in again");
    }
    KeyTable.Outcome outcome = new KeyTable.Outcome(verdict.works(), BigDecimal.ZERO);
    table.note(new KeyTable.Use(id, null, null, "test", outcome));
    return verdict.json();
  }

  /** The key of a run's owner at a provider, to be counted by {@link #note}. */
  Optional<KeyTable.Stored> ofRun(UUID run, String provider) {
    return table.ofRun(run, provider);
  }

  /**
   * A copy of the caller's own key at a provider, for the caller's own errand; null where there is
   * none that opens here.
   */
  public @Nullable Secret ofCaller(Identity caller, String provider) {
    UUID id = table.ofCaller(caller, provider).orElse(null);
    if (id == null) {
      return null;
    }
    KeyTable.Which which = table.require(caller, id);
    try {
      Secret secret = open(table.stored(which));
      table.note(
          new KeyTable.Use(id, null, null, "call", new KeyTable.Outcome(true, BigDecimal.ZERO)));
      return secret;
    } catch (GeneralSecurityException e) {
      return null;
    }
  }

  Secret open(KeyTable.Stored stored) throws GeneralSecurityException {
    byte[] text = ring.open(stored.sealed(), stored.which().purpose());
    try {
      return Secret.of(text);
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }

  /** What a key may still spend, as its row says now; null where it has no cap. */
  @Nullable BigDecimal left(UUID id) {
    return table.left(id);
  }

  void note(KeyTable.Use use) {
    table.note(use);
  }

  /** Ends keys whose time is up, and brings all under the master key that closes now. */
  public void maintain() {
    table.expire();
    rewrapAll();
  }

  /** Returns how many were wrapped anew; those that no key here opens stay as they are. */
  int rewrapAll() {
    return new Rewrap(ring, "keys at providers").all(this::sealedByOthers);
  }

  private List<Rewrap.Place> sealedByOthers(String sealer, @Nullable UUID after, int rows) {
    return table.sealedByOthers(sealer, after, rows).stream().map(this::place).toList();
  }

  private Rewrap.Place place(KeyTable.Stored stored) {
    KeyTable.Which which = stored.which();
    return new Rewrap.Place(
        which.id(),
        which.purpose(),
        stored.sealed(),
        fresh -> table.rewrap(which, stored.sealed(), fresh));
  }

  private Sealed seal(Secret secret, KeyTable.Which which) {
    byte[] text = secret.expose(plain -> plain.getBytes(StandardCharsets.UTF_8));
    try {
      return ring.seal(text, which.purpose());
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }
}
