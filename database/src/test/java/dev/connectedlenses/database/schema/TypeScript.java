package dev.connectedlenses.database.schema;

import java.sql.Array;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The catalog as TypeScript, in the form that supabase-js and postgrest-js take: rows with the
 * columns that people may read, inserts and updates with those that they may write.
 */
final class TypeScript {
  private static final String NOTE =
      "// Written from the catalog by ReferenceTest; do not edit.\n\n";
  private static final Pattern CHOICE = Pattern.compile("'((?:[^']|'')*)'");

  private final List<Map<String, Object>> columns;
  private final List<Map<String, Object>> calls;

  TypeScript(List<Map<String, Object>> columns, List<Map<String, Object>> calls) {
    this.columns = columns;
    this.calls = calls;
  }

  /** Columns whose values are of a list, as lists that exist at run time too. */
  String enums() {
    StringBuilder text = new StringBuilder(NOTE);
    text.append("export const enums = {\n");
    for (Map<String, Object> column : columns) {
      if (column.get("choices") != null) {
        List<String> values =
            CHOICE
                .matcher(text(column, "choices"))
                .results()
                .map(m -> "\"" + m.group(1) + "\"")
                .toList();
        text.append("  \"%s\": [%s],\n".formatted(key(column), String.join(", ", values)));
      }
    }
    text.append("} as const;\n\n");
    text.append("export type EnumOf<K extends keyof typeof enums> = (typeof enums)[K][number];\n");
    return text.toString();
  }

  String database() {
    StringBuilder text = new StringBuilder(NOTE);
    text.append("import type { EnumOf } from \"./enums\";\n\n");
    text.append(
        "export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[];\n\n");
    text.append("export type Database = {\n");
    bySchema()
        .forEach((schema, relations) -> {
          text.append("  ").append(schema).append(": {\n    Tables: {\n");
          relations.forEach(
              (name, its) -> text.append(is(its.getFirst(), "is_view") ? "" : table(name, its)));
          text.append("    };\n    Views: {\n");
          relations.forEach(
              (name, its) -> text.append(is(its.getFirst(), "is_view") ? view(name, its) : ""));
          text.append("    };\n    Functions: Record<never, never>;\n  };\n");
        });
    text.append(
        "  public: {\n    Tables: Record<never, never>;\n    Views: Record<never, never>;\n");
    text.append("    Functions: {\n");
    calls.forEach(call -> text.append(function(call)));
    text.append("    };\n  };\n};\n");
    return text.toString();
  }

  private Map<String, Map<String, List<Map<String, Object>>>> bySchema() {
    Map<String, Map<String, List<Map<String, Object>>>> schemas = new TreeMap<>();
    for (Map<String, Object> column : columns) {
      schemas
          .computeIfAbsent(text(column, "schema"), _ -> new LinkedHashMap<>())
          .computeIfAbsent(text(column, "relation"), _ -> new ArrayList<>())
          .add(column);
    }
    return schemas;
  }

  private static String table(String name, List<Map<String, Object>> columns) {
    return "      %s: {\n%s%s%s        Relationships: [];\n      };\n"
        .formatted(
            name,
            shape("Row", columns, c -> is(c, "can_select"), _ -> false),
            shape("Insert", columns, c -> is(c, "can_insert"), TypeScript::optional),
            shape("Update", columns, c -> is(c, "can_update"), _ -> true));
  }

  private static String view(String name, List<Map<String, Object>> columns) {
    return "      %s: {\n%s        Relationships: [];\n      };\n"
        .formatted(name, shape("Row", columns, c -> is(c, "can_select"), _ -> false));
  }

  private static boolean optional(Map<String, Object> column) {
    return is(column, "has_default") || !is(column, "required");
  }

  private static String shape(
      String shape,
      List<Map<String, Object>> columns,
      Predicate<Map<String, Object>> shown,
      Predicate<Map<String, Object>> optional) {
    StringBuilder text = new StringBuilder();
    for (Map<String, Object> column : columns) {
      if (shown.test(column)) {
        text.append(
            "          %s%s: %s;\n"
                .formatted(text(column, "name"), optional.test(column) ? "?" : "", type(column)));
      }
    }
    return text.isEmpty()
        ? "        " + shape + ": Record<never, never>;\n"
        : "        " + shape + ": {\n" + text + "        };\n";
  }

  private static String type(Map<String, Object> column) {
    String type =
        column.get("choices") == null
            ? type(text(column, "type"))
            : "EnumOf<\"" + key(column) + "\">";
    return is(column, "required") ? type : type + " | null";
  }

  private static String function(Map<String, Object> call) {
    List<String> names = list(call.get("names"));
    List<String> types = list(call.get("types"));
    List<String> modes = list(call.get("modes"));
    int inputs = ((Number) Objects.requireNonNull(call.get("inputs"))).intValue();
    int required = inputs - ((Number) Objects.requireNonNull(call.get("defaults"))).intValue();
    StringBuilder arguments = new StringBuilder();
    for (int i = 0; i < inputs; i++) {
      arguments.append(
          "          %s%s: %s;\n"
              .formatted(
                  names.get(i),
                  i < required ? "" : "?",
                  type(types.get(i)) + (i < required ? "" : " | null")));
    }
    StringBuilder result = new StringBuilder();
    for (int i = inputs; i < names.size() && i < modes.size(); i++) {
      result.append(
          "          %s: %s | null;\n".formatted(quoted(names.get(i)), type(types.get(i))));
    }
    return "      %s: {\n        Args: %s;\n        Returns: %s;\n      };\n"
        .formatted(
            text(call, "name"),
            arguments.isEmpty() ? "Record<never, never>" : "{\n" + arguments + "        }",
            returns(call, result.toString()));
  }

  private static String returns(Map<String, Object> call, String columns) {
    String type;
    if (!columns.isEmpty()) {
      type = "{\n" + columns + "        }";
    } else if (call.get("row_of") != null) {
      String[] name = text(call, "row_of").split("\\.", 2);
      type = "Database[\"%s\"][\"Tables\"][\"%s\"][\"Row\"]".formatted(name[0], name[1]);
    } else {
      type = type(text(call, "result"));
    }
    return is(call, "is_set") ? type + "[]" : type;
  }

  private static String quoted(String name) {
    return name.matches("[a-z_][a-z0-9_]*") ? name : "\"" + name + "\"";
  }

  /** How PostgREST writes the type in JSON. */
  private static String type(String type) {
    if (type.startsWith("_")) {
      return type(type.substring(1)) + "[]";
    }
    return switch (type) {
      case "bool" -> "boolean";
      case "int2", "int4", "int8", "float4", "float8", "numeric" -> "number";
      case "json", "jsonb" -> "Json";
      case "void" -> "undefined";
      case "uuid", "text", "timestamptz", "date", "bytea" -> "string";
      default -> "unknown";
    };
  }

  private static String key(Map<String, Object> column) {
    return text(column, "schema") + "." + text(column, "relation") + "." + text(column, "name");
  }

  private static String text(Map<String, Object> row, String name) {
    return Objects.toString(row.get(name), "");
  }

  private static boolean is(Map<String, Object> row, String name) {
    return Boolean.TRUE.equals(row.get(name));
  }

  private static List<String> list(@Nullable Object array) {
    try {
      Object[] values =
          array instanceof Array sql
              ? (Object[]) sql.getArray()
              : (Object[]) Objects.requireNonNull(array);
      return Arrays.stream(values).map(String::valueOf).toList();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
