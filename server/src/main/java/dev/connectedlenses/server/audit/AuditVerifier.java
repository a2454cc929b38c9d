package dev.connectedlenses.server.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * Compares chains with themselves, with the checkpoints beside them, and with those outside, which
 * nobody who owns the database alone can have changed.
 */
public final class AuditVerifier {

  private static final UUID NOBODY = new UUID(0, 0);

  private final AuditTable table;
  private final CheckpointFile file;
  private final CheckpointKey key;

  AuditVerifier(AuditTable table, CheckpointFile file, CheckpointKey key) {
    this.table = table;
    this.file = file;
    this.key = key;
  }

  /**
   * Checks one chain.
   *
   * @param copy lines of checkpoints that somebody kept elsewhere
   */
  AuditReport verify(UUID owner, String copy) {
    return check(Set.of(owner), outside(copy));
  }

  /** Checks every chain that there is, or was when a checkpoint outside was written. */
  AuditReport verifyAll() {
    CheckpointFile.Content outside = outside("");
    Set<UUID> owners = new TreeSet<>(table.owners());
    outside.checkpoints().forEach(c -> owners.add(c.owner()));
    return check(owners, outside);
  }

  JsonNode json(AuditReport report) {
    return report.json(key);
  }

  private CheckpointFile.Content outside(String copy) {
    try {
      CheckpointFile.Content own = file.read();
      CheckpointFile.Content given = CheckpointFile.parse(copy);
      List<Checkpoint> all = new ArrayList<>(own.checkpoints());
      all.addAll(given.checkpoints());
      List<Integer> damaged = new ArrayList<>(own.damaged());
      damaged.addAll(given.damaged());
      return new CheckpointFile.Content(own.keys(), all, damaged);
    } catch (IOException e) {
      throw new UncheckedIOException("the checkpoints outside cannot be read", e);
    }
  }

  private AuditReport check(Set<UUID> owners, CheckpointFile.Content outside) {
    List<AuditTable.Problem> problems = new ArrayList<>();
    outside
        .damaged()
        .forEach(line ->
            problems.add(
                new AuditTable.Problem(NOBODY, line, "this line of the checkpoints is damaged")));
    Map<String, String> keys = new HashMap<>(outside.keys());
    keys.put(key.id(), key.publicKey());
    long rows = 0;
    long checkpoints = 0;
    long fromOutside = 0;
    for (UUID owner : owners) {
      List<Checkpoint> kept = table.checkpoints(owner);
      List<Checkpoint> others =
          outside.checkpoints().stream().filter(c -> c.owner().equals(owner)).toList();
      problems.addAll(table.problems(owner));
      kept.forEach(c -> signature(c, keys).ifPresent(problems::add));
      compare(others, kept, keys, problems);
      rows += table.rows(owner);
      checkpoints += kept.size() + others.size();
      fromOutside += others.size();
    }
    return new AuditReport(rows, checkpoints, fromOutside, problems);
  }

  /** Each line outside must be genuine, have its row, and have its like in the database. */
  private void compare(
      List<Checkpoint> outside,
      List<Checkpoint> kept,
      Map<String, String> keys,
      List<AuditTable.Problem> problems) {
    Set<String> inside = new HashSet<>();
    kept.forEach(c -> inside.add(c.seq() + c.hash()));
    Map<Long, String> hashes =
        outside.isEmpty() ? Map.of() : table.hashes(outside.getFirst().owner(), outside);
    for (Checkpoint c : outside) {
      Optional<AuditTable.Problem> forged = signature(c, keys);
      if (forged.isPresent()) {
        problems.add(forged.get());
      } else if (!Objects.equals(hashes.get(c.seq()), c.hash())) {
        problems.add(problem(c, "the row differs from its checkpoint outside, or is gone"));
      } else if (!inside.contains(c.seq() + c.hash())) {
        problems.add(problem(c, "the checkpoint is outside, but gone from the database"));
      }
    }
  }

  private static Optional<AuditTable.Problem> signature(
      Checkpoint checkpoint, Map<String, String> keys) {
    String publicKey = keys.get(checkpoint.keyId());
    if (publicKey == null) {
      return Optional.of(
          problem(checkpoint, "signed with a key that is not here: " + checkpoint.keyId()));
    }
    return CheckpointKey.verifies(publicKey, checkpoint.text(), checkpoint.signature())
        ? Optional.empty()
        : Optional.of(problem(checkpoint, "the signature of the checkpoint is not genuine"));
  }

  private static AuditTable.Problem problem(Checkpoint checkpoint, String what) {
    return new AuditTable.Problem(checkpoint.owner(), checkpoint.seq(), what);
  }
}
