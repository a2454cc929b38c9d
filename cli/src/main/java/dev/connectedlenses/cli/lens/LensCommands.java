package dev.connectedlenses.cli.lens;

import dev.connectedlenses.cli.Commands;
import dev.connectedlenses.cli.call.Call;
import dev.connectedlenses.cli.call.Meaning;
import dev.connectedlenses.cli.out.Column;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code clens lens …}: versioned prompts. */
@Command(
    name = "lens",
    description = "Versioned prompts with typed parameters.",
    synopsisSubcommandLabel = "COMMAND")
public final class LensCommands {
  private static final List<Column> VERSIONS =
      List.of(
          Column.of("version", "version_number"),
          Column.of("status", "status"),
          Column.time("published", "published_at"),
          Column.of("changelog", "changelog"),
          Column.wide("id", "id"));

  public static Commands commands() {
    return Commands.none()
        .with("list", LensList::new)
        .with("get", LensGet::new)
        .with("create", LensCreate::new)
        .with("publish", LensPublish::new)
        .with(
            "versions",
            () ->
                lens(
                        "fn_list_lens_versions",
                        "p_lens_id",
                        "List the versions of a lens, newest first.")
                    .first(VERSIONS))
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
