package dev.connectedlenses.providers;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A part of the text with the heading or label it stands under ("" where it has none). */
record DemoSection(String label, String text) {
  private static final Pattern HEADING = Pattern.compile("^#{1,6}\\s+(.+?)\\s*#*$");
  private static final Pattern LABEL =
      Pattern.compile(
          "^(?:\\*\\*)?(\\p{Lu}[\\p{L}\\p{N}'&/_-]*(?: [\\p{L}\\p{N}'&/_-]+){0,4})"
              + "(?:\\*\\*)?:(?:\\*\\*)?(?:\\s+(.*))?$");

  /** Labels that only say that the text begins. */
  static final Pattern OF_SOURCE =
      Pattern.compile(
          "(?i)(?:text|notes?|input|article|document|content|source|material|transcript|context"
              + "|data|message|passage|body|here is the .{1,30})");

  static List<DemoSection> of(String source) {
    List<DemoSection> sections = new ArrayList<>();
    String label = "";
    StringBuilder text = new StringBuilder();
    boolean paragraphStarts = true;
    for (String raw : source.lines().toList()) {
      String line = raw.strip();
      Matcher heading = HEADING.matcher(line);
      Matcher labelled = LABEL.matcher(line);
      boolean found = heading.matches() || (paragraphStarts && labelled.matches());
      if (found) {
        add(sections, label, text);
        boolean byHeading = heading.matches();
        label = byHeading ? heading.group(1) : labelled.group(1);
        text = new StringBuilder();
        String rest = byHeading ? null : labelled.group(2);
        text.append(rest == null ? "" : rest).append('\n');
      } else {
        text.append(raw).append('\n');
      }
      paragraphStarts = line.isEmpty() || found;
    }
    add(sections, label, text);
    return sections;
  }

  private static void add(List<DemoSection> sections, String label, StringBuilder text) {
    if (!text.toString().isBlank()) {
      String shown = OF_SOURCE.matcher(label).matches() ? "" : label;
      sections.add(new DemoSection(shown, text.toString().strip()));
    }
  }
}
