package dev.connectedlenses.engine.node;

import java.util.List;

/** How an attempt ended, and what it used either way. */
public sealed interface AttemptResult {
  List<Usage> usage();

  /** It has an output; output contracts are still unchecked. */
  record Completed(Envelope output, List<Usage> usage) implements AttemptResult {
    public Completed {
      usage = List.copyOf(usage);
    }
  }

  /** It has asked for something and waits; the attempt itself is over. */
  record Waits(Wait until, List<Usage> usage) implements AttemptResult {
    public Waits {
      usage = List.copyOf(usage);
    }
  }

  /** It has none. */
  record Failed(Failure failure, List<Usage> usage) implements AttemptResult {
    public Failed {
      usage = List.copyOf(usage);
    }
  }
}
