package dev.connectedlenses.providers;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The kinds of answer the demo provider can give; of two that begin alike, the first here wins. */
enum DemoShape {
  ECHO("^(?:echo|repeat)\\b"),
  TRANSLATE(
      "\\btranslat(?:e|ion)\\b|\\b(?:in|into|to) (?:german|french|spanish|italian|portuguese|dutch"
          + "|polish|russian|japanese|chinese|korean|arabic|hindi)\\b"),
  SCORE(
      Prefix.VERB
          + "(?:\\b(?:score|rate|rating|grade)\\b|\\b(?:0|1) ?(?:to|-|–) ?(?:1|5|10|100)\\b)"),
  CHOICE(
      "\\b(?:classify|categori[sz]e|choose|pick|select|decide|one of|which of|whether)\\b"
          + "|\\byes or no\\b"
          + "|^(?:is|are|does|do|did|should|can|could|has|have|will|would)\\b[^?]*\\bor\\b"),
  TITLE(Prefix.VERB + "\\b(?:titles?|headlines?|subject line|name for)\\b"),
  LIST(
      Prefix.VERB
          + "\\b(?:list|bullets?|points|items|extract|identify|collect|outline|checklist|steps"
          + "|key (?:facts|numbers|figures|dates|decisions|findings|takeaways|risks))\\b"),
  SUMMARY(Prefix.VERB + "\\b(?:summar(?:y|i[sz]e)|condense|shorten|tl;?dr|abstract|gist)\\b"),
  COMPOSE(
      "\\b(?:write|draft|compose|report|brief|briefing|e-?mail|article|memo|newsletter|post"
          + "|combine|merge|announcement|letter)\\b"),
  // a question that an order follows is only its introduction
  ANSWER(
      "\\?\\s*$|\\b(?:answer|explain)\\b"
          + "|\\b(?:what|why|how|who|when|where)\\b(?![^?]*\\?\\s*\\S)");

  private final Pattern asked;

  DemoShape(String asked) {
    this.asked = Pattern.compile(asked);
  }

  /** The shape whose words come first in the instruction; a summary where none is known. */
  static DemoShape of(String instruction) {
    DemoShape best = SUMMARY;
    int first = Integer.MAX_VALUE;
    for (DemoShape shape : values()) {
      Matcher match = shape.asked.matcher(instruction);
      if (match.find() && match.start() < first) {
        best = shape;
        first = match.start();
      }
    }
    return best;
  }

  /** Lets "write a title" begin where "write" does, or composing would always come first. */
  private static final class Prefix {
    static final String VERB =
        "(?:\\b(?:write|give|create|produce|make|draft|return|suggest|propose|find|provide|compose"
            + "|describe)\\b[^.\\n]{0,30}?)?";
  }
}
