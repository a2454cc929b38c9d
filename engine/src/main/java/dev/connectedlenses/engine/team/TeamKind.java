package dev.connectedlenses.engine.team;

import dev.connectedlenses.engine.node.Attempt;
import dev.connectedlenses.engine.node.AttemptResult;
import dev.connectedlenses.engine.node.NodeKind;
import tools.jackson.databind.node.ObjectNode;

/**
 * A kind as agents do it: somebody is chosen, may be asked for approval first, works under a seat,
 * and is reviewed. In runs that no agent does it is the kind itself.
 */
final class TeamKind implements NodeKind {
  private final NodeKind kind;
  private final Desk desk;

  TeamKind(NodeKind kind, Desk desk) {
    this.kind = kind;
    this.desk = desk;
  }

  @Override
  public String name() {
    return kind.name();
  }

  @Override
  public ObjectNode configSchema() {
    return kind.configSchema();
  }

  @Override
  public boolean isPure() {
    return false;
  }

  @Override
  public boolean callsOut() {
    return kind.callsOut();
  }

  @Override
  public AttemptResult run(Attempt attempt) throws InterruptedException {
    return attempt.behalf().agentId() == null ? kind.run(attempt) : desk.work(kind, attempt);
  }

  /** What a person decides is kept by the function that takes it; the next attempt finds it. */
  @Override
  public boolean resumes() {
    return true;
  }
}
