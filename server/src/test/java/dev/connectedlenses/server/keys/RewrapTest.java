package dev.connectedlenses.server.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.database.Identity;
import dev.connectedlenses.database.TestDatabase;
import dev.connectedlenses.outbound.EgressObserver;
import dev.connectedlenses.outbound.EgressPolicy;
import dev.connectedlenses.outbound.OutboundClient;
import dev.connectedlenses.outbound.Secret;
import dev.connectedlenses.server.vault.KeyRing;
import dev.connectedlenses.server.vault.MasterKey;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Another master key takes over while keys are opened, rotated and revoked: none is ever lost. */
class RewrapTest {
  private static final int KEYS = "full".equals(System.getProperty("suite")) ? 10_000 : 200;

  private final TestDatabase database = TestDatabase.create();
  private final SecureRandom random = new SecureRandom();
  private final MasterKey old = MasterKey.fleeting(random);
  private final MasterKey fresh = MasterKey.fleeting(random);
  private final List<UUID> keys = new ArrayList<>();
  private final List<Identity> owners = new ArrayList<>();

  private ProviderKeys vault(MasterKey... masters) {
    OutboundClient closed = new OutboundClient(EgressPolicy.publicOnly(), EgressObserver.none());
    return new ProviderKeys(database.database(), new KeyRing(List.of(masters), random), closed);
  }

  @BeforeEach
  void fill() {
    ProviderKeys vault = vault(old);
    for (int i = 0; i < KEYS; i++) {
      if (i % 40 == 0) {
        owners.add(person(i));
      }
      NewKey key =
          NewKey.of(
              JsonMapper.shared()
                  .createObjectNode()
                  .put("provider", "openai")
                  .put("secret", secret(i)));
      keys.add(UUID.fromString(vault.add(owners.getLast(), key).path("id").asString()));
    }
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static String secret(int number) {
    return "sk-rewrap-%08d".formatted(number);
  }

  private Identity person(int number) {
    UUID user =
        database
            .admin()
            .withHandle(h ->
                h.createQuery("select (auth.sign_up(?, 'no password') ->> 'id')::uuid")
                    .bind(0, "p" + number + "@example.org")
                    .mapTo(UUID.class)
                    .one());
    return Identity.of(user);
  }

  @Test
  void everyKeyOpensAtEveryMomentOfTheChange() throws Exception {
    ProviderKeys both = vault(fresh, old);
    AtomicBoolean over = new AtomicBoolean();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> readers = new ArrayList<>();
      for (int reader = 0; reader < 4; reader++) {
        int first = reader;
        readers.add(threads.submit(() -> read(both, first, over)));
      }
      Future<Integer> rotated = threads.submit(() -> rotateSome(both));
      int rewrapped = both.rewrapAll();
      assertThat(rotated.get()).isEqualTo(KEYS / 10);
      rewrapped += both.rewrapAll();
      over.set(true);
      for (Future<Integer> reader : readers) {
        assertThat(reader.get()).as("keys opened by one reader").isPositive();
      }
      assertThat(rewrapped).isBetween(KEYS - KEYS / 10, KEYS);
    }
    assertThat(sealers()).containsExactly(fresh.id());
    read(vault(fresh), 0, new AtomicBoolean(true));
  }

  /** Opens keys round and round, at least each once; every one must be the right secret. */
  private int read(ProviderKeys vault, int first, AtomicBoolean over) throws Exception {
    KeyTable table = new KeyTable(database.database());
    int opened = 0;
    while (opened < KEYS || !over.get()) {
      int number = (first + opened) % KEYS;
      Identity owner = owners.get(number / 40);
      KeyTable.Which which = table.require(owner, keys.get(number));
      KeyTable.Stored stored = table.stored(which);
      try (Secret secret = vault.open(stored)) {
        assertThat(secret.<String>expose(text -> text)).startsWith(secret(number));
      }
      opened++;
    }
    return opened;
  }

  private int rotateSome(ProviderKeys vault) {
    int rotated = 0;
    for (int number = 0; number < KEYS; number += 10) {
      vault.rotate(owners.get(number / 40), keys.get(number), secret(number) + "-rotated");
      rotated++;
    }
    return rotated;
  }

  private List<String> sealers() {
    return database
        .admin()
        .withHandle(
            h -> h.createQuery("select distinct kek_id from ai.keys").mapTo(String.class).list());
  }
}
