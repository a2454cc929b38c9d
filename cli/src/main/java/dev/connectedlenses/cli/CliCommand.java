package dev.connectedlenses.cli;

import dev.connectedlenses.cli.out.Exit;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that does something; groups of commands are not. */
public abstract class CliCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  protected CliCommand() {}

  /** Adds options and words that no field declares; called once, when the command is built. */
  protected void describe(CommandSpec spec) {
    // most commands declare theirs as fields
  }

  protected final CommandSpec spec() {
    return Objects.requireNonNull(spec);
  }

  /** Does it; throws {@link dev.connectedlenses.cli.out.CliError} where it cannot. */
  protected abstract Exit run(Context context);

  @Override
  public final Integer call() {
    Cli root = (Cli) spec().root().userObject();
    return run(root.context()).code();
  }
}
