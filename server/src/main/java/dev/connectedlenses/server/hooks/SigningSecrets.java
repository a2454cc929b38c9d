package dev.connectedlenses.server.hooks;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.database.Identity;
import dev.connectedlenses.rest.ServerFunctions.Part;
import dev.connectedlenses.rest.error.ApiError;
import dev.connectedlenses.rest.error.SqlStates;
import dev.connectedlenses.server.vault.KeyRing;
import dev.connectedlenses.server.vault.OpenedPair;
import dev.connectedlenses.server.vault.Sealed;
import dev.connectedlenses.server.vault.SecretPairs;
import dev.connectedlenses.server.vault.SecretTable;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * The secrets with which messages are signed, those that come in and those that go out: made here,
 * shown once, stored sealed. The one before the newest stays good.
 */
public final class SigningSecrets {
  private static final String PREFIX = "whsec_";
  private static final int BYTES = 32;
  private static final SqlStates STATES = new SqlStates(true);

  private final Database database;
  private final KeyRing ring;
  private final SecureRandom random;
  private final Kind kind;
  private final SecretPairs pairs;

  private SigningSecrets(Database database, KeyRing ring, SecureRandom random, Kind kind) {
    this.database = database;
    this.ring = ring;
    this.random = random;
    this.kind = kind;
    this.pairs = new SecretPairs(database, ring, kind.table());
  }

  /**
   * What they are for.
   *
   * @param argument the argument that names the subject
   * @param store the function that stores a sealed one for its owner
   */
  private record Kind(SecretTable table, String argument, String store) {}

  /** Those of messages that start workflows, one webhook a workflow. */
  public static SigningSecrets ofWebhooks(Database database, KeyRing ring, SecureRandom random) {
    SecretTable table =
        new SecretTable("lenses.workflow_triggers", "workflow_id", "webhook secret of workflow");
    return new SigningSecrets(
        database, ring, random, new Kind(table, "p_workflow_id", "lenses.set_webhook_secret"));
  }

  /** Those of messages that tell people's own systems what happened. */
  public static SigningSecrets ofTargets(Database database, KeyRing ring, SecureRandom random) {
    SecretTable table =
        new SecretTable("lensers.notification_targets", "id", "secret of notification target");
    return new SigningSecrets(
        database, ring, random, new Kind(table, "p_target_id", "lensers.set_target_secret"));
  }

  /** Makes a new secret for a thing of the caller's and gives it out, this once. */
  public Part rotate(Identity caller, ObjectNode arguments) {
    UUID subject;
    try {
      subject = UUID.fromString(arguments.path(kind.argument()).asString(""));
    } catch (IllegalArgumentException e) {
      return new Part.Computed(NullNode.getInstance());
    }
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String secret = PREFIX + Base64.getEncoder().encodeToString(bytes);
    Sealed sealed = ring.seal(bytes, kind.table().purposeOf(subject));
    try {
      store(caller, subject, sealed, secret.substring(secret.length() - 5, secret.length() - 1));
    } catch (RuntimeException e) {
      throw refusal(e, caller);
    }
    return new Part.Answer(StringNode.valueOf(secret));
  }

  private void store(Identity caller, UUID subject, Sealed sealed, String hint) {
    database.asUser(
        caller,
        handle ->
            handle
                .createQuery("select " + kind.store() + "(?, ?, ?, ?, ?)")
                .bind(0, subject)
                .bind(1, sealed.ciphertext())
                .bind(2, sealed.wrappedKey())
                .bind(3, sealed.sealer())
                .bind(4, hint)
                .mapTo(UUID.class)
                .one());
  }

  private static RuntimeException refusal(RuntimeException failure, Identity caller) {
    if (failure.getCause() instanceof PSQLException sql && sql.getServerErrorMessage() != null) {
      ServerErrorMessage told = sql.getServerErrorMessage();
      ApiError error =
          STATES.error(
              new SqlStates.Raised(
                  String.valueOf(told.getSQLState()),
                  String.valueOf(told.getMessage()),
                  told.getDetail(),
                  told.getHint()),
              caller.userId() == null);
      return error.asException();
    }
    return failure;
  }

  /** The secrets of a row that are good; null when it is unknown, switched off or has none. */
  public @Nullable OpenedPair find(UUID row) {
    return pairs.find(row);
  }

  /** Brings all secrets under the master key that closes now. */
  public void maintain() {
    rewrap();
  }

  int rewrap() {
    return pairs.rewrap();
  }
}
