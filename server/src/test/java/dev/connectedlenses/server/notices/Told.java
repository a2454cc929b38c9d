package dev.connectedlenses.server.notices;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.database.Identity;
import dev.connectedlenses.database.TestDatabase;
import dev.connectedlenses.outbound.EgressGrant;
import dev.connectedlenses.outbound.EgressObserver;
import dev.connectedlenses.outbound.EgressPolicy;
import dev.connectedlenses.outbound.OutboundClient;
import dev.connectedlenses.outbound.OutboundException;
import dev.connectedlenses.rest.ServerFunctions.Part;
import dev.connectedlenses.server.hooks.SigningSecrets;
import dev.connectedlenses.server.mail.Mailer;
import dev.connectedlenses.server.vault.KeyRing;
import dev.connectedlenses.server.vault.MasterKey;
import dev.connectedlenses.testkit.Await;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A database with people who are told things, and deliveries that do so in no time. */
final class Told implements AutoCloseable {
  static final Duration ONE_TRY = Duration.ofSeconds(5);

  final TestDatabase database = TestDatabase.create();
  private final KeyRing ring;
  private EgressPolicy policy = EgressPolicy.publicOnly();

  Told() {
    SecureRandom random = new SecureRandom();
    ring = new KeyRing(List.of(MasterKey.fleeting(random)), random);
  }

  /** A person with a confirmed address. */
  Identity person(String name) {
    UUID user =
        UUID.fromString(
            one("select auth.sign_up(?, 'no password') ->> 'id'", name + "@example.org"));
    database
        .admin()
        .useHandle(
            h -> h.execute("update auth.users set email_confirmed_at = now() where id = ?", user));
    return Identity.of(user);
  }

  /** Lets messages reach this receiver although it is on loopback. */
  Told reaching(Receiver receiver) throws OutboundException {
    policy = policy.allowing(EgressGrant.of(URI.create(receiver.url())));
    return this;
  }

  SigningSecrets secrets() {
    return SigningSecrets.ofTargets(database.database(), ring, new SecureRandom());
  }

  /** A target of the person's that hears of everything. */
  UUID target(Identity person, @Nullable String url) {
    return database.asPersona(
        person,
        handle ->
            handle
                .createQuery(
                    "select (public.fn_upsert_notification_target(case when :url::text is null then 'email' else 'webhook' end, :url) ->> 'id')::uuid")
                .bind("url", url)
                .mapTo(UUID.class)
                .one());
  }

  /** The same with a secret. */
  UUID signedTarget(Identity person, String url) {
    UUID target = target(person, url);
    rotate(person, target);
    return target;
  }

  String rotate(Identity person, UUID target) {
    var arguments = JsonMapper.shared().createObjectNode().put("p_target_id", target.toString());
    return ((Part.Answer) secrets().rotate(person, arguments)).value().asString();
  }

  /** Puts messages into the outbox of everybody. */
  void happen(int count) {
    database
        .admin()
        .useHandle(h ->
            h.createQuery(
                    """
                    select count(engine.notify(array(select t.lenser_id from lensers.notification_targets t), 'run.completed',
                      jsonb_build_object('run_id', uuidv7(), 'workflow_title', 'Brief no. ' || n, 'status', 'completed')))
                    from generate_series(1, ?) n
                    """)
                .bind(0, count)
                .mapTo(Long.class)
                .one());
  }

  /** Deliveries that look often and wait little between tries. */
  Deliveries deliveries(int tries, @Nullable Mailer mailer) {
    return deliveries(database.database(), tries, mailer, Duration.ofSeconds(30));
  }

  Deliveries deliveries(Database through, int tries, @Nullable Mailer mailer, Duration lease) {
    OutboundClient client = new OutboundClient(policy, EgressObserver.none());
    WebhookCourier webhooks =
        new WebhookCourier(client, secrets(), InstantSource.system(), ONE_TRY);
    MailCourier mail = new MailCourier(mailer, () -> URI.create("https://lenses.example"));
    Patience patience = new Patience(tries, Duration.ofMillis(20), new Random(7));
    return new Deliveries(
        through, new Couriers(webhooks, mail), patience, new Pace(Duration.ofMillis(20), lease));
  }

  /** Takes away the pause of targets that failed, as if time had passed. */
  void forgive() {
    database
        .admin()
        .useHandle(h ->
            h.execute(
                "update lensers.notification_targets set paused_until = null where paused_until is not null"));
  }

  String one(String question, Object... arguments) {
    return database
        .admin()
        .withHandle(handle -> {
          var query = handle.createQuery(question);
          for (int i = 0; i < arguments.length; i++) {
            query.bind(i, arguments[i]);
          }
          return query.mapTo(String.class).one();
        });
  }

  /** How many messages wait, were delivered and were given up. */
  String outbox() {
    return one(
        """
        select count(*) filter (where delivered_at is null and given_up_at is null) || ' '
          || count(*) filter (where delivered_at is not null) || ' ' || count(*) filter (where given_up_at is not null)
        from engine.outbox
        """);
  }

  void awaitOutbox(String wanted) {
    Await.until("the outbox to be " + wanted, () -> outbox().equals(wanted));
  }

  @Override
  public void close() {
    database.close();
  }
}
