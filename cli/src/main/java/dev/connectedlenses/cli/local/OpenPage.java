package dev.connectedlenses.cli.local;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.out.Exit;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code clens open}: shows a page of the server in the user's browser. */
@Command(
    name = "open",
    description = "Open a page of the server in the browser (BROWSER, or the system's own).")
public final class OpenPage extends CliCommand {
  @Parameters(
      arity = "0..1",
      paramLabel = "PATH",
      description = "The page, such as /runs/ID. Default: the first one.")
  String path = "/";

  @Option(names = "--print", description = "Only print the address.")
  boolean print;

  @Override
  protected Exit run(Context context) {
    URI page = context.settings().url().resolve(path.startsWith("/") ? path : "/" + path);
    if (print || !opens(context, page)) {
      context.printer().text(page.toString());
    }
    return Exit.OK;
  }

  private static boolean opens(Context context, URI page) {
    List<String> command = new ArrayList<>(browser(context.env("BROWSER")));
    command.add(page.toString());
    try {
      new ProcessBuilder(command)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
      context.notes().say("opened " + page);
      return true;
    } catch (IOException e) {
      context.notes().say("no browser was found here (" + command.getFirst() + "); the address:");
      return false;
    }
  }

  private static List<String> browser(@Nullable String chosen) {
    if (chosen != null) {
      return List.of(chosen);
    }
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (system.startsWith("mac")) {
      return List.of("open");
    }
    return system.startsWith("windows")
        ? List.of("rundll32", "url.dll,FileProtocolHandler")
        : List.of("xdg-open");
  }
}
