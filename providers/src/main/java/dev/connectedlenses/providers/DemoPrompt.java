package dev.connectedlenses.providers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A prompt taken apart: what is asked, the text it is asked about, and the form of JSON that the
 * answer is to have, if one is written there.
 *
 * <p>Text between fences (three backticks or quotes, or a pair of tags on lines of their own) is
 * what it is asked about. Without fences, the lines at the beginning and the end that read like an
 * order are what is asked, and the rest is the text.
 */
record DemoPrompt(String instruction, String source, @Nullable JsonNode form) {
  private static final Pattern FENCED =
      Pattern.compile(
          "(?ms)^\\s*(?:```\\w*|\"\"\")[ \\t]*\\R(.*?)\\R\\s*(?:```|\"\"\")[ \\t]*$"
              + "|^\\s*<(\\w[\\w-]*)>[ \\t]*\\R(.*?)\\R\\s*</\\2>[ \\t]*$");
  private static final Pattern EMPTY_FENCE =
      Pattern.compile("(?m)^```\\w*[ \\t]*\\R\\s*```[ \\t]*$");

  /** The last thing the user asked; where it brings no text, that of what was asked before. */
  static DemoPrompt of(List<ChatMessage> messages) {
    List<DemoPrompt> asked =
        messages.stream()
            .filter(message -> message.role() == Role.USER)
            .map(message -> of(DemoControls.strip(message.text())))
            .toList();
    if (asked.isEmpty()) {
      return new DemoPrompt("", "", null);
    }
    return asked.stream().reduce(DemoPrompt::then).orElseThrow();
  }

  /** What is asked later counts; a text or a form given before stays until there is another. */
  private DemoPrompt then(DemoPrompt later) {
    return new DemoPrompt(
        later.instruction,
        later.source.isEmpty() ? source : later.source,
        later.form == null ? form : later.form);
  }

  static DemoPrompt of(String text) {
    Form form = Form.in(text);
    String rest = form == null ? text : EMPTY_FENCE.matcher(form.rest()).replaceAll("");
    DemoPrompt prompt = split(rest);
    return new DemoPrompt(
        prompt.instruction, DemoData.readable(prompt.source), form == null ? null : form.json());
  }

  /** The instruction in small letters, for matching words. */
  String asked() {
    return instruction.toLowerCase(Locale.ROOT);
  }

  private static DemoPrompt split(String text) {
    Matcher fence = FENCED.matcher(text);
    List<String> fenced = new ArrayList<>();
    StringBuilder outside = new StringBuilder();
    while (fence.find()) {
      fenced.add((fence.group(1) == null ? fence.group(3) : fence.group(1)).strip());
      fence.appendReplacement(outside, "");
    }
    fence.appendTail(outside);
    if (fenced.isEmpty() || isPartOfTheText(outside.toString(), fenced)) {
      return DemoOrders.split(text.lines().toList());
    }
    return new DemoPrompt(outside.toString().strip(), String.join("\n\n", fenced), null);
  }

  /** A text with code in it: more words around the fences than between them, and no orders. */
  private static boolean isPartOfTheText(String outside, List<String> fenced) {
    DemoPrompt around = DemoOrders.split(outside.lines().toList());
    return DemoWords.count(around.source) > DemoWords.count(String.join(" ", fenced));
  }

  /** A form of JSON found in a prompt, and the prompt without it. */
  private record Form(JsonNode json, String rest) {
    static @Nullable Form in(String text) {
      if (!text.toLowerCase(Locale.ROOT).contains("json")) {
        return null;
      }
      for (int at = text.indexOf('{'); at >= 0; at = text.indexOf('{', at + 1)) {
        int end = DemoSchemas.endOfObject(text, at);
        JsonNode json = end < 0 ? null : Json.read(text.substring(at, end));
        if (json != null && DemoSchemas.isForm(json)) {
          return new Form(json, text.substring(0, at) + text.substring(end));
        }
      }
      return null;
    }
  }
}
