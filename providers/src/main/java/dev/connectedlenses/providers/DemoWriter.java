package dev.connectedlenses.providers;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Turns a prompt into the demo provider's answer: finds the shape asked for and fills it. */
final class DemoWriter {
  private static final String NO_TEXT =
      "I am the offline demo, not an AI: I pick and arrange sentences of the text you give me, and"
          + " this prompt holds no text to work on. Add some below the instruction, or choose a"
          + " real model in the catalog.";
  private static final String NOT_IN_TEXT =
      "No sentence of the text shares a word with the question. I am the offline demo, not an AI: I"
          + " can only look for words.";
  private static final String NO_TRANSLATION =
      "The demo provider cannot translate: it is not an AI and knows no languages. Choose a real"
          + " model in the catalog, for example one served by Ollama on this machine.";

  private static final Pattern WANTS_JSON =
      Pattern.compile(
          "\\b(?:as|in|into|return|respond|reply|answer|output|give|produce|write|valid|only|one)\\b"
              + "[^.\\n]{0,40}\\bjson\\b");

  private final DemoPrompt prompt;
  private final DemoAsk ask;
  private final DemoFocus focus;
  private final DemoSeed seed;
  private final DemoText text;

  private DemoWriter(DemoPrompt prompt) {
    this.prompt = prompt;
    this.ask = new DemoAsk(prompt.instruction());
    this.focus = DemoFocus.of(prompt.instruction());
    this.seed = new DemoSeed(prompt.instruction() + '\n' + prompt.source());
    this.text = new DemoText(prompt.source());
  }

  /** What it makes of a conversation that asks for no form. */
  static String answer(List<ChatMessage> messages) {
    return new DemoWriter(DemoPrompt.of(messages)).write();
  }

  static String answer(ChatRequest request) {
    String directed = DemoTurns.answer(request);
    if (directed != null) {
      return directed;
    }
    DemoWriter writer = new DemoWriter(DemoPrompt.of(request.messages()));
    JsonNode schema = request.responseSchema();
    JsonNode form = schema == null ? writer.prompt.form() : schema;
    return form == null ? writer.write() : writer.json(form);
  }

  private String write() {
    if (WANTS_JSON.matcher(prompt.asked()).find()) {
      return json(DemoSchemas.named(prompt.instruction()));
    }
    DemoShape shape = DemoShape.of(prompt.asked());
    boolean needsText = shape != DemoShape.TRANSLATE && shape != DemoShape.ECHO;
    if (needsText && text.sentences().isEmpty()) {
      return NO_TEXT;
    }
    return shaped(shape);
  }

  private String shaped(DemoShape shape) {
    return switch (shape) {
      case ECHO -> echo();
      case TRANSLATE -> NO_TRANSLATION;
      case SCORE -> score();
      case CHOICE -> choice();
      case TITLE -> DemoTitle.of(text);
      case LIST -> list();
      case COMPOSE -> new DemoComposer(prompt, text, focus, DemoTitle.given(text)).compose();
      case SUMMARY -> summary();
      case ANSWER -> answerFromText();
    };
  }

  private String echo() {
    String rest = prompt.instruction().replaceFirst("(?is)^(echo|repeat)\\b[^:\n]*:?\\s*", "");
    return rest.isEmpty() ? prompt.source() : rest;
  }

  private String summary() {
    int usual = Math.clamp(text.sentences().size() / 3, 1, 4);
    return fit(text.best(ask.count(usual), focus));
  }

  private String list() {
    List<String> points = text.best(ask.count(Math.min(5, text.sentences().size())), focus);
    List<String> lines = new ArrayList<>();
    for (String point : points) {
      lines.add((ask.wantsNumbering() ? (lines.size() + 1) + ". " : "- ") + point);
    }
    return String.join("\n", lines);
  }

  private String answerFromText() {
    return text.share(focus) == 0 ? NOT_IN_TEXT : fit(text.best(ask.count(2), focus));
  }

  private String score() {
    String number = DemoScore.of(text, seed).on(ask.scale());
    return ask.wantsReason() ? number + "\n\n" + DemoScore.basis(text) : number;
  }

  private String choice() {
    List<String> options = ask.options();
    if (options.isEmpty()) {
      return DemoTitle.of(text);
    }
    String choice = DemoScore.closest(options, text, seed);
    return ask.wantsReason() ? choice + "\n\n" + DemoScore.basis(text) : choice;
  }

  private String json(JsonNode schema) {
    return new DemoJson(text, focus, seed).fill(schema);
  }

  /** Joins sentences while they stay within the words asked for; the first is always kept. */
  private String fit(List<String> sentences) {
    int left = ask.words();
    List<String> kept = new ArrayList<>();
    for (String sentence : sentences) {
      int words = DemoWords.count(sentence);
      if (kept.isEmpty() || words <= left) {
        kept.add(sentence);
        left -= words;
      }
    }
    return kept.stream().collect(Collectors.joining(" "));
  }
}
