package dev.connectedlenses.cli.key;

import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.api.Inputs;
import dev.connectedlenses.cli.out.CliError;
import java.io.Console;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a secret is read from: a file, standard input, or the terminal without an echo. */
final class SecretSource {
  @Option(
      names = {"-f", "--secret-file"},
      paramLabel = "FILE",
      description = "The file that holds the secret; - reads standard input.")
  @Nullable String file;

  String read(Context context) {
    String from = file;
    String secret = from == null ? typed(context) : Inputs.text(context.in(), from).strip();
    if (secret.isEmpty()) {
      throw CliError.usage("the secret is empty", "pipe it in with -f -, or name its file");
    }
    return secret;
  }

  private static String typed(Context context) {
    Console console = context.console();
    if (console == null || !console.isTerminal()) {
      throw CliError.usage(
          "there is no terminal to ask at", "pipe the secret in with -f -, or name its file");
    }
    char[] typed = console.readPassword("Secret: ");
    String secret = new String(typed).strip();
    Arrays.fill(typed, ' ');
    return secret;
  }
}
