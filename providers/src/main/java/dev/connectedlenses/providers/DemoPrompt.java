package dev.connectedlenses.providers;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A prompt taken apart: what is asked, and the text it is asked about.
 *
 * <p>Text between fences (three backticks or quotes, or a pair of tags on lines of their own) is
 * what it is asked about. Without fences, the lines at the beginning and the end that read like an
 * order or end in a colon are what is asked, and the rest is the text.
 */
record DemoPrompt(String instruction, String source) {
  private static final Pattern FENCED =
      Pattern.compile(
          "(?ms)^\\s*(?:```\\w*|\"\"\")[ \\t]*\\R(.*?)\\R\\s*(?:```|\"\"\")[ \\t]*$"
              + "|^\\s*<(\\w[\\w-]*)>[ \\t]*\\R(.*?)\\R\\s*</\\2>[ \\t]*$");
  private static final Pattern ORDER =
      Pattern.compile(
          "(?i)^(?:please |now |then |finally |first |carefully |briefly |you are |you will |your |"
              + "as an? |act as |only |do not |don't |never |always |based on |using |from the |"
              + "given |for the |for each |in (?:one|two|three|four|five|at most|no more|plain|your) )?"
              + "(?:summari[sz]e|condense|shorten|write|draft|compose|create|generate|produce|list|"
              + "name|give|return|answer|reply|respond|rate|score|grade|judge|evaluate|assess|review|"
              + "check|choose|select|pick|decide|classify|categori[sz]e|label|extract|find|identify|"
              + "collect|translate|explain|describe|compare|combine|merge|rewrite|rephrase|improve|"
              + "turn|convert|keep|use|make|put|read|think|tell|show|suggest|propose|title|output|"
              + "include|mention|echo|repeat|plan|outline|analy[sz]e|count|state|say|be|limit|"
              + "you are|you will|your task|act as|do not|don't|never|only|no more than|at most|"
              + "what|which|who|when|where|why|how|is|are|does|do|can|should|task|instructions?)\\b.*");
  private static final int LONGEST_ORDER = 400;
  private static final int LONGEST_HEADING = 160;

  /** The last thing the user asked; where it brings no text, that of what was asked before. */
  static DemoPrompt of(List<ChatMessage> messages) {
    List<DemoPrompt> asked =
        messages.stream()
            .filter(message -> message.role() == Role.USER)
            .map(message -> of(DemoControls.strip(message.text())))
            .toList();
    if (asked.isEmpty()) {
      return new DemoPrompt("", "");
    }
    String source =
        asked.reversed().stream()
            .map(DemoPrompt::source)
            .filter(text -> !text.isEmpty())
            .findFirst()
            .orElse("");
    return new DemoPrompt(asked.getLast().instruction(), source);
  }

  static DemoPrompt of(String text) {
    Matcher fence = FENCED.matcher(text);
    List<String> fenced = new ArrayList<>();
    StringBuilder outside = new StringBuilder();
    while (fence.find()) {
      String body = fence.group(1) == null ? fence.group(3) : fence.group(1);
      if (!looksLikeJson(body)) {
        fenced.add(body.strip());
        fence.appendReplacement(outside, "");
      }
    }
    fence.appendTail(outside);
    return fenced.isEmpty()
        ? byLines(text.lines().toList())
        : new DemoPrompt(outside.toString().strip(), String.join("\n\n", fenced));
  }

  /** The instruction in small letters, for matching words. */
  String asked() {
    return instruction.toLowerCase(java.util.Locale.ROOT);
  }

  private static boolean looksLikeJson(String body) {
    return body.strip().startsWith("{");
  }

  private static DemoPrompt byLines(List<String> lines) {
    List<String> orders = new ArrayList<>();
    List<String> source = new ArrayList<>();
    int start = takeLeading(lines, orders, source);
    int end = lines.size();
    List<String> closing = new ArrayList<>();
    while (end > start && closesWithOrder(lines, end - 1)) {
      closing.addFirst(lines.get(--end));
    }
    source.addAll(lines.subList(start, end));
    orders.addAll(closing);
    return new DemoPrompt(String.join("\n", orders).strip(), String.join("\n", source).strip());
  }

  private static int takeLeading(List<String> lines, List<String> orders, List<String> source) {
    int at = 0;
    while (at < lines.size()) {
      String line = lines.get(at).strip();
      int colon = line.indexOf(": ");
      boolean order = isOrder(line);
      if (order && colon > 0 && line.length() - colon > 40) {
        orders.add(line.substring(0, colon + 1));
        source.add(line.substring(colon + 2));
        return at + 1;
      }
      if (!line.isEmpty() && !order && !(orders.isEmpty() && isHeading(line))) {
        return at;
      }
      orders.add(line);
      at++;
    }
    return at;
  }

  private static boolean isHeading(String line) {
    return line.endsWith(":") && line.length() <= LONGEST_HEADING;
  }

  private static boolean closesWithOrder(List<String> lines, int at) {
    String line = lines.get(at).strip();
    if (line.isEmpty()) {
      return true;
    }
    boolean ownParagraph = at == 0 || lines.get(at - 1).isBlank() || isOrder(lines.get(at - 1));
    return ownParagraph && isOrder(line);
  }

  private static boolean isOrder(String line) {
    return line.length() <= LONGEST_ORDER && ORDER.matcher(line.strip()).matches();
  }
}
