package dev.connectedlenses.engine.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.engine.graph.Cause;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Kinds that refuse politely until permissions can be asked for. */
final class GovernedKindTest {

  abstract static class Refusing extends NodeKindContract {
    @Override
    Attempt sample() {
      return attempt(kind().name(), rightConfigs().getFirst(), null, "{}", new Told());
    }

    @Override
    Class<? extends AttemptResult> ending() {
      return AttemptResult.Failed.class;
    }

    @Test
    void saysWhatIsNotPermittedAndWhatToDo() throws InterruptedException {
      Failure failure = ((AttemptResult.Failed) kind().run(sample())).failure();
      assertThat(failure.cause()).isEqualTo(Cause.PERMISSION_ERROR);
      assertThat(failure.message()).startsWith("node \"sample\": ").contains("needs a permission");
    }
  }

  @Nested
  final class Agent extends Refusing {
    @Override
    NodeKind kind() {
      return GovernedKind.agent();
    }

    @Override
    List<String> rightConfigs() {
      return List.of("{'goal':'find out','tools':['search'],'max_turns':5}");
    }

    @Override
    List<String> wrongConfigs() {
      return List.of("{}", "{'goal':'x','max_turns':1000}", "{'goal':'x','tools':'search'}");
    }
  }

  @Nested
  final class Tool extends Refusing {
    @Override
    NodeKind kind() {
      return GovernedKind.tool();
    }

    @Override
    List<String> rightConfigs() {
      return List.of("{'tool_key':'search','arguments':{'q':'x'}}");
    }

    @Override
    List<String> wrongConfigs() {
      return List.of("{}", "{'tool_key':'x','arguments':[]}");
    }
  }

  @Nested
  final class MemoryRead extends Refusing {
    @Override
    NodeKind kind() {
      return GovernedKind.memoryRead();
    }

    @Override
    List<String> rightConfigs() {
      return List.of("{'query':'tone','limit':5}");
    }

    @Override
    List<String> wrongConfigs() {
      return List.of("{'limit':0}");
    }
  }

  @Nested
  final class MemoryWrite extends Refusing {
    @Override
    NodeKind kind() {
      return GovernedKind.memoryWrite();
    }

    @Override
    List<String> rightConfigs() {
      return List.of("{'content':'prefers short answers','confidence':0.8}");
    }

    @Override
    List<String> wrongConfigs() {
      return List.of("{}", "{'content':'x','confidence':3}");
    }
  }
}
