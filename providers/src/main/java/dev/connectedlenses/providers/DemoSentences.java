package dev.connectedlenses.providers;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Cuts a text into sentences and headings, whether its lines are wrapped or not. */
final class DemoSentences {
  private static final Pattern ITEM = Pattern.compile("^\\s*(?:[-*•+]|\\d{1,3}[.)])\\s+");
  private static final Pattern MARKED_HEADING =
      Pattern.compile("^(?:#{1,6}\\s+(.*?)\\s*#*|\\S.{0,40}:\\s*)$");
  private static final Pattern SENTENCE_END = Pattern.compile("(?s).*[.!?…:;,。！？][\"'”’)\\]]*\\s*");
  private static final Pattern ABBREVIATION =
      Pattern.compile(
          "(?s).*\\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|vs|etc|e\\.g|i\\.e|approx|Inc|Ltd|\\p{Lu})\\.\\s*");
  private static final Pattern LABELLED = Pattern.compile("^\\p{L}[\\p{L} ]{1,24}:\\s.*");
  private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```[ \\t]*$");
  private static final Pattern MARKUP = Pattern.compile("^\\s*(?:[|<]|!\\[|```|---|===).*");
  private static final Pattern NAMES_SOMETHING = Pattern.compile("[\\p{L}\\p{N}]");
  private static final int WORDS_OF_A_HEADING = 12;

  private final List<Sentence> sentences = new ArrayList<>();
  private final List<String> headings = new ArrayList<>();

  /** A sentence and whether it opens a paragraph or an item of a list. */
  record Sentence(String text, boolean opens) {}

  private DemoSentences() {}

  static DemoSentences of(String text) {
    DemoSentences prose = cut(CODE.matcher(text).replaceAll(""));
    return prose.sentences.isEmpty() ? cut(text) : prose;
  }

  /** "Present: 23 members" and its like, which say little on their own. */
  static boolean isLabelled(String sentence) {
    return LABELLED.matcher(sentence).matches();
  }

  private static DemoSentences cut(String text) {
    DemoSentences found = new DemoSentences();
    StringBuilder block = new StringBuilder();
    for (String line : text.lines().toList()) {
      var heading = MARKED_HEADING.matcher(line.strip());
      boolean item = ITEM.matcher(line).find();
      if (line.isBlank() || item || heading.matches() || MARKUP.matcher(line).matches()) {
        found.take(block);
      }
      if (heading.matches() && !item) {
        found.takeHeading(heading.group(1));
      } else if (!MARKUP.matcher(line).matches()) {
        block.append(line.strip()).append(' ');
      }
    }
    found.take(block);
    found.useHeadingsIfNothingElse();
    return found;
  }

  List<Sentence> all() {
    return sentences;
  }

  List<String> headings() {
    return headings;
  }

  /** A label such as "Notes:" separates, but is no heading to quote. */
  private void takeHeading(@Nullable String marked) {
    if (marked != null) {
      headings.add(marked);
    }
  }

  private void take(StringBuilder block) {
    String text = block.toString().strip();
    block.setLength(0);
    boolean item = ITEM.matcher(text).find();
    String bare = ITEM.matcher(text).replaceFirst("").replace("**", "").strip();
    if (bare.isEmpty()) {
      return;
    }
    if (!item && isHeading(bare)) {
      headings.add(bare);
    } else {
      split(bare);
    }
  }

  private static boolean isHeading(String block) {
    return !SENTENCE_END.matcher(block).matches()
        && block.split("\\s+", -1).length <= WORDS_OF_A_HEADING;
  }

  private void useHeadingsIfNothingElse() {
    if (sentences.isEmpty()) {
      headings.forEach(heading -> sentences.add(new Sentence(heading, true)));
      headings.clear();
    }
  }

  private void split(String block) {
    BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
    breaks.setText(block);
    int start = 0;
    for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
      String sentence = block.substring(start, end);
      if (end == block.length() || isWhole(sentence)) {
        add(sentence.strip(), start == 0);
        start = end;
      }
    }
  }

  /** Neither "Dr. " nor the dot of "./start" ends a sentence. */
  private static boolean isWhole(String sentence) {
    char last = sentence.charAt(sentence.length() - 1);
    return (Character.isWhitespace(last) || last == '。' || last == '！' || last == '？')
        && !ABBREVIATION.matcher(sentence).matches();
  }

  private void add(String sentence, boolean opens) {
    if (NAMES_SOMETHING.matcher(sentence).find()) {
      sentences.add(new Sentence(sentence, opens));
    }
  }
}
