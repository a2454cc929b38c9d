package dev.connectedlenses.cli.run;

import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.api.RunFollower;
import dev.connectedlenses.cli.out.Exit;
import dev.connectedlenses.cli.out.Format;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Follows a run for a person or a program and ends with the run's exit code. */
public final class RunWatcher {
  private final Context context;

  public RunWatcher(Context context) {
    this.context = context;
  }

  /** Prints what happens, one line an event; with a JSON format, the envelopes themselves. */
  public Exit watch(String runId) {
    if (context.format() == Format.json || context.format() == Format.jsonl) {
      return follow(runId, event -> context.print(event.toString() + '\n'));
    }
    RunStory story = new RunStory(RunLabels.of(context.api(), runId), context.notes());
    return follow(runId, event -> story.tell(event).ifPresent(line -> context.print(line + '\n')));
  }

  /** Prints streamed output as it comes, or the whole output of nodes that do not stream. */
  public Exit streamText(String runId) {
    if (context.format() == Format.json || context.format() == Format.jsonl) {
      return watch(runId);
    }
    StreamedText text = new StreamedText();
    Exit exit =
        follow(
            runId,
            event -> {
              context.print(text.of(event));
              RunStory.failure(event).ifPresent(context.notes()::say);
            });
    context.out().println();
    return exit;
  }

  private Exit follow(String runId, Consumer<JsonNode> consumer) {
    RunFollower follower = new RunFollower(context.api(), context.notes()::say);
    return follower.follow(runId, consumer).equals("run.completed") ? Exit.OK : Exit.RUN_FAILED;
  }
}
