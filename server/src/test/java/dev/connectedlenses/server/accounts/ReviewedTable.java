package dev.connectedlenses.server.accounts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** A table or view as the reviewed file of the rights matrix describes it. */
final class ReviewedTable {
  final String schema;
  final String name;
  final boolean view;
  private final Map<String, List<String>> columns = new TreeMap<>();
  private final Map<String, String> rights = new TreeMap<>();

  private ReviewedTable(String schema, String name, boolean view) {
    this.schema = schema;
    this.name = name;
    this.view = view;
  }

  /** What a persona can do, in the words of the file. */
  String rights(String persona) {
    return rights.getOrDefault(persona, "");
  }

  /** Columns that a role may use so: those of its grant, or all. */
  List<String> columns(String role, String verb, List<String> all) {
    List<String> granted = columns.getOrDefault(role + " " + verb, List.of());
    return granted.isEmpty() || granted.equals(List.of("all columns")) ? all : granted;
  }

  /** The lines of a schema's file. */
  static List<String> lines(String schema) throws IOException {
    try (var in = ReviewedTable.class.getResourceAsStream("/rights/expected/" + schema + ".txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .toList();
    }
  }

  /** Every table and view of these schemas. */
  static List<ReviewedTable> all(List<String> schemas) throws IOException {
    List<ReviewedTable> tables = new ArrayList<>();
    for (String schema : schemas) {
      for (String line : lines(schema)) {
        read(schema, line, tables);
      }
    }
    return tables.stream().filter(table -> !table.name.isEmpty()).toList();
  }

  private static void read(String schema, String line, List<ReviewedTable> tables) {
    String text = line.strip();
    if (!line.startsWith(" ")) {
      boolean view = line.startsWith("view ");
      String name = line.substring(line.indexOf(' ') + 1).replaceFirst("^.*\\.", "");
      boolean relation = view || line.startsWith("table ");
      tables.add(new ReviewedTable(schema, relation ? name.replaceAll("[ ,:].*", "") : "", view));
    } else if (text.contains(" may ")) {
      String[] words = text.split(" ", 4);
      tables.getLast().columns.put(words[0] + " " + words[2], List.of(words[3].split(", ", -1)));
    } else if (text.contains(": ")) {
      int colon = text.indexOf(": ");
      tables.getLast().rights.put(text.substring(0, colon), text.substring(colon + 2));
    }
  }
}
