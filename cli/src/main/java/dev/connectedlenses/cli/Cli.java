package dev.connectedlenses.cli;

import dev.connectedlenses.cli.agent.AgentCommands;
import dev.connectedlenses.cli.api.ReaderGone;
import dev.connectedlenses.cli.api.Unreachable;
import dev.connectedlenses.cli.approval.ApprovalCommands;
import dev.connectedlenses.cli.assign.AssignCommands;
import dev.connectedlenses.cli.audit.AuditCommands;
import dev.connectedlenses.cli.catalog.CatalogCommands;
import dev.connectedlenses.cli.catalog.ModelCommands;
import dev.connectedlenses.cli.config.ConfigCommands;
import dev.connectedlenses.cli.cost.CostCommands;
import dev.connectedlenses.cli.demo.Demo;
import dev.connectedlenses.cli.key.KeyCommands;
import dev.connectedlenses.cli.lens.LensCommands;
import dev.connectedlenses.cli.local.Completion;
import dev.connectedlenses.cli.local.Doctor;
import dev.connectedlenses.cli.local.Down;
import dev.connectedlenses.cli.local.Login;
import dev.connectedlenses.cli.local.Logout;
import dev.connectedlenses.cli.local.OpenPage;
import dev.connectedlenses.cli.local.Status;
import dev.connectedlenses.cli.local.Version;
import dev.connectedlenses.cli.local.Whoami;
import dev.connectedlenses.cli.mcp.McpCommands;
import dev.connectedlenses.cli.memory.MemoryCommands;
import dev.connectedlenses.cli.notify.NotifyCommands;
import dev.connectedlenses.cli.out.CliError;
import dev.connectedlenses.cli.out.ErrorReport;
import dev.connectedlenses.cli.out.Exit;
import dev.connectedlenses.cli.run.RunCommands;
import dev.connectedlenses.cli.schedule.ScheduleCommands;
import dev.connectedlenses.cli.team.TeamCommands;
import dev.connectedlenses.cli.token.TokenCommands;
import dev.connectedlenses.cli.tool.ToolCommands;
import dev.connectedlenses.cli.webhook.WebhookCommands;
import dev.connectedlenses.cli.workflow.WorkflowCommands;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
    StandardOutput output = new StandardOutput(new FileOutputStream(FileDescriptor.out));
    Context.Surroundings surroundings =
        new Context.Surroundings(
            System.in,
            new PrintStream(new BufferedOutputStream(output), true, StandardCharsets.UTF_8),
            new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
            System.console(),
            System.getenv(),
            Clock.system(ZoneId.systemDefault()));
    int exit = execute(surroundings, args);
    surroundings.out().flush();
    String problem = output.problem();
    if (problem != null) {
      surroundings.err().println("error: standard output cannot be written: " + problem);
    }
    System.exit(problem == null ? exit : Exit.ERROR.code());
  }

  /** Runs one command and gives its exit code. */
  public static int execute(Context.Surroundings surroundings, String... args) {
    Cli cli = new Cli(surroundings);
    CommandLine line = new CommandLine(cli);
    commands().addTo(line, Arrays.asList(args));
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

  /** Every command with its options, to be described. */
  public static CommandLine everything() {
    Context.Surroundings nowhere =
        new Context.Surroundings(
            InputStream.nullInputStream(),
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
            null,
            Map.of(),
            Clock.systemUTC());
    CommandLine line = new CommandLine(new Cli(nowhere));
    commands().addTo(line, List.of());
    return line;
  }

  Context context() {
    return context;
  }

  private int report(Exception problem) {
    if (problem instanceof ReaderGone) {
      return Exit.OK.code();
    }
    return new ErrorReport(context.notes(), context.safeFormat()).tell(asCliError(problem)).code();
  }

  private static CliError asCliError(Exception problem) {
    String message = String.valueOf(problem.getMessage());
    return switch (problem) {
      case CliError e -> e;
      case Unreachable _ -> error("unreachable", message, "start a local server with: clens up");
      default ->
          error("internal", problem.toString(), "this is a fault of clens; please report it");
    };
  }

  private static CliError error(String code, String message, String hint) {
    return new CliError(Exit.ERROR, code, message, hint);
  }

  private static CliError usage(CommandLine.ParameterException problem) {
    return CliError.usage(
        String.valueOf(problem.getMessage()).lines().findFirst().orElse("wrong usage"),
        "see: " + problem.getCommandLine().getCommandSpec().qualifiedName() + " --help");
  }

  private static Commands commands() {
    return Commands.none()
        .with("up", UpHint::new)
        .with("down", Down::new)
        .with("status", Status::new)
        .with("login", Login::new)
        .with("logout", Logout::new)
        .with("whoami", Whoami::new)
        .with("open", OpenPage::new)
        .with("doctor", Doctor::new)
        .with("config", ConfigCommands::new, ConfigCommands::commands)
        .with("lens", LensCommands::new, LensCommands::commands)
        .with("workflow", WorkflowCommands::new, WorkflowCommands::commands)
        .with("run", RunCommands::new, RunCommands::commands)
        .with("agent", AgentCommands::new, AgentCommands::commands)
        .with("team", TeamCommands::new, TeamCommands::commands)
        .with("assign", AssignCommands::new, AssignCommands::commands)
        .with("approval", ApprovalCommands::new, ApprovalCommands::commands)
        .with("memory", MemoryCommands::new, MemoryCommands::commands)
        .with("tool", ToolCommands::new, ToolCommands::commands)
        .with("mcp", McpCommands::new, McpCommands::commands)
        .with("cost", CostCommands::new, CostCommands::commands)
        .with("key", KeyCommands::new, KeyCommands::commands)
        .with("notify", NotifyCommands::new, NotifyCommands::commands)
        .with("audit", AuditCommands::new, AuditCommands::commands)
        .with("schedule", ScheduleCommands::new, ScheduleCommands::commands)
        .with("webhook", WebhookCommands::new, WebhookCommands::commands)
        .with("token", TokenCommands::new, TokenCommands::commands)
        .with("model", ModelCommands::new, ModelCommands::commands)
        .with("catalog", CatalogCommands::new, CatalogCommands::commands)
        .with("demo", Demo::new, Demo::commands)
        .with("completion", Completion::new)
        .with("version", Version::new);
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
