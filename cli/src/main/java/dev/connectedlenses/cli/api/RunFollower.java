package dev.connectedlenses.cli.api;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Follows a run to its last event, through lost connections and server restarts. */
public final class RunFollower {
  private static final Set<String> LAST =
      Set.of("run.completed", "run.failed", "run.cancelled", "run.timed_out");
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

  private final Api api;
  private final Consumer<String> onTrouble;

  /**
   * @param onTrouble told once when the connection is lost and once when it is back
   */
  public RunFollower(Api api, Consumer<String> onTrouble) {
    this.api = api;
    this.onTrouble = onTrouble;
  }

  /**
   * Hands every event to the consumer, each once and in order.
   *
   * @return the type of the last event, e.g. {@code run.completed}
   */
  public String follow(String runId, Consumer<JsonNode> consumer) {
    return follow("runs", runId, consumer);
  }

  /** The same for a team run; one that was rejected ends with the decision. */
  public String followTeam(String teamRunId, Consumer<JsonNode> consumer) {
    return follow("team-runs", teamRunId, consumer);
  }

  private String follow(String kind, String id, Consumer<JsonNode> consumer) {
    long after = 0;
    Duration pause = FIRST_PAUSE;
    boolean lost = false;
    while (true) {
      try (RunStream stream = api.events(kind, id, after)) {
        if (lost) {
          onTrouble.accept("connected again");
          lost = false;
        }
        for (Optional<JsonNode> next = stream.next(); next.isPresent(); next = stream.next()) {
          JsonNode event = next.get();
          after = event.path("eventId").asLong(after);
          pause = FIRST_PAUSE;
          consumer.accept(event);
          if (isLast(event)) {
            return event.path("type").asString("");
          }
        }
      } catch (Unreachable e) {
        if (!lost) {
          onTrouble.accept(e.getMessage() + "; trying again");
          lost = true;
        }
      }
      pause = rest(pause);
    }
  }

  private static boolean isLast(JsonNode event) {
    String type = event.path("type").asString("");
    JsonNode payload = event.path("payload");
    return LAST.contains(type)
        || (type.equals("approval.decided")
            && payload.path("decision").asString("").equals("rejected"))
        || (type.equals("approval.timed_out") && payload.has("expired_at"));
  }

  private static Duration rest(Duration pause) {
    try {
      boolean never = new CountDownLatch(1).await(pause.toMillis(), TimeUnit.MILLISECONDS);
      assert !never;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unreachable("interrupted");
    }
    Duration next = pause.multipliedBy(2);
    return next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
  }
}
