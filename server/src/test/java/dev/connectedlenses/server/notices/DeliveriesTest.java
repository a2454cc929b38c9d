package dev.connectedlenses.server.notices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.database.DatabaseOptions;
import dev.connectedlenses.database.Identity;
import dev.connectedlenses.testkit.Await;
import dev.connectedlenses.testkit.LoopbackServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The outbox against receivers that work, fail, hang, hang up and come back. */
final class DeliveriesTest {
  private static final int MANY = "full".equals(System.getProperty("suite")) ? 10_000 : 300;

  private final Told told = new Told();
  private final Receiver receiver = new Receiver();
  private Identity ada;

  @BeforeEach
  void arrange() throws Exception {
    ada = told.person("ada");
    told.reaching(receiver);
  }

  @AfterEach
  void close() {
    receiver.close();
    told.close();
  }

  @Test
  void aMessageIsSignedWithBothSecretsThatAreGood() {
    UUID target = told.target(ada, receiver.url());
    String first = told.rotate(ada, target);
    String second = told.rotate(ada, target);
    String third = told.rotate(ada, target);
    told.happen(1);
    try (Deliveries _ = told.deliveries(3, null).start()) {
      Receiver.Message message = receiver.await();
      assertThat(message.signedBy(first, second, third)).containsExactly(third, second);
      assertThat(message.id()).isEqualTo(told.one("select id::text from engine.outbox"));
      assertThat(message.headers()).containsEntry("content-type", "application/json");
      long sent = Long.parseLong(message.headers().get("webhook-timestamp"));
      assertThat(Duration.between(Instant.ofEpochSecond(sent), Instant.now()).abs())
          .isLessThan(Duration.ofMinutes(5));
      assertThat(message.body())
          .contains("\"type\": \"run.completed\"")
          .contains("\"workflow_title\": \"Brief no. 1\"");
      told.awaitOutbox("0 1 0");
    }
    assertThat(told.one("select row_to_json(t)::text from lensers.notification_targets t"))
        .as("what is stored")
        .doesNotContain(first.substring(6), second.substring(6), third.substring(6));
  }

  @Test
  void withoutASecretNothingIsSentNorKept() {
    told.target(ada, receiver.url());
    told.happen(3);
    assertThat(told.outbox()).isEqualTo("0 0 0");
  }

  @Test
  void aFailureIsTriedAgainUnderTheSameIdWithAFreshSignature() {
    AtomicInteger tries = new AtomicInteger();
    receiver.answering(_ -> tries.incrementAndGet() < 3 ? "500 Internal Server Error" : "200 OK");
    UUID target = told.target(ada, receiver.url());
    String secret = told.rotate(ada, target);
    told.happen(1);
    try (Deliveries _ = told.deliveries(5, null).start()) {
      told.awaitOutbox("0 1 0");
    }
    assertThat(receiver.all()).hasSize(3);
    assertThat(receiver.counts()).hasSize(1);
    assertThat(receiver.all())
        .allSatisfy(message -> assertThat(message.signedBy(secret)).containsExactly(secret));
    assertThat(told.one("select attempts::text from engine.outbox")).isEqualTo("3");
    assertThat(state(target)).isEqualTo("0 delivered");
  }

  private String state(UUID target) {
    return told.one(
        """
        select consecutive_failures || case when last_delivered_at is not null then ' delivered' else '' end
        from lensers.notification_targets where id = ?
        """,
        target);
  }

  @Test
  void whatIsNeverTakenBecomesADeadLetterAndCanBeSentAgain() {
    receiver.answering(_ -> "503 Service Unavailable");
    UUID target = told.signedTarget(ada, receiver.url());
    told.happen(2);
    try (Deliveries _ = told.deliveries(2, null).start()) {
      told.awaitOutbox("0 0 2");
      assertThat(told.one("select string_agg(distinct last_error, ', ') from engine.outbox"))
          .isEqualTo("the target answered 503");
      receiver.answering(_ -> "200 OK");
      assertThat(replay(target)).isEqualTo(2);
      told.awaitOutbox("0 2 0");
    }
    assertThat(receiver.counts().values()).containsOnly(3L);
  }

  private int replay(UUID target) {
    return told.database.asPersona(
        ada,
        handle ->
            handle
                .createQuery("select public.fn_replay_notifications(?)")
                .bind(0, target)
                .mapTo(Integer.class)
                .one());
  }

  @Test
  void whoSaysGoneIsNotAskedAgain() {
    receiver.answering(_ -> "410 Gone");
    told.signedTarget(ada, receiver.url());
    told.happen(1);
    try (Deliveries _ = told.deliveries(5, null).start()) {
      told.awaitOutbox("0 0 1");
    }
    assertThat(receiver.all()).hasSize(1);
    assertThat(told.one("select is_active::text from lensers.notification_targets"))
        .isEqualTo("false");
    told.happen(1);
    assertThat(told.outbox()).as("what happens later").isEqualTo("0 0 1");
  }

  @Test
  void redirectsAreNotFollowed() throws Exception {
    try (LoopbackServer elsewhere = LoopbackServer.sentinel()) {
      receiver.answering(_ -> "307 Temporary Redirect\r\nLocation: " + elsewhere.url("/"));
      told.signedTarget(ada, receiver.url());
      told.happen(1);
      try (Deliveries _ = told.deliveries(1, null).start()) {
        told.awaitOutbox("0 0 1");
      }
      assertThat(elsewhere.connections()).isZero();
      assertThat(told.one("select last_error from engine.outbox")).contains("redirected");
    }
  }

  @Test
  void whatIsNotOnThePublicInternetIsNotReached() {
    try (LoopbackServer inside = LoopbackServer.sentinel()) {
      for (String url :
          List.of(
              inside.url("/"),
              "https://127.0.0.1:" + inside.port() + "/",
              "https://localhost/",
              "https://169.254.169.254/latest/meta-data",
              "https://[::1]:8443/",
              "https://[::ffff:127.0.0.1]/",
              "https://10.0.0.1/",
              "https://2130706433/")) {
        told.signedTarget(ada, url);
      }
      told.happen(1);
      try (Deliveries _ = told.deliveries(1, null).start()) {
        told.awaitOutbox("0 0 8");
      }
      assertThat(inside.connections()).isZero();
      assertThat(
              told.one(
                  "select count(*)::text from engine.outbox where last_error like '%refused:%'"))
          .isEqualTo("8");
    }
  }

  @Test
  void aTargetThatHangsOrIsDeadHoldsNobodyUp() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (Receiver hanging = new Receiver()) {
      hanging.answering(_ -> {
        over.await();
        return null;
      });
      told.reaching(hanging);
      told.signedTarget(told.person("slow"), hanging.url());
      told.signedTarget(told.person("down"), "https://127.0.0.1:1/");
      told.happen(100);
      told.signedTarget(ada, receiver.url());
      told.happen(20);
      try (Deliveries _ = told.deliveries(10, null).start()) {
        for (int i = 0; i < 20; i++) {
          receiver.await();
        }
        assertThat(hanging.all()).as("in hand of the one that hangs").hasSizeLessThanOrEqualTo(4);
      } finally {
        over.countDown();
      }
    }
  }

  @Test
  void aTargetThatFailsFiveTimesIsLeftAloneForAWhileAndThenAskedOnce() {
    receiver.answering(_ -> null);
    UUID target = told.signedTarget(ada, receiver.url());
    told.happen(30);
    try (Deliveries _ = told.deliveries(100, null).start()) {
      Await.until("the pause", () -> paused(target));
      int asked = receiver.all().size();
      assertThat(asked).isBetween(5, 8);
      told.forgive();
      Await.until("another try", () -> receiver.all().size() > asked);
      Await.until("the pause", () -> paused(target));
      assertThat(receiver.all()).as("one message at a time").hasSize(asked + 1);
      receiver.answering(_ -> "200 OK");
      told.forgive();
      told.awaitOutbox("0 30 0");
    }
    assertThat(state(target)).isEqualTo("0 delivered");
  }

  private boolean paused(UUID target) {
    return told.one(
            """
            select (paused_until > clock_timestamp() and not exists (
              select from engine.outbox o where o.target_id = t.id and o.leased_until > clock_timestamp()))::text
            from lensers.notification_targets t where id = ?
            """,
            target)
        .equals("true");
  }

  @Test
  void aProcessLostBetweenSendingAndNotingLeavesAMessageThatComesAgain() throws Exception {
    told.signedTarget(ada, receiver.url());
    told.happen(1);
    Database lost = Database.open(told.database.url(), DatabaseOptions.defaults());
    CountDownLatch gone = new CountDownLatch(1);
    receiver.answering(_ -> {
      lost.close();
      gone.countDown();
      return "200 OK";
    });
    Duration lease = Duration.ofSeconds(1);
    try (Deliveries _ = told.deliveries(lost, 5, null, lease).start()) {
      Receiver.Message first = receiver.await();
      gone.await();
      receiver.answering(_ -> "200 OK");
      assertThat(told.outbox()).as("sent, and nobody knows").isEqualTo("1 0 0");
      try (Deliveries _ = told.deliveries(5, null).start()) {
        assertThat(receiver.await().id()).isEqualTo(first.id());
        told.awaitOutbox("0 1 0");
      }
    }
    assertThat(receiver.counts().values()).containsOnly(2L);
  }

  /** Receivers fail at random, three processes deliver, one of them is lost again and again. */
  @Test
  void noneOfManyIsLostAndWhatComesTwiceHasTheSameId() throws Exception {
    Random random = new Random(32);
    Map<String, Integer> taken = new ConcurrentHashMap<>();
    receiver.answering(message -> {
      int dice;
      synchronized (random) {
        dice = random.nextInt(20);
      }
      if (dice == 0) {
        return "500 Internal Server Error";
      }
      taken.merge(message.id(), 1, Integer::sum);
      // taken, but the answer is lost
      return dice == 1 ? null : "200 OK";
    });
    told.signedTarget(ada, receiver.url());
    told.signedTarget(told.person("ben"), receiver.url());
    told.happen(MANY / 2);
    try (Deliveries _ = told.deliveries(50, null).start();
        Deliveries _ = told.deliveries(50, null).start()) {
      for (int round = 0; round < 3; round++) {
        Database lost = Database.open(told.database.url(), DatabaseOptions.defaults());
        int before = receiver.all().size();
        try (Deliveries _ = told.deliveries(lost, 50, null, Duration.ofMillis(500)).start()) {
          int wanted = Math.min(before + MANY / 8, MANY);
          Await.until(
              "some more messages",
              () -> {
                told.forgive();
                return receiver.all().size() >= wanted;
              });
          lost.close();
        }
      }
      Await.until(
          "every message is delivered",
          Duration.ofMinutes(5),
          () -> {
            told.forgive();
            return told.outbox().equals("0 " + MANY + " 0");
          });
    }
    List<String> ids = ids();
    assertThat(ids).hasSize(MANY);
    assertThat(taken.keySet()).containsExactlyInAnyOrderElementsOf(ids);
    Map<String, String> bodies = new HashMap<>();
    receiver
        .all()
        .forEach(message ->
            assertThat(bodies.merge(message.id(), message.body(), (one, _) -> one))
                .isEqualTo(message.body()));
  }

  private List<String> ids() {
    return told.database
        .admin()
        .withHandle(h ->
            new ArrayList<>(
                h.createQuery("select id::text from engine.outbox").mapTo(String.class).list()));
  }

  @Test
  void whatADeadTargetDoesNotTakeForThreeDaysIsGivenUp() {
    UUID target = told.signedTarget(ada, receiver.url());
    told.happen(2);
    told.database
        .admin()
        .useHandle(h -> {
          h.execute("update lensers.notification_targets set consecutive_failures = 5");
          h.execute(
              "update engine.outbox set created_at = now() - interval '4 days' where id = (select min(id::text)::uuid from engine.outbox)");
        });
    try (Deliveries deliveries = told.deliveries(10, null)) {
      deliveries.tidy();
      assertThat(told.outbox()).isEqualTo("1 0 1");
      assertThat(replay(target)).isEqualTo(1);
      deliveries.tidy();
      assertThat(told.outbox()).as("a replayed one is young again").isEqualTo("2 0 0");
    }
  }
}
