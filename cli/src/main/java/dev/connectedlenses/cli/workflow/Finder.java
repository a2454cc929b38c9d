package dev.connectedlenses.cli.workflow;

import dev.connectedlenses.cli.out.CliError;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * How a file's words for lenses become ids.
 *
 * @param lens finds a lens by what the file calls it
 * @param version finds a version of a lens, given by its id, by its number
 */
public record Finder(Function<String, String> lens, BiFunction<String, Integer, String> version) {
  /** Where no file pins a version. */
  public static Finder unpinned(Function<String, String> lens) {
    return new Finder(
        lens,
        (_, number) -> {
          throw CliError.usage("version " + number + " cannot be looked up here", "leave it out");
        });
  }
}
