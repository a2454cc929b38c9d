package dev.connectedlenses.cli.out;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Prints results to standard output in the format that was asked for. */
public final class Printer {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final PrintStream out;
  private final Format format;
  private final List<String> fields;
  private final Times times;
  private final boolean terminal;

  /** One whose results go to a file or a pipe. */
  public Printer(PrintStream out, Format format, List<String> fields, Times times) {
    this(out, format, fields, times, false);
  }

  /**
   * @param fields keep only these fields, in this order; empty keeps all
   * @param terminal whether results go where control characters would be obeyed
   */
  public Printer(
      PrintStream out, Format format, List<String> fields, Times times, boolean terminal) {
    this.out = out;
    this.format = format;
    this.fields = List.copyOf(fields);
    this.times = times;
    this.terminal = terminal;
  }

  public Format format() {
    return format;
  }

  /** Prints a list of objects. */
  public void list(JsonNode rows, List<Column> columns) {
    switch (format) {
      case table, wide, md -> table(rows, shown(columns));
      case json -> out.println(pretty(narrow(rows)));
      case jsonl -> rows.forEach(row -> out.println(JSON.writeValueAsString(narrow(row))));
      case yaml -> out.print(YAMLMapper.shared().writeValueAsString(narrow(rows)));
      case name -> rows.forEach(row -> out.println(nameOf(row)));
    }
  }

  /** Prints one object; on a table, one field a line. */
  public void one(JsonNode row, List<Column> columns) {
    switch (format) {
      case table, wide, md -> fieldLines(row, shown(columns));
      case json -> out.println(pretty(narrow(row)));
      case jsonl -> out.println(JSON.writeValueAsString(narrow(row)));
      case yaml -> out.print(YAMLMapper.shared().writeValueAsString(narrow(row)));
      case name -> out.println(nameOf(row));
    }
  }

  /** Prints text that is a result in itself, such as a rendered prompt. */
  public void text(String text) {
    switch (format) {
      case json, jsonl, yaml -> one(JSON.createObjectNode().put("text", text), List.of());
      case table, wide, md, name -> out.println(terminal ? harmless(text) : text);
    }
  }

  private List<Column> shown(List<Column> columns) {
    if (!fields.isEmpty()) {
      return fields.stream().map(f -> Column.of(f.replace('_', ' '), f)).toList();
    }
    return columns.stream().filter(c -> format == Format.wide || !c.wide()).toList();
  }

  private void table(JsonNode rows, List<Column> columns) {
    List<List<String>> cells = new ArrayList<>();
    cells.add(columns.stream().map(c -> c.title().toUpperCase(java.util.Locale.ROOT)).toList());
    rows.forEach(row -> cells.add(cells(row, columns)));
    if (format == Format.md) {
      markdown(cells);
      return;
    }
    int[] widths = widths(cells, columns.size());
    cells.forEach(line -> out.println(aligned(line, widths)));
  }

  private static String aligned(List<String> line, int[] widths) {
    return IntStream.range(0, line.size())
        .mapToObj(i -> pad(line.get(i), widths[i]))
        .collect(Collectors.joining("  "))
        .stripTrailing();
  }

  /** Long values are cut; the last column may be longer, for it pushes nothing aside. */
  private List<String> cells(JsonNode row, List<Column> columns) {
    int last = columns.size() - 1;
    return IntStream.rangeClosed(0, last)
        .mapToObj(i -> cut(cell(columns.get(i), row), i == last ? 400 : 80))
        .toList();
  }

  private static int[] widths(List<List<String>> cells, int columns) {
    return IntStream.range(0, columns)
        .map(i -> cells.stream().mapToInt(line -> line.get(i).length()).max().orElse(0))
        .toArray();
  }

  private void markdown(List<List<String>> cells) {
    out.println("| " + String.join(" | ", cells.getFirst()) + " |");
    out.println("|" + " --- |".repeat(cells.getFirst().size()));
    cells.stream()
        .skip(1)
        .map(line -> line.stream().map(c -> c.replace("|", "\\|")).toList())
        .forEach(line -> out.println("| " + String.join(" | ", line) + " |"));
  }

  private void fieldLines(JsonNode row, List<Column> columns) {
    int width =
        columns.stream()
            .map(Column::title)
            .map(String::length)
            .max(Comparator.naturalOrder())
            .orElse(0);
    columns.forEach(
        c -> out.println((pad(c.title(), width) + "  " + cell(c, row)).stripTrailing()));
  }

  /**
   * Text that moves no cursor and writes no clipboard: models, and people who share their work, may
   * have written what is shown. Signs that control a terminal become pictures of themselves.
   */
  static String harmless(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain = c == '\n' || c == '\t' || (c >= 0x20 && c != 0x7f && (c < 0x80 || c > 0x9f));
      shown.append(plain ? c : c < 0x20 ? (char) (0x2400 + c) : '\u2421');
    }
    return shown.toString();
  }

  private String cell(Column column, JsonNode row) {
    String value = harmless(column.value().apply(row));
    return column.time() ? times.show(value) : value;
  }

  private JsonNode narrow(JsonNode value) {
    if (fields.isEmpty()) {
      return value;
    }
    if (value instanceof ArrayNode array) {
      ArrayNode kept = JSON.createArrayNode();
      array.forEach(item -> kept.add(narrow(item)));
      return kept;
    }
    ObjectNode kept = JSON.createObjectNode();
    fields.forEach(
        field -> kept.set(field, value.path(field).isMissingNode() ? null : value.get(field)));
    return kept;
  }

  private static String nameOf(JsonNode row) {
    for (String field : List.of("slug", "handle", "key", "id", "request_id", "webhook_id")) {
      if (row.hasNonNull(field)) {
        return row.get(field).asString();
      }
    }
    return row.toString();
  }

  private static String pretty(JsonNode value) {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value);
  }

  private static String cut(String text, int length) {
    String flat = text.replaceAll("\\s+", " ");
    if (flat.length() <= length) {
      return flat;
    }
    boolean halfACharacter = Character.isHighSurrogate(flat.charAt(length - 2));
    return flat.substring(0, length - (halfACharacter ? 2 : 1)) + "…";
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
