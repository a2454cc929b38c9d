package dev.connectedlenses.cli.call;

import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.api.Inputs;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** One argument of a call, and how it is said on the command line. */
sealed interface Part {
  String argument();

  void addTo(CommandSpec spec);

  /** Its value in this command; empty when nothing was said. */
  Optional<Object> value(Context context, CommandSpec spec);

  /** A positional word. */
  record Word(String label, String argument, Meaning meaning, String help) implements Part {
    @Override
    public void addTo(CommandSpec spec) {
      spec.addPositional(
          PositionalParamSpec.builder()
              .paramLabel(label)
              .index(Integer.toString(spec.positionalParameters().size()))
              .arity("1")
              .required(true)
              .type(String.class)
              .description(help)
              .build());
    }

    @Override
    public Optional<Object> value(Context context, CommandSpec spec) {
      return spec.positionalParameters().stream()
          .filter(word -> word.paramLabel().equals(label))
          .findFirst()
          .map(word -> word.<String>getValue())
          .map(text -> meaning.of(context, text));
    }
  }

  /** An option with a value. */
  record Option(String name, String label, String argument, Meaning meaning, String help)
      implements Part {
    @Override
    public void addTo(CommandSpec spec) {
      spec.addOption(
          OptionSpec.builder(name)
              .paramLabel(label)
              .type(String.class)
              .arity("1")
              .description(help)
              .build());
    }

    @Override
    public Optional<Object> value(Context context, CommandSpec spec) {
      return Optional.ofNullable(spec.findOption(name).<String>getValue())
          .map(text -> meaning.of(context, text));
    }
  }

  /** An option without a value. */
  record Flag(String name, String argument, boolean means, String help) implements Part {
    @Override
    public void addTo(CommandSpec spec) {
      spec.addOption(
          OptionSpec.builder(name).type(boolean.class).arity("0").description(help).build());
    }

    @Override
    public Optional<Object> value(Context context, CommandSpec spec) {
      boolean said = Boolean.TRUE.equals(spec.findOption(name).<Boolean>getValue());
      return said ? Optional.of(means) : Optional.empty();
    }
  }

  /** An option that may come often; all together they are one object. */
  record Pairs(String name, String argument, String help) implements Part {
    @Override
    public void addTo(CommandSpec spec) {
      spec.addOption(
          OptionSpec.builder(name)
              .paramLabel("NAME=VALUE")
              .type(List.class)
              .auxiliaryTypes(String.class)
              .arity("1")
              .description(help)
              .build());
    }

    @Override
    public Optional<Object> value(Context context, CommandSpec spec) {
      return Optional.ofNullable(spec.findOption(name).<List<String>>getValue())
          .map(pairs -> Inputs.values(context.in(), pairs));
    }
  }

  /** A value that nobody types. */
  record Given(String argument, Function<Context, Object> what) implements Part {
    @Override
    public void addTo(CommandSpec spec) {
      // nothing to type
    }

    @Override
    public Optional<Object> value(Context context, CommandSpec spec) {
      return Optional.of(what.apply(context));
    }
  }
}
