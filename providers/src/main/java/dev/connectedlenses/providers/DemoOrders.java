package dev.connectedlenses.providers;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Tells the lines of a prompt that give an order from the lines of the text it is about. */
final class DemoOrders {
  private static final Pattern IMPERATIVE =
      Pattern.compile(
          "(?i)^(?:(?:please|now|then|finally|first|carefully|briefly|only|always|never)\\s+)*"
              + "(?:summari[sz]e|condense|shorten|write|draft|compose|create|generate|produce|list"
              + "|name|give|return|answer|reply|respond|rate|score|grade|judge|evaluate|assess"
              + "|review|check|choose|select|pick|decide|classify|categori[sz]e|label|extract|find"
              + "|identify|collect|translate|explain|describe|compare|combine|merge|rewrite|rephrase"
              + "|improve|turn|convert|keep|use|make|put|read|think|tell|show|suggest|propose|title"
              + "|output|include|mention|echo|repeat|plan|outline|analy[sz]e|count|limit|do not"
              + "|don't|be|say|focus on|consider|imagine|remember|help|prepare|highlight|provide|avoid|ignore|you are|you will|your task|your job|act as|as an? \\w+,"
              + "|based on|using the|from the (?:following|text|notes)|given the|for each|in (?:one"
              + "|two|three|four|five|at most|no more than|plain|simple)|no more than|at most"
              + "|the (?:answer|output|result) (?:must|should|is to)|it must fit)\\b.*");
  private static final Pattern QUESTION = Pattern.compile("^[^.?!]*\\?\\s+");
  private static final Pattern OFFERS_OPTIONS =
      Pattern.compile(
          "(?i)\\b(?:choose|pick|select|classify|labels?|options?|categor\\w+|one of)\\b");
  private static final Pattern ITEM = Pattern.compile("^\\s*(?:[-*•+]|\\d{1,3}[.)])\\s+");
  private static final int LONGEST_ORDER = 400;
  private static final int LONGEST_HEADING = 160;
  private static final int LONGEST_OPTION = 60;
  private static final int SHORTEST_INLINE_TEXT = 30;

  private final List<String> lines;
  private final List<String> orders = new ArrayList<>();
  private final List<String> source = new ArrayList<>();

  private DemoOrders(List<String> lines) {
    this.lines = lines;
  }

  static DemoPrompt split(List<String> lines) {
    DemoOrders split = new DemoOrders(lines);
    int start = split.takeLeading();
    int end = lines.size();
    List<String> closing = new ArrayList<>();
    while (end > start && split.closes(end - 1)) {
      closing.addFirst(lines.get(--end));
    }
    split.source.addAll(lines.subList(start, end));
    split.orders.addAll(closing);
    return new DemoPrompt(
        String.join("\n", split.orders).strip(), String.join("\n", split.source).strip(), null);
  }

  /** Takes the orders at the beginning and returns where the text begins. */
  private int takeLeading() {
    int at = 0;
    for (; at < lines.size(); at++) {
      String line = lines.get(at).strip();
      if (opensSource(line)) {
        return at + 1;
      }
      if (isOrder(line) && holdsText(line) && isLast(at)) {
        int colon = line.indexOf(": ");
        orders.add(line.substring(0, colon + 1));
        source.add(line.substring(colon + 2));
        return at + 1;
      }
      if (!line.isEmpty() && !isOrder(line) && !leads(line, at) && !isOption(line)) {
        return at;
      }
      orders.add(line);
      if (line.endsWith(":") && !nextIsOrder(at) && !OFFERS_OPTIONS.matcher(line).find()) {
        return at + 1;
      }
    }
    return at;
  }

  /** "Text:" and its like, alone on a line. */
  private static boolean opensSource(String line) {
    return line.endsWith(":")
        && DemoSection.OF_SOURCE.matcher(line.substring(0, line.length() - 1)).matches();
  }

  private static boolean holdsText(String line) {
    int colon = line.indexOf(": ");
    return colon > 0 && line.length() - colon > SHORTEST_INLINE_TEXT;
  }

  /** A line such as "Rules:" that begins the orders, or stands between them. */
  private boolean leads(String line, int at) {
    return line.endsWith(":")
        && line.length() <= LONGEST_HEADING
        && (orders.isEmpty() || nextIsOrder(at));
  }

  /** An item of a list below an order that offers a choice. */
  private boolean isOption(String line) {
    return !orders.isEmpty()
        && line.length() <= LONGEST_OPTION
        && ITEM.matcher(line).find()
        && OFFERS_OPTIONS.matcher(String.join(" ", orders)).find();
  }

  private boolean isLast(int at) {
    return lines.stream().skip(at + 1L).allMatch(line -> line.isBlank() || isOrder(line));
  }

  private boolean nextIsOrder(int at) {
    return lines.stream()
        .skip(at + 1L)
        .filter(line -> !line.isBlank())
        .findFirst()
        .map(DemoOrders::isOrder)
        .orElse(false);
  }

  private boolean closes(int at) {
    String line = lines.get(at).strip();
    if (line.isEmpty()) {
      return true;
    }
    boolean ownParagraph = at == 0 || lines.get(at - 1).isBlank() || isOrder(lines.get(at - 1));
    return ownParagraph && isOrder(line);
  }

  private static boolean isOrder(String line) {
    String item = ITEM.matcher(line).replaceFirst("").strip();
    String bare = item.endsWith("?") ? item : QUESTION.matcher(item).replaceFirst("");
    return bare.length() <= LONGEST_ORDER
        && (IMPERATIVE.matcher(bare).matches() || bare.endsWith("?"));
  }
}
