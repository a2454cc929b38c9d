package dev.connectedlenses.providers;

import java.util.regex.Pattern;

/** The kinds of answer the demo provider can give, in the order in which it looks for them. */
enum DemoShape {
  ECHO("^(echo|repeat)\\b"),
  TRANSLATE(
      "\\btranslat(e|ion)\\b|\\b(in|into) (german|french|spanish|italian|portuguese|dutch|japanese|chinese)\\b"),
  JSON("\\bjson\\b"),
  SCORE("\\b(score|rate|rating|grade)\\b|\\bout of \\d+\\b|\\b(0|1) ?(to|-|–) ?(1|5|10|100)\\b"),
  CHOICE(
      "\\b(classify|categori[sz]e|choose|pick|select|decide|one of|yes or no|which of|label)\\b"),
  TITLE("\\b(title|headline|subject line|name for)\\b"),
  LIST(
      "\\b(list|bullets?|bullet points?|key points|points|items|extract|identify|find|collect|outline|checklist|steps)\\b"),
  COMPOSE(
      "\\b(write|draft|compose|report|brief|briefing|e-?mail|article|memo|newsletter|post|combine|merge|announcement)\\b"),
  SUMMARY("\\b(summar(y|i[sz]e)|condense|shorten|tl;?dr|abstract|gist)\\b"),
  ANSWER("\\?|\\b(answer|explain|describe|what|why|how|who|when|where)\\b");

  private final Pattern asked;

  DemoShape(String asked) {
    this.asked = Pattern.compile(asked);
  }

  /** The shape whose word comes first in the instruction; a summary where no word is known. */
  static DemoShape of(String instruction) {
    if (JSON.asked.matcher(instruction).find()) {
      return JSON;
    }
    DemoShape best = SUMMARY;
    int first = Integer.MAX_VALUE;
    for (DemoShape shape : values()) {
      var match = shape.asked.matcher(instruction);
      if (match.find() && match.start() < first) {
        best = shape;
        first = match.start();
      }
    }
    return best;
  }
}
