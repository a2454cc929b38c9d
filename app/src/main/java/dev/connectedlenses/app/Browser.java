package dev.connectedlenses.app;

import java.io.Console;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Opens a page for the person at this machine, where there is a screen; never a reason to fail. */
final class Browser {
  private Browser() {}

  static void open(URI page) {
    List<String> command = command(page.toString());
    if (command.isEmpty()) {
      return;
    }
    try {
      new ProcessBuilder(command)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      Banner.progress("no browser could be opened; use the link");
    }
  }

  private static List<String> command(String page) {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    if (system.contains("mac")) {
      return List.of("open", page);
    }
    if (system.contains("win")) {
      return List.of("rundll32", "url.dll,FileProtocolHandler", page);
    }
    boolean screen = System.getenv("DISPLAY") != null || System.getenv("WAYLAND_DISPLAY") != null;
    return screen && atTerminal() ? List.of("xdg-open", page) : List.of();
  }

  private static boolean atTerminal() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
  }
}
