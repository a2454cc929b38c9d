package dev.connectedlenses.engine.run;

import java.util.List;
import java.util.Random;

/** Makes graphs of every shape: branches, joins, policies, contracts, inputs that are not there. */
final class RandomPlan {
  private static final List<String> CONDITIONS =
      List.of(
          "{'type': 'present'}",
          "{'type': 'absent'}",
          "{'type': 'contains', 'value': '1'}",
          "{'not': {'type': 'contains', 'value': '1'}}",
          "{'type': 'gt', 'value': 3}");
  private static final List<String> STRATEGIES =
      List.of("last_write_wins", "concat", "array", "json_object");
  private static final List<String> KEYS = List.of("output", "output", "output", "n", "nope");
  private final Random random;

  RandomPlan(Random random) {
    this.random = random;
  }

  Plan plan() {
    Plan plan = new Plan();
    int size = random.nextInt(1, 13);
    for (int node = 0; node < size; node++) {
      plan.node("n" + node, config());
      if (random.nextInt(3) == 0) {
        plan.lens("n" + node, lens());
      }
      edges(plan, node);
    }
    return plan;
  }

  private void edges(Plan plan, int node) {
    String strategy = pick(STRATEGIES);
    for (int source = 0; source < node; source++) {
      if (random.nextInt(node) < 2) {
        String label = random.nextInt(4) == 0 ? "p" + source : "text";
        String more =
            "'target_param_label': '%s', 'merge_strategy': '%s', 'source_output_key': '%s'"
                .formatted(label, label.equals("text") ? strategy : "array", pick(KEYS));
        String condition = random.nextInt(3) == 0 ? ", 'condition': " + pick(CONDITIONS) : "";
        plan.edge("n" + source, "n" + node, "{" + more + condition + "}");
      }
    }
  }

  private String config() {
    String join = random.nextInt(4) == 0 ? "all" : "any";
    String mode = pick(List.of("isolate", "isolate", "isolate", "halt", "fallback"));
    String causes =
        pick(
            List.of(
                "[]",
                "['timeout','provider_error','rate_limit']",
                "['contract_violated','tool_error']"));
    return ("{'join': '%s', 'failure_policy': {'mode': '%s', 'fallbackModelId': 'demo/spare'},"
            + " 'retry_policy': {'maxRetries': %d, 'backoffMs': %d, 'retryOn': %s}}")
        .formatted(join, mode, random.nextInt(4), random.nextInt(2) * 100, causes);
  }

  private String lens() {
    String fallback = random.nextBoolean() ? ", 'default_value': 'calm'" : "";
    String contract =
        random.nextInt(3) == 0
            ? ", 'output_contract': {'fields': {'n': {'type': 'integer', 'required': true, 'max': 7}}}"
            : "";
    String before =
        random.nextInt(4) == 0
            ? ", 'input_contract': {'fields': {'text': {'type': 'string', 'minLength': 3}}}"
            : "";
    return "{'parameters': [{'label': 'Text', 'type': 'text', 'required': %b%s}]%s%s}"
        .formatted(random.nextInt(4) > 0, fallback, contract, before);
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
