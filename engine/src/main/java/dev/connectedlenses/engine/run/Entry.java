package dev.connectedlenses.engine.run;

import dev.connectedlenses.engine.graph.Json;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Everything one run wants written next; it is committed whole, together with entries of other
 * runs, or not at all. Instants are readings of the monotonic clock in nanoseconds.
 *
 * @param number 1 for the first entry under a claim, then one more each
 * @param run null where the run's own columns stay as they are
 * @param done told the outcome, on the journal's thread; must not block
 */
record Entry(
    UUID runId,
    UUID claimId,
    long number,
    Ending ending,
    @Nullable RunRow run,
    Spend spend,
    Rows rows,
    Consumer<Outcome> done) {

  /** An entry that writes no rows and that nobody waits for. */
  static Entry empty(Claim claim, long number, Ending ending) {
    Rows none = new Rows(List.of(), List.of(), List.of(), List.of(), List.of());
    return new Entry(
        claim.runId(), claim.claimId(), number, ending, null, Spend.NONE, none, _ -> {});
  }

  /** What becomes of the claim with the entry. */
  sealed interface Ending {
    /** The run goes on under the same claim. */
    record Keep() implements Ending {}

    /** The run leaves memory until the delay is over, or until it is woken if there is none. */
    record Park(@Nullable Long delayMillis) implements Ending {}

    /** The run is over and leaves the queue. */
    record Finish() implements Ending {}
  }

  /** What became of an entry. */
  enum Outcome {
    COMMITTED,
    /** Somebody else holds the run, or it is gone; nothing of the entry was written. */
    LOST,
    /** The database refuses the rows themselves; trying again would not help. */
    REFUSED
  }

  /** The run's own columns. */
  record RunRow(String status, @Nullable UUID activeNodeId, @Nullable String error) {}

  /**
   * The rows of the other tables, in order.
   *
   * @param answers ids of the answers that were taken, whose rows go
   */
  record Rows(
      List<EventRow> events,
      List<ResultRow> results,
      List<ProvenanceRow> provenance,
      List<TimerRow> timers,
      List<UUID> answers,
      Kin kin,
      boolean teamed,
      @Nullable LetterRow letter) {

    /** The rows of a run that no team run stands for. */
    Rows(
        List<EventRow> events,
        List<ResultRow> results,
        List<ProvenanceRow> provenance,
        List<TimerRow> timers,
        List<UUID> answers,
        Kin kin) {
      this(events, results, provenance, timers, answers, kin, false, null);
    }

    /** The rows of a run that has to do with no other run. */
    Rows(
        List<EventRow> events,
        List<ResultRow> results,
        List<ProvenanceRow> provenance,
        List<TimerRow> timers,
        List<UUID> answers) {
      this(events, results, provenance, timers, answers, Kin.NONE);
    }

    int size() {
      return events.size() + results.size() + provenance.size() + timers.size();
    }
  }

  /**
   * What an entry means for other runs.
   *
   * @param parent who waits for the end that the entry tells, null where nobody does or it tells
   *     none
   * @param orphans nodes that no longer wait for their children
   */
  record Kin(Claim.@Nullable Parent parent, List<ChildRow> children, List<UUID> orphans) {
    static final Kin NONE = new Kin(null, List.of(), List.of());

    /** Whether another run moves when the entry is committed. */
    boolean moves() {
      return parent != null || !children.isEmpty() || !orphans.isEmpty();
    }
  }

  /**
   * The dead letter of a run that is given up.
   *
   * @param attempts claims that were lost
   */
  record LetterRow(String reason, int attempts) {}

  /** A run that begins for a node. */
  record ChildRow(UUID nodeId, UUID versionId, String inputs) {}

  /** One run event; its id is found when it is committed. */
  record EventRow(String type, @Nullable UUID nodeId, String payload, long at) {}

  /**
   * One node result, whole; JSON values are rendered already.
   *
   * @param isNew whether the table has no row of this node yet
   * @param startedAt when the first attempt started, null where that is written already or not true
   * @param completedAt null while the node is not over
   * @param prompt what attempts since the last row asked, the newest with the earlier ones within;
   *     null where there was none
   */
  record ResultRow(
      UUID nodeId,
      boolean isNew,
      NodeState state,
      @Nullable String input,
      @Nullable String output,
      @Nullable String error,
      @Nullable UUID lensVersionId,
      @Nullable String prompt,
      @Nullable Long startedAt,
      @Nullable Long completedAt) {

    @Nullable String waiting() {
      return state.waiting() == null ? null : state.waiting().wire();
    }

    @Nullable Long duration() {
      return state.timing() == null ? null : state.timing().durationMillis();
    }

    @Nullable Long ttfb() {
      return state.timing() == null ? null : state.timing().ttfbMillis();
    }

    @Nullable String route() {
      Route route = state.route();
      return route == null
          ? null
          : Json.object()
              .put("provider_key", route.providerKey())
              .put("model_key", route.modelKey())
              .toString();
    }
  }

  /**
   * Where one input came from.
   *
   * @param sourceRunId null for the run itself
   */
  record ProvenanceRow(
      @Nullable UUID sourceRunId,
      @Nullable UUID sourceNodeId,
      String sourcePath,
      UUID targetNodeId,
      String targetPath,
      @Nullable String transform) {}

  /** A timer to set, or to forget where there is no delay. */
  record TimerRow(String name, @Nullable Long delayMillis) {}
}
