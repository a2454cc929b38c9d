package dev.connectedlenses.server.hooks;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.database.Identity;
import dev.connectedlenses.rest.ServerFunctions.Part;
import dev.connectedlenses.rest.error.ApiError;
import dev.connectedlenses.rest.error.SqlStates;
import dev.connectedlenses.server.vault.KeyRing;
import dev.connectedlenses.server.vault.Sealed;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * The secrets with which webhooks are signed: made here, shown once, stored sealed. The one before
 * the newest stays good, so that a sender can change over without a gap.
 */
public final class HookSecrets {
  private static final Logger LOG = LoggerFactory.getLogger(HookSecrets.class);
  private static final String PREFIX = "whsec_";
  private static final int BYTES = 32;
  private static final SqlStates STATES = new SqlStates(true);

  private final HookTable table;
  private final KeyRing ring;
  private final SecureRandom random;

  public HookSecrets(Database database, KeyRing ring, SecureRandom random) {
    this.table = new HookTable(database);
    this.ring = ring;
    this.random = random;
  }

  /** Makes a new secret for a workflow of the caller's and gives it out, this once. */
  public Part rotate(Identity caller, ObjectNode arguments) {
    UUID workflow;
    try {
      workflow = UUID.fromString(arguments.path("p_workflow_id").asString(""));
    } catch (IllegalArgumentException e) {
      return new Part.Computed(NullNode.getInstance());
    }
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String secret = PREFIX + Base64.getEncoder().encodeToString(bytes);
    Sealed sealed = ring.seal(bytes, purpose(workflow));
    store(caller, workflow, sealed, secret.substring(secret.length() - 5, secret.length() - 1));
    return new Part.Answer(StringNode.valueOf(secret));
  }

  private void store(Identity caller, UUID workflow, Sealed sealed, String hint) {
    try {
      table.add(caller, workflow, sealed, hint);
    } catch (RuntimeException e) {
      throw refusal(e, caller);
    }
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

  /** A webhook: whose it is, and the secrets that are good, opened. */
  record Live(UUID workflow, List<byte[]> secrets) {}

  /** The webhook of this id, or null when it is unknown, switched off or has no secret. */
  @Nullable Live find(UUID trigger) {
    StoredHook stored = table.live(trigger);
    if (stored == null) {
      return null;
    }
    List<byte[]> secrets = new ArrayList<>();
    open(stored.newest(), stored.workflow(), secrets);
    if (stored.previous() != null) {
      open(stored.previous(), stored.workflow(), secrets);
    }
    return new Live(stored.workflow(), secrets);
  }

  /** Brings all secrets under the master key that closes now. */
  public void maintain() {
    new HookRewrap(table, ring).all();
  }

  private void open(Sealed sealed, UUID workflow, List<byte[]> secrets) {
    try {
      secrets.add(ring.open(sealed, purpose(workflow)));
    } catch (GeneralSecurityException e) {
      LOG.warn("a webhook secret of workflow {} cannot be opened; make a new one", workflow);
    }
  }

  static String purpose(UUID workflow) {
    return "webhook secret of workflow " + workflow;
  }
}
