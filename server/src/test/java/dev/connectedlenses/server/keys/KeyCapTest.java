package dev.connectedlenses.server.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectedlenses.database.Identity;
import dev.connectedlenses.database.TestDatabase;
import dev.connectedlenses.engine.graph.Cause;
import dev.connectedlenses.engine.node.Credentials;
import dev.connectedlenses.engine.node.NodeException;
import dev.connectedlenses.outbound.EgressObserver;
import dev.connectedlenses.outbound.EgressPolicy;
import dev.connectedlenses.outbound.OutboundClient;
import dev.connectedlenses.server.vault.KeyRing;
import dev.connectedlenses.server.vault.MasterKey;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The cap of a key that somebody brought along: what is asked before each call, and what counts.
 */
class KeyCapTest {
  private static final int CALLERS = 8;

  private final TestDatabase database = TestDatabase.create();
  private final SecureRandom random = new SecureRandom();
  private final ProviderKeys keys =
      new ProviderKeys(
          database.database(),
          new KeyRing(List.of(MasterKey.fleeting(random)), random),
          new OutboundClient(EgressPolicy.publicOnly(), EgressObserver.none()));
  private final RunCredentials credentials = new RunCredentials(keys, Map.of());
  private final Identity ada = person("ada");
  private final UUID run = runOf(ada);

  @AfterEach
  void close() {
    database.close();
  }

  private Identity person(String name) {
    return Identity.of(
        database
            .admin()
            .withHandle(h ->
                h.createQuery("select (auth.sign_up(?, 'no password') ->> 'id')::uuid")
                    .bind(0, name + "@example.org")
                    .mapTo(UUID.class)
                    .one()));
  }

  private UUID runOf(Identity who) {
    return database.asPersona(
        who,
        handle -> {
          UUID workflow =
              handle
                  .createQuery("select id from public.fn_create_workflow('Ask')")
                  .mapTo(UUID.class)
                  .one();
          handle
              .createQuery(
                  "select count(*) from public.fn_upsert_workflow_nodes(?, '[{\"label\": \"say\", \"kind\": \"transform\", \"config\": {\"text\": \"hi\"}}]')")
              .bind(0, workflow)
              .mapTo(Integer.class)
              .one();
          return handle
              .createQuery("select public.fn_start_workflow_run(?, '{}')")
              .bind(0, workflow)
              .mapTo(UUID.class)
              .one();
        });
  }

  private UUID add(String cap) {
    ObjectNode body = JsonMapper.shared().createObjectNode();
    body.put("provider", "openai").put("secret", "sk-cap-0123456789abcdef");
    if (!cap.isEmpty()) {
      body.put("spending_cap_credits", Long.parseLong(cap));
    }
    return UUID.fromString(keys.add(ada, NewKey.of(body)).path("id").asString());
  }

  private void change(UUID key, String patch) {
    keys.change(ada, key, JsonMapper.shared().readTree(patch));
  }

  private Credentials.Lent lent() {
    return credentials.find(run, "openai");
  }

  /** One call: asked for, made, counted. */
  private void call(Credentials.Lent lent, String credits) {
    lent.admit("openai");
    lent.used(run, UUID.randomUUID(), true, new BigDecimal(credits));
  }

  private BigDecimal spent(UUID key) {
    return database
        .admin()
        .withHandle(h ->
            h.createQuery("select spent_credits from ai.keys where id = ?")
                .bind(0, key)
                .mapTo(BigDecimal.class)
                .one());
  }

  private long noted(UUID key) {
    return database
        .admin()
        .withHandle(h ->
            h.createQuery("select count(*) from ai.key_usage_log where key_id = ?")
                .bind(0, key)
                .mapTo(Long.class)
                .one());
  }

  private static void refuses(Runnable step) {
    assertThatThrownBy(step::run)
        .isInstanceOfSatisfying(
            NodeException.class,
            refusal -> assertThat(refusal.failure().cause()).isEqualTo(Cause.BUDGET_ERROR))
        .hasMessageContaining("clens key cap");
  }

  @Test
  void belowTheCapCallsAreMadeAndCounted() {
    UUID key = add("10");
    try (Credentials.Lent lent = lent()) {
      call(lent, "4");
      call(lent, "5.999");
      lent.admit("openai");
    }
    assertThat(spent(key)).isEqualByComparingTo("9.999");
    assertThat(noted(key)).isEqualTo(2);
  }

  @Test
  void atTheCapNothingMoreIsPaid() {
    UUID key = add("10");
    try (Credentials.Lent lent = lent()) {
      call(lent, "10");
      refuses(() -> lent.admit("openai"));
      refuses(() -> lent.admit("openai"));
    }
    refuses(this::lent);
    assertThat(spent(key)).isEqualByComparingTo("10");
  }

  @Test
  void whatIsInFlightIsAllThatGoesOverTheCap() {
    UUID key = add("10");
    try (Credentials.Lent one = lent();
        Credentials.Lent other = lent()) {
      one.admit("openai");
      other.admit("openai");
      one.used(run, UUID.randomUUID(), true, new BigDecimal("9"));
      other.used(run, UUID.randomUUID(), true, new BigDecimal("9"));
      refuses(() -> one.admit("openai"));
      refuses(() -> other.admit("openai"));
    }
    assertThat(spent(key)).as("both count whole").isEqualByComparingTo("18");
  }

  @Test
  void aCapHoldsForCallsThatWereLentTheKeyBefore() {
    UUID key = add("");
    try (Credentials.Lent lent = lent()) {
      call(lent, "7");
      change(key, "{\"spending_cap_credits\": 7}");
      refuses(() -> lent.admit("openai"));
      change(key, "{\"spending_cap_credits\": 8}");
      call(lent, "0.5");
      change(key, "{\"spending_cap_credits\": null}");
      call(lent, "1000000");
      lent.admit("openai");
    }
  }

  @Test
  void aRevokedKeyPaysForNoFurtherCall() {
    UUID key = add("100");
    try (Credentials.Lent lent = lent()) {
      call(lent, "1");
      database.asPersona(
          ada,
          handle ->
              handle
                  .createQuery("select public.fn_revoke_api_key(?)::text")
                  .bind(0, key)
                  .mapTo(String.class)
                  .findOne()
                  .orElse(""));
      refuses(() -> lent.admit("openai"));
    }
  }

  @Test
  void aCapOfNothingPaysForNothing() {
    UUID key = add("0");
    refuses(this::lent);
    assertThat(noted(key)).isZero();
  }

  @Test
  void whatFailedIsNotedAndCostsNothing() {
    UUID key = add("1");
    try (Credentials.Lent lent = lent()) {
      lent.admit("openai");
      lent.used(run, UUID.randomUUID(), false, BigDecimal.ZERO);
      call(lent, "1");
      refuses(() -> lent.admit("openai"));
    }
    assertThat(noted(key)).isEqualTo(2);
    assertThat(spent(key)).isEqualByComparingTo("1");
  }

  /** Many callers at once: no use is lost, and no more goes over the cap than was in flight. */
  @Test
  void callersThatRaceOverrunByNoMoreThanTheirCallsInFlight() throws Exception {
    int cap = 60;
    UUID key = add(Integer.toString(cap));
    try (ExecutorService threads = Executors.newFixedThreadPool(CALLERS)) {
      List<Future<Integer>> made = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        made.add(threads.submit(untilRefused()));
      }
      int calls = 0;
      for (Future<Integer> one : made) {
        calls += one.get();
      }
      assertThat(spent(key)).isEqualByComparingTo(BigDecimal.valueOf(calls));
      assertThat(noted(key)).isEqualTo(calls);
      assertThat(calls).isBetween(cap, cap + CALLERS - 1);
    }
    refuses(this::lent);
  }

  private Callable<Integer> untilRefused() {
    return () -> {
      int calls = 0;
      try (Credentials.Lent lent = lent()) {
        while (true) {
          call(lent, "1");
          calls++;
        }
      } catch (NodeException over) {
        return calls;
      }
    };
  }
}
