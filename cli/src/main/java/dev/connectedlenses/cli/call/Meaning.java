package dev.connectedlenses.cli.call;

import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.api.Inputs;
import dev.connectedlenses.cli.api.Refs;
import dev.connectedlenses.cli.out.CliError;
import java.math.BigDecimal;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What a typed word stands for. */
@FunctionalInterface
public interface Meaning {
  /** The word itself. */
  Meaning TEXT = (context, text) -> text;

  /** The word itself, or a file's text behind an at sign, or standard input for {@code -}. */
  Meaning LONG_TEXT =
      (context, text) -> {
        if (text.equals("-")) {
          return Inputs.text(context.in(), "-");
        }
        return text.startsWith("@") ? Inputs.text(context.in(), text.substring(1)) : text;
      };

  /** A number. */
  Meaning NUMBER =
      (context, text) -> {
        try {
          return new BigDecimal(text);
        } catch (NumberFormatException e) {
          throw CliError.usage("\"" + text + "\" is no number", "write digits, such as 5 or 0.5");
        }
      };

  /** A JSON value, typed or in a file behind an at sign. */
  Meaning JSON =
      (context, text) -> {
        try {
          return JsonMapper.shared().readTree((String) LONG_TEXT.of(context, text));
        } catch (JacksonException e) {
          throw CliError.usage(
              "\"" + text + "\" is no valid JSON: " + e.getOriginalMessage(),
              "quote it for the shell, or write @file");
        }
      };

  /** On or off. */
  Meaning SWITCH =
      (context, text) ->
          switch (text) {
            case "on" -> true;
            case "off" -> false;
            default ->
                throw CliError.usage("\"" + text + "\" is neither on nor off", "say on or off");
          };

  /** An agent by handle or id. */
  Meaning AGENT = (context, text) -> new Refs(context.api()).agent(text);

  /** A person by handle or id. */
  Meaning PERSON = (context, text) -> new Refs(context.api()).person(text);

  /** A lens by slug, handle/slug or id. */
  Meaning LENS = (context, text) -> new Refs(context.api()).lens(text);

  /** A team by name or id. */
  Meaning TEAM = (context, text) -> new Refs(context.api()).team(text);

  /** A tool by key or id. */
  Meaning TOOL = (context, text) -> new Refs(context.api()).tool(text);

  /** A workflow by slug, handle/slug or id. */
  Meaning WORKFLOW = (context, text) -> new Refs(context.api()).workflow(text);

  Object of(Context context, String text);
}
