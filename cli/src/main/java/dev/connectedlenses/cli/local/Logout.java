package dev.connectedlenses.cli.local;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.out.CliError;
import dev.connectedlenses.cli.out.Exit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code clens logout}: ends the session at the server and forgets it here. */
@Command(name = "logout", description = "Sign out: end the session and forget it here.")
public final class Logout extends CliCommand {
  @Option(
      names = "--everywhere",
      description = "End this account's sessions on other machines too.")
  boolean everywhere;

  @Override
  protected Exit run(Context context) {
    if (context.settings().token() != null) {
      throw CliError.usage(
          "the token of CLENS_TOKEN is no session",
          "unset CLENS_TOKEN; what it holds ends with: clens token revoke");
    }
    String url = context.settings().url().toString();
    context
        .notes()
        .say(
            switch (context.api().signOut(everywhere)) {
              case NOBODY -> "nobody was signed in at " + url;
              case ENDED -> "signed out at " + url;
              case FORGOTTEN ->
                  "forgotten here; " + url + " does not answer, so its session ends by itself";
            });
    return Exit.OK;
  }
}
