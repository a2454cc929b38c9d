package dev.connectedlenses.engine.run;

import java.util.List;
import java.util.Random;

/** Makes workflows of every shape that end by themselves, for engines under faults. */
final class RandomShape {
  private static final String RETRY =
      "'retry_policy':{'maxRetries':2,'backoffMs':10,'maxBackoffMs':20,'retryOn':['provider_error']}";
  private static final List<String> TOOLS =
      List.of(
          "{'do':'ok'}",
          "{'do':'ok'}",
          "{'do':'ok','output':'long'}",
          "{'do':'stream'}",
          "{'do':'fail','times':1,'cause':'PROVIDER_ERROR'," + RETRY + "}",
          "{'do':'fail','cause':'TOOL_ERROR','failure_policy':{'mode':'isolate'}}");

  private final Random random;

  RandomShape(long seed) {
    random = new Random(seed);
  }

  GraphJson graph() {
    GraphJson graph = new GraphJson();
    int size = random.nextInt(2, 9);
    for (int node = 0; node < size; node++) {
      boolean waits = node > 0 && random.nextInt(8) == 0;
      if (waits) {
        graph.node("n" + node, "wait", "{'for_ms':%d}".formatted(random.nextInt(1, 30)));
        graph.edge("n" + random.nextInt(node), "n" + node, "value");
      } else {
        step(graph, node);
      }
    }
    return graph;
  }

  private void step(GraphJson graph, int node) {
    StringBuilder text = new StringBuilder("x");
    for (int source = 0; source < node; source++) {
      if (random.nextInt(node) < 2) {
        text.append("[[p").append(source).append("!]]");
      }
    }
    String wanted = text.toString();
    if (random.nextInt(3) == 0) {
      graph.node("n" + node, "transform", "{'text':'" + wanted + "'}");
    } else {
      graph.node("n" + node, "tool", TOOLS.get(random.nextInt(TOOLS.size())));
    }
    for (int source = 0; source < node; source++) {
      if (wanted.contains("[[p" + source + "!]]")) {
        String more = random.nextInt(7) == 0 ? "{'condition':{'type':'absent'}}" : "{}";
        graph.edge("n" + source, "n" + node, "p" + source, more);
      }
    }
  }
}
