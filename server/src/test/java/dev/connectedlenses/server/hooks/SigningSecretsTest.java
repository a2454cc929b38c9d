package dev.connectedlenses.server.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.database.Identity;
import dev.connectedlenses.database.TestDatabase;
import dev.connectedlenses.rest.ServerFunctions.Part;
import dev.connectedlenses.server.vault.KeyRing;
import dev.connectedlenses.server.vault.MasterKey;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Another vault key takes over while messages come in and secrets are rotated. */
final class SigningSecretsTest {
  private static final int HOOKS = "full".equals(System.getProperty("suite")) ? 2_000 : 40;

  private final TestDatabase database = TestDatabase.create();
  private final SecureRandom random = new SecureRandom();
  private final MasterKey old = MasterKey.fleeting(random);
  private final MasterKey fresh = MasterKey.fleeting(random);
  private final List<Hook> hooks = new ArrayList<>();
  private Identity author;

  /** A webhook and the secrets that were given out for it, oldest first. */
  private record Hook(UUID workflow, UUID trigger, List<byte[]> given) {}

  private SigningSecrets secrets(MasterKey... masters) {
    return SigningSecrets.ofWebhooks(
        database.database(), new KeyRing(List.of(masters), random), random);
  }

  @BeforeEach
  void fill() {
    author =
        Identity.of(
            UUID.fromString(one("select auth.sign_up('a@example.org', 'no password') ->> 'id'")));
    SigningSecrets first = secrets(old);
    for (int i = 0; i < HOOKS; i++) {
      UUID workflow =
          database.asPersona(
              author,
              handle ->
                  handle
                      .createQuery("select id from public.fn_create_workflow('Hooked')")
                      .mapTo(UUID.class)
                      .one());
      List<byte[]> given = new ArrayList<>(List.of(rotate(first, workflow)));
      if (i % 2 == 0) {
        given.add(rotate(first, workflow));
      }
      UUID trigger =
          UUID.fromString(
              one("select id::text from lenses.workflow_triggers where workflow_id = ?", workflow));
      hooks.add(new Hook(workflow, trigger, given));
    }
  }

  @AfterEach
  void close() {
    database.close();
  }

  private String one(String question, Object... arguments) {
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

  private byte[] rotate(SigningSecrets secrets, UUID workflow) {
    var arguments =
        JsonMapper.shared().createObjectNode().put("p_workflow_id", workflow.toString());
    Part.Answer answer = (Part.Answer) secrets.rotate(author, arguments);
    return Base64.getDecoder().decode(answer.value().asString().substring("whsec_".length()));
  }

  /** The newest two secrets of a webhook, newest first. */
  private static List<byte[]> wanted(Hook hook) {
    return hook.given().reversed().stream().limit(2).toList();
  }

  private int rewrapAll() {
    return secrets(fresh, old).rewrap();
  }

  private static List<byte[]> opened(SigningSecrets secrets, Hook hook) {
    return Objects.requireNonNull(secrets.find(hook.trigger())).secrets();
  }

  private static void opens(SigningSecrets secrets, Hook hook) {
    assertThat(opened(secrets, hook)).usingRecursiveComparison().isEqualTo(wanted(hook));
  }

  private String sealers() {
    return one(
        """
        select string_agg(distinct x.kek, ' ') from lenses.workflow_triggers t
        cross join lateral (values (t.kek_id), (case when t.previous_ciphertext is not null then coalesce(t.previous_kek_id, t.kek_id) end)) x (kek)
        """);
  }

  @Test
  void bothSecretsOfEveryWebhookComeUnderTheNewKey() {
    assertThat(sealers()).isEqualTo(old.id());
    assertThat(rewrapAll()).isEqualTo(HOOKS + HOOKS / 2);
    assertThat(rewrapAll()).as("what is done").isZero();
    assertThat(sealers()).isEqualTo(fresh.id());
    SigningSecrets after = secrets(fresh);
    hooks.forEach(hook -> opens(after, hook));
    assertThat(opened(secrets(old), hooks.getFirst())).as("what the old key opens").isEmpty();
  }

  @Test
  void secretsOpenAtEveryMomentAlsoWhileTheyAreRotated() throws Exception {
    SigningSecrets both = secrets(fresh, old);
    List<Hook> still = hooks.subList(0, HOOKS / 2);
    List<Hook> moving = hooks.subList(HOOKS / 2, HOOKS);
    AtomicBoolean over = new AtomicBoolean();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> reader =
          threads.submit(() -> {
            do {
              still.forEach(hook -> opens(both, hook));
            } while (!over.get());
          });
      Future<?> rotating =
          threads.submit(
              () -> moving.forEach(hook -> hook.given().add(rotate(both, hook.workflow()))));
      rewrapAll();
      rotating.get();
      rewrapAll();
      over.set(true);
      reader.get();
    }
    assertThat(sealers()).isEqualTo(fresh.id());
    SigningSecrets after = secrets(fresh);
    hooks.forEach(hook -> opens(after, hook));
  }

  @Test
  void whatNoKeyHereOpensStaysAndKeepsNoOtherBack() {
    MasterKey lost = MasterKey.fleeting(random);
    SigningSecrets elsewhere = secrets(lost);
    Hook odd = hooks.getFirst();
    rotate(elsewhere, odd.workflow());
    SigningSecrets both = secrets(fresh, old);
    assertThat(rewrapAll()).isEqualTo(HOOKS - 1 + HOOKS / 2);
    assertThat(sealers().split(" ")).containsExactlyInAnyOrder(fresh.id(), lost.id());
    assertThat(opened(both, odd))
        .as("the secret before the one that cannot be opened")
        .usingRecursiveComparison()
        .isEqualTo(List.of(odd.given().getLast()));
    hooks.subList(1, HOOKS).forEach(hook -> opens(both, hook));
  }
}
