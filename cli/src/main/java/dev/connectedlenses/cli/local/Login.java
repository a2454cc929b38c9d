package dev.connectedlenses.cli.local;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.out.CliError;
import dev.connectedlenses.cli.out.Exit;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code clens login}: signs in by password or by a one-time link; secrets are never arguments. */
@Command(
    name = "login",
    description = "Sign in. The password comes from the terminal or from standard input.")
public final class Login extends CliCommand {
  @Option(names = "--email", paramLabel = "EMAIL", description = "The account.")
  @Nullable String email;

  @Option(names = "--password-stdin", description = "Read the password from standard input.")
  boolean passwordStdin;

  @Option(names = "--sign-up", description = "Create the account first.")
  boolean signUp;

  @Option(names = "--link", description = "Read a one-time sign-in link from standard input.")
  boolean link;

  @Override
  protected Exit run(Context context) {
    if (link) {
      context.api().signInWithLink(tokenOf(firstLine(context)));
    } else {
      byPassword(context);
    }
    context.notes().say("signed in at " + context.settings().url());
    return Exit.OK;
  }

  private void byPassword(Context context) {
    ObjectNode body = JsonMapper.shared().createObjectNode();
    body.put("email", account(context)).put("password", password(context));
    if (signUp) {
      context.api().signUp(body);
    } else {
      context.api().signIn(body);
    }
  }

  private String account(Context context) {
    String given = email;
    if (given != null) {
      return given;
    }
    return terminal(context, "--email").readLine("E-mail: ");
  }

  private String password(Context context) {
    if (passwordStdin) {
      return firstLine(context);
    }
    char[] typed = terminal(context, "--password-stdin").readPassword("Password: ");
    String password = new String(typed);
    Arrays.fill(typed, ' ');
    return password;
  }

  private static Console terminal(Context context, String instead) {
    Console console = context.console();
    if (console == null || !console.isTerminal()) {
      throw CliError.usage("there is no terminal to ask at", "use " + instead);
    }
    return console;
  }

  private static String firstLine(Context context) {
    try {
      BufferedReader reader =
          new BufferedReader(new InputStreamReader(context.in(), StandardCharsets.UTF_8));
      String line = reader.readLine();
      if (line == null || line.isBlank()) {
        throw CliError.usage("standard input is empty", "pipe the secret in");
      }
      return line.strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String tokenOf(String link) {
    int at = link.indexOf("?token=");
    if (at < 0) {
      throw CliError.usage("that is no sign-in link", "paste the line that clens up printed");
    }
    return link.substring(at + "?token=".length());
  }
}
