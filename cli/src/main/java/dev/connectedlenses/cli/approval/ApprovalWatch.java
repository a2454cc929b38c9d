package dev.connectedlenses.cli.approval;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.out.CliError;
import dev.connectedlenses.cli.out.Exit;
import dev.connectedlenses.cli.out.Format;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code clens approval watch}: tells of each request once, as it comes. */
@Command(
    name = "watch",
    description = "Tell of each request as it comes, one a line; Ctrl-C ends it.")
final class ApprovalWatch extends CliCommand {
  @Option(names = "--every", paramLabel = "MS", description = "Look so often; default 2000.")
  long every = 2000;

  @Override
  protected Exit run(Context context) {
    if (every < 1) {
      throw CliError.usage("--every " + every + " is out of range", "say at least 1 millisecond");
    }
    Set<String> told = new HashSet<>();
    while (true) {
      for (JsonNode request : Approvals.pending(context)) {
        String once =
            String.join(
                " ",
                request.path("request_kind").asString(""),
                request.path("request_id").asString(""),
                request.path("node_id").asString(""));
        if (told.add(once)) {
          tell(context, request);
        }
      }
      pause(Duration.ofMillis(every));
    }
  }

  private static void tell(Context context, JsonNode request) {
    boolean json = context.format() == Format.json || context.format() == Format.jsonl;
    context.print((json ? request.toString() : line(request)) + "\n");
  }

  private static String line(JsonNode request) {
    return "%s  %s  %s"
        .formatted(
            request.path("request_id").asString(""),
            request.path("request_kind").asString(""),
            request.path("title").asString(""));
  }

  private static void pause(Duration time) {
    try {
      boolean never = new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
      assert !never;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CliError(Exit.INTERRUPTED, "interrupted", "interrupted", null);
    }
  }
}
