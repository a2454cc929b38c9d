package dev.connectedlenses.cli.lens;

import dev.connectedlenses.cli.Commands;
import dev.connectedlenses.cli.call.Call;
import dev.connectedlenses.cli.call.Meaning;
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
        .with("diff", LensDiff::new)
        .with(
            "fork",
            () ->
                lens("fn_clone_lens", "p_source_lens_id", "Copy a lens into a draft of yours.")
                    .id())
        .with(
            "archive",
            () ->
                lens(
                        "fn_archive_lens",
                        "p_lens_id",
                        "Archive a lens of yours; runs that pinned it go on.")
                    .says("archived %s"))
        .with(
            "restore",
            () ->
                lens("fn_restore_lens", "p_lens_id", "Bring an archived lens back.")
                    .says("restored %s"))
        .with("render", LensRender::new)
        .with("run", LensRun::new);
  }

  private static Call lens(String function, String argument, String description) {
    return Call.of(function, description)
        .word("LENS", argument, Meaning.LENS, "Slug, handle/slug or id.");
  }
}
