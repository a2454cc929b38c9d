package dev.connectedlenses.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine;

/** Commands by name; only those that are asked for are built, for building costs more than most. */
public final class Commands {
  private final Map<String, Function<List<String>, CommandLine>> known = new LinkedHashMap<>();

  private Commands() {}

  public static Commands none() {
    return new Commands();
  }

  public Commands with(String name, Supplier<? extends CliCommand> command) {
    known.put(
        name,
        _ -> {
          CliCommand made = command.get();
          CommandLine line = new CommandLine(made);
          made.describe(line.getCommandSpec());
          return line;
        });
    return this;
  }

  /** A command that only holds others. */
  public Commands with(String name, Supplier<?> group, Supplier<Commands> its) {
    known.put(
        name,
        words -> {
          CommandLine line = new CommandLine(group.get());
          its.get().addTo(line, words);
          return line;
        });
    return this;
  }

  /** Adds those that the words name, or all where they name none. */
  void addTo(CommandLine parent, List<String> words) {
    boolean all = known.keySet().stream().noneMatch(words::contains);
    known.forEach((name, make) -> {
      if (all || words.contains(name)) {
        parent.addSubcommand(name, make.apply(words));
      }
    });
  }
}
