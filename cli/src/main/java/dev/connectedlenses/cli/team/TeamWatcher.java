package dev.connectedlenses.cli.team;

import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.api.RunFollower;
import dev.connectedlenses.cli.out.Exit;
import dev.connectedlenses.cli.out.Format;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Follows a team run for a person or a program and ends with its exit code. */
public final class TeamWatcher {
  /** What of a payload says most about an event, the best first. */
  private static final List<String> TELLING =
      List.of("tool", "verdict", "decision", "title", "entry_count", "reason", "trigger_mode");

  private final Context context;

  public TeamWatcher(Context context) {
    this.context = context;
  }

  /**
   * Prints what happens, one line an event; with a JSON format, the envelopes themselves.
   *
   * @param also gets every event after it was printed
   */
  public Exit watch(String teamRunId, Consumer<JsonNode> also) {
    boolean json = context.format() == Format.json || context.format() == Format.jsonl;
    RunFollower follower = new RunFollower(context.api(), context.notes()::say);
    String last =
        follower.followTeam(
            teamRunId,
            event -> {
              context.print((json ? event.toString() : line(event)) + "\n");
              also.accept(event);
            });
    return last.equals("run.completed") ? Exit.OK : Exit.RUN_FAILED;
  }

  private static String line(JsonNode event) {
    String type = event.path("type").asString("");
    JsonNode payload = event.path("payload");
    String detail =
        TELLING.stream()
            .filter(payload::hasNonNull)
            .map(name -> payload.path(name).asString(""))
            .filter(text -> !text.isEmpty())
            .findFirst()
            .orElse("");
    return (type + " ".repeat(Math.max(1, 24 - type.length())) + detail).stripTrailing();
  }
}
