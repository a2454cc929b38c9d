package dev.connectedlenses.cli.local;

import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Completions for the fish shell: one line for each command and each option of a command. */
final class Fish {
  /** Whether the words so far, options apart, are these; or begin with these. */
  private static final String AT =
      """
      function __clens_words
          set -l words (commandline -opc)
          set -e words[1]
          set -l plain (string match -v -- '-*' $words)
          echo "$plain"
      end
      function __clens_at
          test (__clens_words) = "$argv"
      end
      function __clens_in
          string match -q -- "$argv *" (__clens_words)" "
      end
      """;

  private Fish() {}

  static String completions(CommandLine all) {
    StringBuilder out = new StringBuilder(AT);
    add(out, all.getCommandSpec(), "");
    return out.toString();
  }

  private static void add(StringBuilder out, CommandSpec command, String words) {
    String here = "complete -c clens -n '%s'".formatted(("__clens_at " + words).strip());
    for (CommandLine child : command.subcommands().values()) {
      CommandSpec spec = child.getCommandSpec();
      out.append("%s -f -a %s -d '%s'%n".formatted(here, spec.name(), about(spec)));
    }
    for (PositionalParamSpec word : command.positionalParameters()) {
      if (word.type().isEnum()) {
        out.append("%s -f -a '%s'%n".formatted(here, values(word)));
      }
    }
    String within = words.isEmpty() ? here : here.replace("__clens_at", "__clens_in");
    for (OptionSpec option : command.options()) {
      if (!option.hidden()) {
        out.append(within).append(' ').append(option(option)).append('\n');
      }
    }
    for (CommandLine child : command.subcommands().values()) {
      CommandSpec spec = child.getCommandSpec();
      add(out, spec, words.isEmpty() ? spec.name() : words + " " + spec.name());
    }
  }

  private static String option(OptionSpec option) {
    StringBuilder line = new StringBuilder();
    for (String name : option.names()) {
      line.append(name.startsWith("--") ? "-l " : "-s ")
          .append(name.substring(name.startsWith("--") ? 2 : 1))
          .append(' ');
    }
    if (option.arity().max() > 0) {
      // -r completes with files, -x with nothing but what is given
      line.append(option.paramLabel().contains("FILE") ? "-r " : "-x ");
    }
    if (option.type().isEnum()) {
      line.append("-a '").append(values(option)).append("' ");
    }
    return line + "-d '" + quoted(String.join(" ", option.description())) + "'";
  }

  private static String values(ArgSpec option) {
    StringBuilder values = new StringBuilder();
    for (Object value : option.type().getEnumConstants()) {
      values.append(values.isEmpty() ? "" : " ").append(value);
    }
    return values.toString();
  }

  private static String about(CommandSpec command) {
    String[] lines = command.usageMessage().description();
    return lines.length == 0 ? "" : quoted(lines[0]);
  }

  private static String quoted(String text) {
    return text.replace("%n", " ").replace("\\", "\\\\").replace("'", "\\'");
  }
}
