package dev.connectedlenses.cli.local;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.out.CliError;
import dev.connectedlenses.cli.out.Exit;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
    URI page = page(context.settings().url());
    if (print || !opens(context, page)) {
      context.printer().text(page.toString());
    }
    return Exit.OK;
  }

  private URI page(URI server) {
    try {
      return server.resolve(path.startsWith("/") ? path : "/" + path);
    } catch (IllegalArgumentException e) {
      throw CliError.usage("\"" + path + "\" is no path of a page", "write one like /runs/ID");
    }
  }

  private static boolean opens(Context context, URI page) {
    for (List<String> browser : browsers(context)) {
      try {
        new ProcessBuilder(with(browser, page.toString()))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
        context.notes().say("opened " + page);
        return true;
      } catch (IOException e) {
        context.notes().say("there is no " + browser.getFirst());
      }
    }
    context.notes().say("no browser was found here; the address:");
    return false;
  }

  private static List<String> with(List<String> browser, String page) {
    List<String> command = new ArrayList<>(browser);
    command.replaceAll(word -> word.replace("%s", page));
    if (command.equals(browser)) {
      command.add(page);
    }
    return command;
  }

  /** BROWSER names several with colons between, each with its words; else the system's own. */
  private static List<List<String>> browsers(Context context) {
    String chosen = context.env("BROWSER");
    if (chosen != null) {
      return Arrays.stream(chosen.split(":"))
          .filter(one -> !one.isBlank())
          .map(one -> List.of(one.strip().split(" +")))
          .toList();
    }
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (system.startsWith("mac")) {
      return List.of(List.of("open"));
    }
    if (system.startsWith("windows")) {
      return List.of(List.of("rundll32", "url.dll,FileProtocolHandler"));
    }
    boolean screen = context.env("DISPLAY") != null || context.env("WAYLAND_DISPLAY") != null;
    return screen ? List.of(List.of("xdg-open")) : List.of();
  }
}
