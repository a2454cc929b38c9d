package dev.connectedlenses.engine.node;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.engine.memory.Memories;
import dev.connectedlenses.engine.tool.Toolbox;
import dev.connectedlenses.outbound.OutboundClient;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The node kinds that an engine can run, by name. */
public final class NodeKinds {
  private final Map<String, NodeKind> kinds;

  public NodeKinds(NodeKind... kinds) {
    this.kinds =
        Arrays.stream(kinds)
            .collect(Collectors.toUnmodifiableMap(NodeKind::name, Function.identity()));
  }

  /**
   * What the kinds of an engine call.
   *
   * @param models asks models; what judges and iterates works through it
   * @param outbound the way out of the process
   * @param database where tokens of callbacks are kept
   * @param clock tells the instant
   * @param random for tokens, so a secure one
   * @param agents what agents work with
   */
  public record Surroundings(
      NodeKind models,
      OutboundClient outbound,
      Database database,
      InstantSource clock,
      RandomGenerator random,
      Agents agents) {

    /** Surroundings in which agents have no tools. */
    public Surroundings(
        NodeKind models,
        OutboundClient outbound,
        Database database,
        InstantSource clock,
        RandomGenerator random) {
      this(models, outbound, database, clock, random, Agents.alone(database, clock));
    }
  }

  /** What agents work with. */
  public record Agents(Toolbox toolbox, Delegation delegation, Memories memories) {
    /** For runs that no agent does. */
    static Agents alone(Database database, InstantSource clock) {
      Toolbox none = new Toolbox(database, Map.of(), clock);
      return new Agents(none, Delegation.NONE, new Memories(database));
    }
  }

  /** All kinds that graphs may name. */
  public static NodeKinds all(Surroundings around) {
    NodeKind transform = new TransformKind();
    NodeKind reading = HttpRequestKind.reading(around.outbound());
    return new NodeKinds(
        around.models(),
        transform,
        HttpRequestKind.writing(around.outbound(), around.database()),
        new BranchKind(),
        new OutputKind(),
        new WaitKind(around.clock()),
        new ApprovalKind(),
        new CallbackKind(around.database(), around.random()),
        new SubWorkflowKind(),
        new ValidateKind(around.models()),
        new ForEachKind(new NodeKinds(around.models(), transform, reading)),
        new AgentKind(
            around.models(),
            around.agents().toolbox(),
            around.agents().delegation(),
            around.database()),
        new ToolKind(around.agents().toolbox()),
        new MemoryReadKind(around.agents().memories()),
        new MemoryWriteKind());
  }

  /** The kind of a name, or null where this engine does not know it. */
  public @Nullable NodeKind find(String name) {
    return kinds.get(name);
  }

  public Collection<NodeKind> all() {
    return kinds.values();
  }
}
