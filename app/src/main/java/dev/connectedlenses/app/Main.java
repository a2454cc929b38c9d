package dev.connectedlenses.app;

import dev.connectedlenses.cli.Cli;
import dev.connectedlenses.server.http.Carriers;
import java.util.Arrays;
import java.util.Set;
import picocli.CommandLine;

/** The jar's entry: runs the server's commands itself and hands all others to the command line. */
public final class Main {
  private static final Set<String> SERVER_COMMANDS = Set.of("up", "serve", "rest", "migrate");

  private Main() {}

  public static void main(String[] args) {
    if (args.length == 0 || !SERVER_COMMANDS.contains(args[0])) {
      Cli.main(args);
      return;
    }
    System.exit(server(args[0]).execute(Arrays.copyOfRange(args, 1, args.length)));
  }

  /** One of the commands that run in this process. */
  static CommandLine server(String name) {
    Carriers.moreThanProcessors();
    CommandLine line = new CommandLine(command(name));
    line.setCommandName("clens " + name);
    line.setParameterExceptionHandler((problem, _) -> Complaint.usage(problem));
    line.setExecutionExceptionHandler((problem, _, _) -> Complaint.of(problem));
    return line;
  }

  private static Object command(String name) {
    return switch (name) {
      case "up" -> new UpCommand(true);
      case "serve" -> new UpCommand(false);
      case "rest" -> new RestCommand();
      default -> new MigrateCommand();
    };
  }
}
