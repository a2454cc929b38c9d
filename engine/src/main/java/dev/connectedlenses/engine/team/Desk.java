package dev.connectedlenses.engine.team;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.engine.graph.Cause;
import dev.connectedlenses.engine.graph.Graph;
import dev.connectedlenses.engine.graph.Json;
import dev.connectedlenses.engine.graph.Node;
import dev.connectedlenses.engine.memory.Memories;
import dev.connectedlenses.engine.node.Attempt;
import dev.connectedlenses.engine.node.AttemptResult;
import dev.connectedlenses.engine.node.Failure;
import dev.connectedlenses.engine.node.NodeException;
import dev.connectedlenses.engine.node.NodeKind;
import dev.connectedlenses.engine.node.NodeKinds;
import dev.connectedlenses.engine.node.Seat;
import dev.connectedlenses.engine.node.Wait;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where the step of an agent begins and ends. Each attempt asks anew what may be done: go on as the
 * member that was chosen, look for another, or ask a person.
 */
public final class Desk {
  private static final Duration EARLY = Duration.ofMillis(4);
  static final Duration PATIENCE = Duration.ofHours(24);

  /** Kinds that ask a model, whose prompts therefore get memories. */
  private static final Set<String> REMINDED = Set.of("lens", "agent");

  private final TeamStore store;
  private final Memories memories;
  private final Reviews reviews;

  private Desk(Database database, NodeKind models) {
    this.store = new TeamStore(database);
    this.memories = new Memories(database);
    this.reviews = new Reviews(store, models);
  }

  /** The same kinds, each as agents do it. */
  public static NodeKinds around(Database database, NodeKind models, NodeKinds kinds) {
    Desk desk = new Desk(database, models);
    return new NodeKinds(
        kinds.all().stream()
            .map(kind -> Casting.isWork(kind.name()) ? new TeamKind(kind, desk) : kind)
            .toArray(NodeKind[]::new));
  }

  AttemptResult work(NodeKind kind, Attempt attempt) throws InterruptedException {
    UUID claim = Objects.requireNonNull(attempt.behalf().claimId());
    JsonNode opened = open(attempt, claim);
    String fallback = attempt.node().policy().fallbackAssignee();
    boolean substitute =
        attempt.behalf().lastResort()
            && fallback != null
            && !opened.path("substituted").asBoolean(false);
    if (opened.path("verdict").asString().equals("seek") || substitute) {
      String nobody = recast(attempt, claim, substitute ? fallback : null);
      if (nobody != null) {
        return ask(attempt, "nobody", Json.object().put("reason", nobody));
      }
      opened = open(attempt, claim);
    }
    return switch (opened.path("verdict").asString()) {
      case "go" -> seated(kind, attempt, opened);
      case "free" -> kind.run(attempt);
      case "ask" -> ask(attempt, opened.path("kind").asString(), opened);
      case "seek" -> ask(attempt, "nobody", opened);
      case "refused" ->
          failed(
              Cause.PERMISSION_ERROR,
              "node \"%s\" was not approved: %s"
                  .formatted(attempt.node().label(), opened.path("reason").asString("")));
      default -> failed(Cause.LOST_WORKER, "somebody else holds this run");
    };
  }

  /** Asks once what led to the attempt is written, so that it reads what came before it. */
  private JsonNode open(Attempt attempt, UUID claim) throws InterruptedException {
    while (true) {
      JsonNode opened = store.open(attempt.runId(), attempt.node().id(), claim, attempt.number());
      if (!opened.path("verdict").asString().equals("early")) {
        return opened;
      }
      pause();
    }
  }

  private static void pause() throws InterruptedException {
    if (new CountDownLatch(1).await(EARLY.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new IllegalStateException("nobody counts this latch down");
    }
  }

  /**
   * Chooses again among the members as they are now, or among those who take over; why nobody was
   * chosen, null where somebody was.
   */
  private @Nullable String recast(Attempt attempt, UUID claim, @Nullable String assignee) {
    Node node = attempt.node();
    JsonNode found =
        assignee == null
            ? store.team(attempt.runId(), Casting.tools(node))
            : substitutes(attempt.runId(), node, assignee);
    if (found == null) {
      return "there is nobody to take it over";
    }
    Graph alone = new Graph(node.id(), node.id(), List.of(), List.of());
    Casting.Choice choice = Casting.recast(alone, Roster.read(found), node);
    if (choice.member() == null) {
      return choice.reason();
    }
    ObjectNode step = choice.toJson();
    ObjectNode why = step.path("choice").asObject().put("stands_in", true);
    step.set("choice", assignee == null ? why : why.put("substitute", assignee));
    return store.cast(attempt.runId(), claim, Json.array().add(step), true)
        ? null
        : "somebody else holds this run";
  }

  private @Nullable JsonNode substitutes(UUID runId, Node node, String assignee) {
    try {
      return store.substitutes(runId, node, UUID.fromString(assignee));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private AttemptResult seated(NodeKind kind, Attempt attempt, JsonNode opened)
      throws InterruptedException {
    Seat seat = Seats.of(opened, reminded(kind, attempt, opened));
    Attempt seated = attempt.as(attempt.behalf().with(seat));
    HeldReview held = reviews.held(seated);
    if (held != null) {
      return reviews.resume(kind, seated, held);
    }
    return switch (attempted(kind, seated)) {
      case AttemptResult.Completed done ->
          reviews.review(kind, seated, marked(seated, opened, done));
      case AttemptResult.Failed failure -> afterFailure(attempt, opened, failure);
      case AttemptResult.Waits waits -> waits;
    };
  }

  private List<Memories.Entry> reminded(NodeKind kind, Attempt attempt, JsonNode opened) {
    if (!REMINDED.contains(kind.name())) {
      return List.of();
    }
    List<Memories.Entry> entries =
        memories.remind(
            new Memories.Reader(
                attempt.runId(),
                attempt.node().id(),
                UUID.fromString(opened.path("agent_id").asString()),
                memberId(opened)));
    if (!entries.isEmpty()) {
      attempt.sink().event("memory.injected", Json.object().put("entry_count", entries.size()));
    }
    return entries;
  }

  /** A fault that a kind throws is a failure like one that it gives: a policy may ask about it. */
  private static AttemptResult attempted(NodeKind kind, Attempt attempt)
      throws InterruptedException {
    try {
      return kind.run(attempt);
    } catch (NodeException e) {
      return new AttemptResult.Failed(e.failure(), List.of());
    }
  }

  /**
   * What a memory that no person wrote led to is no person's word either; and what somebody made
   * who took the step over comes from another agent than the run was planned with.
   */
  private static AttemptResult.Completed marked(
      Attempt attempt, JsonNode opened, AttemptResult.Completed done) {
    return attempt.behalf().tainted() || opened.path("stands_in").asBoolean(false)
        ? new AttemptResult.Completed(done.output().taint(), done.usage())
        : done;
  }

  private static @Nullable UUID memberId(JsonNode opened) {
    JsonNode id = opened.get("member_id");
    return id == null || id.isNull() ? null : UUID.fromString(id.asString());
  }

  /**
   * What an agent may not do, a person is asked about; and under a policy that asks on every block,
   * about any failure that no retry is left for.
   */
  private static AttemptResult afterFailure(
      Attempt attempt, JsonNode opened, AttemptResult.Failed failed) {
    Failure failure = failed.failure();
    boolean permission = failure.cause() == Cause.PERMISSION_ERROR;
    var retry = attempt.node().policy().retry();
    boolean again =
        retry.retryOn().contains(failure.cause()) && attempt.number() <= retry.maxRetries();
    boolean blocks =
        opened.path("mode").asString("").equals("on_block")
            && !again
            && failure.cause() != Cause.BUDGET_ERROR
            && failure.cause() != Cause.CANCELLED;
    if (!permission && !blocks) {
      return failed;
    }
    ObjectNode ask = Json.object().put("kind", permission ? "permission" : "blocked");
    ask.put("title", "Step \"%s\" cannot go on".formatted(attempt.node().label()));
    ask.put("reason", failure.message());
    return new AttemptResult.Waits(new Wait.Answer(Wait.By.PERSON, PATIENCE, ask), failed.usage());
  }

  private static AttemptResult ask(Attempt attempt, String kind, JsonNode opened) {
    ObjectNode ask = Json.object().put("kind", kind);
    ask.put("title", "Step \"%s\"".formatted(attempt.node().label()));
    ask.put("reason", opened.path("reason").asString("nobody can work on it"));
    ask.set("inputs", attempt.input());
    Duration limit =
        opened.path("minutes").isNumber()
            ? Duration.ofMinutes(opened.path("minutes").asLong())
            : PATIENCE;
    return new AttemptResult.Waits(new Wait.Answer(Wait.By.PERSON, limit, ask), List.of());
  }

  private static AttemptResult failed(Cause cause, String message) {
    return new AttemptResult.Failed(Failure.of(cause, message), List.of());
  }
}
