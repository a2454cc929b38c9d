package dev.connectedlenses.app;

import dev.connectedlenses.database.StartRefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** Tells a failed start in one line, and keeps the whole story for faults of our own. */
final class Complaint {
  private static final Logger LOG = LoggerFactory.getLogger(Complaint.class);
  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;

  private Complaint() {}

  static int of(Exception problem) {
    if (problem instanceof StartRefusedException refused) {
      System.err.println("error: " + refused.getMessage());
    } else {
      LOG.error("start failed", problem);
      System.err.println("error: start failed: " + problem.getMessage());
    }
    return FAILED;
  }

  static int usage(CommandLine.ParameterException problem) {
    System.err.println(
        "error: " + String.valueOf(problem.getMessage()).lines().findFirst().orElse("wrong usage"));
    System.err.println("hint: see: " + problem.getCommandLine().getCommandName() + " --help");
    return WRONG_USAGE;
  }
}
