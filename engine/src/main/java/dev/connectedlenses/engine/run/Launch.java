package dev.connectedlenses.engine.run;

import dev.connectedlenses.engine.graph.Edge;
import dev.connectedlenses.engine.graph.Graph;
import dev.connectedlenses.engine.graph.Node;
import dev.connectedlenses.engine.node.Attempt;
import dev.connectedlenses.engine.node.AttemptSink;
import dev.connectedlenses.engine.node.Behalf;
import dev.connectedlenses.engine.node.Envelope;
import dev.connectedlenses.engine.node.Meter;
import java.util.UUID;

/** Makes attempts out of commands: with the model that is wished for, and on whose behalf. */
record Launch(Claim claim, Graph graph, RunState state, Meter meter) {

  Attempt attempt(Command.StartAttempt start, Node node, AttemptSink sink) {
    UUID runModel = claim.run().modelId();
    Attempt.ModelWish wish = null;
    if (start.fallbackModel() != null) {
      wish = new Attempt.ModelWish(start.fallbackModel(), true);
    } else if (runModel != null) {
      wish = new Attempt.ModelWish(runModel.toString(), false);
    }
    int retries = state.nodes().get(start.node()).retries();
    boolean last = retries > node.policy().retry().maxRetries();
    Behalf behalf =
        new Behalf(claim.claimId(), RunMeta.agent(claim), isTainted(start.node()), last, null);
    return new Attempt(
        claim.runId(),
        node,
        start.attempt(),
        start.input(),
        start.timeout(),
        wish,
        sink,
        behalf,
        meter,
        retries);
  }

  /**
   * Whether text that no person wrote is among a node's inputs: the run's own come from outside, a
   * node before it brought some, or another agent made what it is given.
   */
  boolean isTainted(int node) {
    if (RunMeta.isTainted(claim)) {
      return true;
    }
    int seat = state.limits().seat(node);
    for (Edge edge : graph.incoming(node)) {
      Envelope output = state.nodes().get(edge.source()).output();
      int other = state.limits().seat(edge.source());
      if (output != null && (output.tainted() || (seat >= 0 && other >= 0 && seat != other))) {
        return true;
      }
    }
    return false;
  }

  /** What comes of text that no person wrote is no person's word either. */
  Envelope marked(int node, Envelope output) {
    return isTainted(node) ? output.taint() : output;
  }
}
