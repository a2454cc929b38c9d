package dev.connectedlenses.cli.local;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.api.LocalServer;
import dev.connectedlenses.cli.out.CliError;
import dev.connectedlenses.cli.out.Exit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;

/** {@code clens down}: stops the server that {@code clens up} runs for this user. */
@Command(name = "down", description = "Stop the local server; its data stays.")
public final class Down extends CliCommand {
  private static final long PATIENCE_SECONDS = 30;

  @Override
  protected Exit run(Context context) {
    LocalServer local =
        LocalServer.read(context.settings().localServerFile()).orElseThrow(() -> notRunning());
    ProcessHandle process = local.process().orElseThrow(() -> notRunning());
    Path data = Path.of(local.dataDir());
    boolean there = Files.isDirectory(data);
    process.destroy();
    waitFor(process);
    boolean gone = there && !Files.isDirectory(data);
    context.notes().say(gone ? "stopped; its data is gone" : "stopped; the data stays in " + data);
    return Exit.OK;
  }

  private static void waitFor(ProcessHandle process) {
    try {
      process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new CliError(
          Exit.TIMEOUT,
          "still_running",
          "process " + process.pid() + " is still stopping after " + PATIENCE_SECONDS + " s",
          "look again with: clens status");
    } catch (ExecutionException | InterruptedException e) {
      throw new CliError(Exit.ERROR, "stop_failed", "waiting failed: " + e.getMessage(), null);
    }
  }

  private static CliError notRunning() {
    return new CliError(
        Exit.ERROR,
        "not_running",
        "no local server runs for this user",
        "start one with: clens up");
  }
}
