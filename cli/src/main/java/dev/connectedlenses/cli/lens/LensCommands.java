package dev.connectedlenses.cli.lens;

import dev.connectedlenses.cli.Commands;
import picocli.CommandLine.Command;

/** {@code clens lens …}: versioned prompts. */
@Command(
    name = "lens",
    description = "Versioned prompts with typed parameters.",
    synopsisSubcommandLabel = "COMMAND")
public final class LensCommands {
  public static Commands commands() {
    return Commands.none()
        .with("list", LensList::new)
        .with("get", LensGet::new)
        .with("create", LensCreate::new)
        .with("publish", LensPublish::new)
        .with("versions", LensVersions::new)
        .with("render", LensRender::new)
        .with("run", LensRun::new);
  }
}
