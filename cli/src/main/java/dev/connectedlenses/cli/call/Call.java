package dev.connectedlenses.cli.call;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.out.Column;
import dev.connectedlenses.cli.out.Exit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.JsonNode;

/** A command that asks the server one thing: its words become arguments, the answer is printed. */
@Command
public final class Call extends CliCommand {
  private final String description;
  private final Source source;
  private final List<Part> parts = new ArrayList<>();
  private Result result = (context, answer, words) -> Exit.OK;

  /**
   * @param source what is asked, with the arguments by name
   */
  public Call(String description, Source source) {
    this.description = description;
    this.source = source;
  }

  /** A call of {@code public.<function>}. */
  public static Call of(String function, String description) {
    return new Call(description, Source.function(function));
  }

  /** Where an answer comes from. */
  @FunctionalInterface
  public interface Source {
    JsonNode ask(Context context, Map<String, Object> arguments);

    static Source function(String name) {
      return (context, arguments) -> context.api().rpc(name, arguments);
    }
  }

  /** What becomes of an answer; the words are the command's own, as they were typed. */
  @FunctionalInterface
  public interface Result {
    Exit show(Context context, JsonNode answer, List<String> words);
  }

  /** A word that has to be there. */
  public Call word(String label, String argument, Meaning meaning, String help) {
    parts.add(new Part.Word(label, argument, meaning, help));
    return this;
  }

  /** An option with a value; left out, its argument is left out. */
  public Call option(String name, String label, String argument, Meaning meaning, String help) {
    parts.add(new Part.Option(name, label, argument, meaning, help));
    return this;
  }

  /** An option without a value; left out, its argument is left out. */
  public Call flag(String name, String argument, boolean value, String help) {
    parts.add(new Part.Flag(name, argument, value, help));
    return this;
  }

  /** {@code -i name=value}, as often as needed, as one object. */
  public Call inputs(String name, String argument, String help) {
    parts.add(new Part.Pairs(name, argument, help));
    return this;
  }

  /** What no one types: the caller's profile, for example. */
  public Call with(String argument, java.util.function.Function<Context, Object> value) {
    parts.add(new Part.Given(argument, value));
    return this;
  }

  /** {@code --limit} as an argument. */
  public Call limited() {
    return with("p_limit", Context::limit);
  }

  public Call list(List<Column> columns) {
    return shows((context, answer, words) -> {
      context.printer().list(answer, columns);
      return Exit.OK;
    });
  }

  /** A list of which the server gives more than {@code --limit} says. */
  public Call first(List<Column> columns) {
    return shows((context, answer, words) -> {
      context.printer().list(context.first(answer), columns);
      return Exit.OK;
    });
  }

  public Call one(List<Column> columns) {
    return shows((context, answer, words) -> {
      context.printer().one(answer.isArray() ? answer.path(0) : answer, columns);
      return Exit.OK;
    });
  }

  /** The answer is an id; it is printed under that name. */
  public Call id() {
    return shows((context, answer, words) -> {
      context.printer().one(Answers.id(answer), List.of(Column.of("id", "id")));
      return Exit.OK;
    });
  }

  /** Nothing is printed, but a note with the words in place of each {@code %s}. */
  public Call says(String note) {
    return shows((context, answer, words) -> {
      context.notes().say(note.formatted(words.toArray()));
      return Exit.OK;
    });
  }

  public Call shows(Result how) {
    this.result = how;
    return this;
  }

  @Override
  protected void describe(CommandSpec spec) {
    spec.usageMessage().description(description);
    parts.forEach(part -> part.addTo(spec));
  }

  @Override
  protected Exit run(Context context) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    for (Part part : parts) {
      part.value(context, spec()).ifPresent(value -> arguments.put(part.argument(), value));
    }
    return result.show(context, source.ask(context, arguments), words());
  }

  private List<String> words() {
    return spec().positionalParameters().stream()
        .map(word -> Optional.ofNullable(word.<Object>getValue()).map(Object::toString).orElse(""))
        .toList();
  }
}
