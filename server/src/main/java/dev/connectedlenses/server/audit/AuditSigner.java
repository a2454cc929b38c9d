package dev.connectedlenses.server.audit;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.server.vault.MasterKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Signs what has grown, first outside the database and then in it; called every minute. */
public final class AuditSigner {

  private static final int AT_ONCE = 1_000;

  private final AuditTable table;
  private final CheckpointFile file;
  private final CheckpointKey key;
  private final InstantSource clock;
  private boolean healed;

  /**
   * @param path where checkpoints are kept outside, null for nowhere
   */
  public AuditSigner(
      Database database, MasterKey master, @Nullable Path path, InstantSource clock) {
    this.table = new AuditTable(database);
    this.file = new CheckpointFile(path);
    this.key = new CheckpointKey(master);
    this.clock = clock;
  }

  /** Signs every chain that has grown since it was last signed; returns how many. */
  public synchronized int sign() {
    if (!healed) {
      heal();
      healed = true;
    }
    int signed = 0;
    while (true) {
      List<AuditTable.Head> heads = table.unsigned(AT_ONCE);
      if (heads.isEmpty()) {
        return signed;
      }
      Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
      List<Checkpoint> checkpoints = heads.stream().map(head -> signed(head, now)).toList();
      try {
        file.append(key, checkpoints);
      } catch (IOException e) {
        throw new UncheckedIOException("checkpoints of the audit log cannot be written", e);
      }
      table.add(checkpoints);
      signed += checkpoints.size();
    }
  }

  /** What was written outside a moment before the process died is not in the database yet. */
  private void heal() {
    try {
      List<Checkpoint> written = file.read().checkpoints();
      if (!written.isEmpty()) {
        Instant last = written.getLast().signedAt();
        table.add(
            written.stream()
                .filter(c -> c.signedAt().equals(last) && c.keyId().equals(key.id()))
                .filter(c -> CheckpointKey.verifies(key.publicKey(), c.text(), c.signature()))
                .toList());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("checkpoints of the audit log cannot be read", e);
    }
  }

  private Checkpoint signed(AuditTable.Head head, Instant now) {
    byte[] text = Checkpoint.text(head.owner(), head.seq(), head.hash(), now);
    return new Checkpoint(head.owner(), head.seq(), head.hash(), now, key.id(), key.sign(text));
  }

  /** Checks chains against these signatures. */
  public AuditVerifier verifier() {
    return new AuditVerifier(table, file, key);
  }
}
