package dev.connectedlenses.cli.lens;

import picocli.CommandLine.Command;

/** {@code clens lens …}: versioned prompts. */
@Command(
    name = "lens",
    description = "Versioned prompts with typed parameters.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      LensList.class,
      LensGet.class,
      LensCreate.class,
      LensPublish.class,
      LensRender.class,
      LensRun.class
    })
public final class LensCommands {}
