package dev.connectedlenses.engine.tool;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What goes into a tool and comes out of it has to fit the tool's schemas, and a row. */
final class Fit {
  private static final int MOST_OUTPUT = 1 << 20;
  private static final Pattern NUL = Pattern.compile("(?<!\\\\)(?:\\\\\\\\)*\\\\u0000");
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private Fit() {}

  static void requireInput(ToolSpec tool, JsonNode input) throws ToolException {
    require(tool.inputSchema(), input, "the input of \"" + tool.key() + "\"");
  }

  static void requireOutput(ToolSpec tool, JsonNode output) throws ToolException {
    require(tool.outputSchema(), output, "what \"" + tool.key() + "\" gave");
    requireKeepable(output.toString());
  }

  /** The output if a row can hold it, although it does not fit; else null. */
  static @Nullable JsonNode kept(JsonNode output) {
    try {
      requireKeepable(output.toString());
      return output;
    } catch (ToolException e) {
      return null;
    }
  }

  private static void requireKeepable(String text) throws ToolException {
    if (text.length() > MOST_OUTPUT) {
      throw new ToolException(ToolException.Kind.FAILED, "the output has more than 1 MiB");
    }
    if (NUL.matcher(text).find()) {
      throw new ToolException(
          ToolException.Kind.FAILED, "the output holds a NUL character, which cannot be kept");
    }
  }

  private static void require(JsonNode schema, JsonNode value, String what) throws ToolException {
    if (!schema.isObject() || schema.isEmpty()) {
      return;
    }
    try {
      List<Error> faults = SCHEMAS.getSchema(schema).validate(value);
      if (!faults.isEmpty()) {
        Error first = faults.getFirst();
        throw new ToolException(
            ToolException.Kind.INVALID,
            "%s does not fit its schema: %s %s"
                .formatted(what, first.getInstanceLocation(), first.getMessage()));
      }
    } catch (SchemaException e) {
      throw new ToolException(ToolException.Kind.INVALID, what + " has a schema that is none");
    }
  }
}
