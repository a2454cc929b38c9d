package dev.connectedlenses.engine.run;

import dev.connectedlenses.engine.graph.Graph;
import dev.connectedlenses.engine.graph.Json;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The changes of one run since its last entry. Events and provenance add up; of a node's result and
 * of the run's own columns only the newest value is kept, which is why a chain of pure nodes costs
 * one entry.
 */
final class Draft {
  /** Prompts that one result keeps at most; a for_each may ask a thousand times. */
  private static final int MOST_PROMPTS = 20;

  private final Graph graph;
  private final Set<UUID> stored;
  private final List<Entry.EventRow> events = new ArrayList<>();
  private final Map<UUID, Result> results = new LinkedHashMap<>();
  private final List<Entry.ProvenanceRow> provenance = new ArrayList<>();
  private final Map<UUID, Deque<String>> prompts = new HashMap<>();
  private final List<UUID> answers = new ArrayList<>();
  private final List<Entry.ChildRow> children = new ArrayList<>();
  private final List<UUID> orphans = new ArrayList<>();
  private final Set<UUID> known = new HashSet<>();
  private Entry.@Nullable RunRow run;
  private Spend spend = Spend.NONE;
  private boolean terminal;
  private @Nullable String letter;

  /**
   * @param stored the nodes whose results have a row already
   */
  Draft(Graph graph, Set<UUID> stored) {
    this.graph = graph;
    this.stored = new HashSet<>(stored);
  }

  /** A node result and when the node started and ended, as far as this draft saw it. */
  private record Result(NodeState state, @Nullable Long startedAt, @Nullable Long completedAt) {}

  /**
   * @param now reading of the monotonic clock
   */
  void add(Change change, long now) {
    switch (change) {
      case Change.Event(EventType type, UUID nodeId, var payload) ->
          events.add(new Entry.EventRow(type.wire(), nodeId, text(payload), now));
      case Change.NodeResult(UUID nodeId, NodeState state) -> addResult(nodeId, state, now);
      case Change.Run(RunStatus status, UUID active, var error) -> {
        run = new Entry.RunRow(status.wire(), active, error == null ? null : text(error));
        terminal |= status.isTerminal();
      }
      case Change.Provenance(
              UUID source,
              String from,
              UUID target,
              String to,
              JsonNode transform) ->
          provenance.add(
              new Entry.ProvenanceRow(
                  null, source, from, target, to, transform == null ? null : text(transform)));
      case Change.Inherited(UUID run, UUID source, String from, UUID target, String to) ->
          provenance.add(new Entry.ProvenanceRow(run, source, from, target, to, null));
      case Change.Child(UUID node, UUID version, var inputs) ->
          children.add(new Entry.ChildRow(node, version, text(inputs)));
      case Change.Orphan(UUID node) -> orphans.add(node);
      case Change.DeadLetter(String reason) -> letter = reason;
      case Change.Spent(Spend more) -> spend = spend.plus(more);
    }
  }

  private void addResult(UUID nodeId, NodeState state, long now) {
    Result before = results.get(nodeId);
    Long startedAt = before == null ? null : before.startedAt();
    if (startedAt == null && state.attempts() > 0) {
      startedAt = now;
    }
    results.put(nodeId, new Result(state, startedAt, state.status().isTerminal() ? now : null));
  }

  /** Keeps what an attempt asked its model for the node's next result. */
  void prompt(UUID nodeId, JsonNode prompt) {
    Deque<String> kept = prompts.computeIfAbsent(nodeId, _ -> new ArrayDeque<>());
    kept.add(text(prompt));
    if (kept.size() > MOST_PROMPTS) {
      kept.remove();
    }
  }

  /** The newest prompt with those before it since the node's last result; null without any. */
  private @Nullable String prompts(UUID nodeId) {
    Deque<String> kept = prompts.remove(nodeId);
    String newest = kept == null ? null : kept.pollLast();
    if (kept == null || newest == null || kept.isEmpty()) {
      return newest;
    }
    String open = newest.substring(0, newest.length() - 1);
    return open + ",\"earlier\":[" + String.join(",", kept) + "]}";
  }

  /** Notes that an answer is taken; false where it was before. */
  boolean takeAnswer(UUID id) {
    boolean fresh = known.add(id);
    if (fresh) {
      answers.add(id);
    }
    return fresh;
  }

  boolean isEmpty() {
    return events.isEmpty()
        && answers.isEmpty()
        && results.isEmpty()
        && provenance.isEmpty()
        && run == null
        && spend.equals(Spend.NONE);
  }

  /** Rows that this draft would write. */
  int size() {
    return events.size() + results.size() + provenance.size();
  }

  /** Whether the run has ended in this draft. */
  boolean isTerminal() {
    return terminal;
  }

  /** Makes the entry out of everything drafted so far and empties the draft. */
  Entry take(
      Claim claim,
      long number,
      Entry.Ending ending,
      List<Entry.TimerRow> timers,
      Consumer<Entry.Outcome> done) {
    List<Entry.ResultRow> rows = new ArrayList<>(results.size());
    results.forEach((nodeId, result) -> rows.add(row(nodeId, result)));
    Entry entry =
        new Entry(
            claim.runId(),
            claim.claimId(),
            number,
            ending,
            run,
            spend,
            new Entry.Rows(
                List.copyOf(events),
                rows,
                List.copyOf(provenance),
                timers,
                List.copyOf(answers),
                kin(claim),
                RunMeta.agent(claim) != null,
                letter == null ? null : new Entry.LetterRow(letter, claim.attempt() - 1)),
            done);
    events.clear();
    results.clear();
    provenance.clear();
    answers.clear();
    children.clear();
    orphans.clear();
    letter = null;
    run = null;
    spend = Spend.NONE;
    return entry;
  }

  private Entry.Kin kin(Claim claim) {
    Claim.Parent parent = terminal ? claim.run().parent() : null;
    return parent == null && children.isEmpty() && orphans.isEmpty()
        ? Entry.Kin.NONE
        : new Entry.Kin(parent, List.copyOf(children), List.copyOf(orphans));
  }

  private Entry.ResultRow row(UUID nodeId, Result result) {
    NodeState state = result.state();
    var lens = graph.node(graph.indexOf(nodeId)).lens();
    return new Entry.ResultRow(
        nodeId,
        stored.add(nodeId),
        state,
        state.input() == null ? null : text(state.input()),
        state.output() == null ? null : text(state.output().toJson()),
        state.failure() == null ? null : text(state.failure().toJson()),
        lens == null ? null : lens.versionId(),
        prompts(nodeId),
        result.startedAt(),
        result.completedAt());
  }

  /**
   * PostgreSQL keeps no NUL in text or jsonb; a model that answers with one gets U+FFFD instead.
   */
  private static String text(JsonNode json) {
    String text = Json.MAPPER.writeValueAsString(json);
    return text.contains("\\u0000") ? withoutNul(text) : text;
  }

  private static String withoutNul(String json) {
    StringBuilder clean = new StringBuilder(json.length());
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c == '\\' && json.startsWith("u0000", i + 1)) {
        clean.append('\ufffd');
        i += 5;
      } else {
        clean.append(c);
        if (c == '\\') {
          clean.append(json.charAt(++i));
        }
      }
    }
    return clean.toString();
  }
}
