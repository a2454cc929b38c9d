package dev.connectedlenses.cli;

import dev.connectedlenses.cli.api.Unreachable;
import dev.connectedlenses.cli.demo.Demo;
import dev.connectedlenses.cli.lens.LensCommands;
import dev.connectedlenses.cli.local.Down;
import dev.connectedlenses.cli.local.Login;
import dev.connectedlenses.cli.local.Status;
import dev.connectedlenses.cli.local.Version;
import dev.connectedlenses.cli.local.Whoami;
import dev.connectedlenses.cli.out.CliError;
import dev.connectedlenses.cli.out.ErrorReport;
import dev.connectedlenses.cli.out.Exit;
import dev.connectedlenses.cli.run.RunCommands;
import dev.connectedlenses.cli.workflow.WorkflowCommands;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The {@code clens} command line. Only the branch of commands that was asked for is built. */
@Command(
    name = "clens",
    description = "AI instructions as versioned, owned assets, wired into durable workflows.",
    mixinStandardHelpOptions = true,
    scope = CommandLine.ScopeType.INHERIT,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND")
public final class Cli {
  @Mixin private final GlobalOptions options = new GlobalOptions();
  private final Context context;

  Cli(Context.Surroundings surroundings) {
    this.context = new Context(options, surroundings);
  }

  public static void main(String[] args) {
    Context.Surroundings surroundings =
        new Context.Surroundings(
            System.in,
            System.out,
            System.err,
            System.console(),
            System.getenv(),
            Clock.systemUTC());
    System.exit(execute(surroundings, args));
  }

  /** Runs one command and gives its exit code. */
  public static int execute(Context.Surroundings surroundings, String... args) {
    Cli cli = new Cli(surroundings);
    CommandLine line = new CommandLine(cli);
    Map<String, Supplier<Object>> known = commands();
    boolean all = Arrays.stream(args).noneMatch(known::containsKey);
    known.forEach((name, command) -> {
      if (all || Arrays.asList(args).contains(name)) {
        line.addSubcommand(name, command.get());
      }
    });
    line.setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8));
    line.setExecutionExceptionHandler((problem, _, _) -> cli.report(problem));
    line.setParameterExceptionHandler((problem, _) -> cli.report(usage(problem)));
    if (args.length == 0) {
      line.usage(surroundings.out());
      return Exit.OK.code();
    }
    return line.execute(args);
  }

  Context context() {
    return context;
  }

  private int report(Exception problem) {
    return new ErrorReport(context.notes(), context.safeFormat()).tell(asCliError(problem)).code();
  }

  private static CliError asCliError(Exception problem) {
    return switch (problem) {
      case CliError e -> e;
      case Unreachable e ->
          new CliError(
              Exit.ERROR,
              "unreachable",
              String.valueOf(e.getMessage()),
              "start a local server with: clens up");
      default ->
          new CliError(
              Exit.ERROR,
              "internal",
              problem.toString(),
              "this is a fault of clens; please report it");
    };
  }

  private static CliError usage(CommandLine.ParameterException problem) {
    return CliError.usage(
        String.valueOf(problem.getMessage()).lines().findFirst().orElse("wrong usage"),
        "see: " + problem.getCommandLine().getCommandSpec().qualifiedName() + " --help");
  }

  private static Map<String, Supplier<Object>> commands() {
    Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
    commands.put("up", UpHint::new);
    commands.put("down", Down::new);
    commands.put("status", Status::new);
    commands.put("login", Login::new);
    commands.put("whoami", Whoami::new);
    commands.put("lens", LensCommands::new);
    commands.put("workflow", WorkflowCommands::new);
    commands.put("run", RunCommands::new);
    commands.put("demo", Demo::new);
    commands.put("version", Version::new);
    return commands;
  }

  /** Stands for {@code up} in the help; the launcher and the fat jar run the real one. */
  @Command(name = "up", description = "Start the server here: database, engine, API and web page.")
  static final class UpHint extends CliCommand {
    @Override
    protected Exit run(Context context) {
      throw CliError.usage(
          "this jar holds the command line only",
          "start the server with ./clens up or java -jar connectedlenses.jar up");
    }
  }
}
