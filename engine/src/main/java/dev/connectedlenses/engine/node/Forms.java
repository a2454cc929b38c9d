package dev.connectedlenses.engine.node;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a person answers a node, held against the JSON Schema (2020-12) of the node's form. */
public final class Forms {

  private static final List<String> DECISION = List.of("approved", "reason");

  private Forms() {}

  /** Whether a person says yes, or says nothing of it. */
  public static boolean approves(JsonNode answer) {
    return answer.path("approved").asBoolean(true);
  }

  /** The values of an answer, without the decision that may come with them. */
  public static ObjectNode values(ObjectNode answer) {
    ObjectNode values = answer.deepCopy();
    values.remove(DECISION);
    return values;
  }

  /** Where and why values do not fit a form, in one sentence; null if they fit. */
  public static @Nullable String fault(JsonNode form, ObjectNode values) {
    try {
      List<Error> faults =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
              .getSchema(form)
              .validate(values);
      return faults.isEmpty()
          ? null
          : "%s %s"
              .formatted(faults.getFirst().getInstanceLocation(), faults.getFirst().getMessage());
    } catch (SchemaException | IllegalArgumentException e) {
      return "the form itself is no valid JSON Schema: " + e.getMessage();
    }
  }
}
