package dev.connectedlenses.database.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.database.TestDatabase;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every case of {@code rpc/*.sql}, each in a transaction of its own on the fixture of the rights
 * matrix.
 */
class RpcTest {
  private static TestDatabase database;

  /** One session for all cases, as in a pool: a new one would read every function again. */
  private static Handle handle;

  @BeforeAll
  static void start() {
    database = TestDatabase.create();
    RightsMatrix.loadFixture(database);
    handle = database.admin().open();
  }

  @AfterAll
  static void stop() {
    handle.close();
    database.close();
  }

  @TestFactory
  Stream<DynamicTest> cases() {
    return Resources.below("rpc").stream()
        .flatMap(file -> RpcCase.read(Resources.name(file), Resources.text(file)).stream())
        .map(test ->
            DynamicTest.dynamicTest(
                test.name(), () -> assertThat(test.run(handle)).isEqualTo(test.expected())));
  }

  @Test
  void everyFunctionOfTheFirstHalfHasAnAnswerAndARefusal() {
    List<RpcCase> cases =
        Resources.below("rpc").stream()
            .flatMap(file -> RpcCase.read(Resources.name(file), Resources.text(file)).stream())
            .toList();

    assertThat(Resources.text("rpc-functions.txt").lines())
        .allSatisfy(function -> {
          assertThat(cases).as("an answer of %s", function).anyMatch(c -> c.answers(function));
          assertThat(cases).as("a refusal by %s", function).anyMatch(c -> c.refuses(function));
        });
  }
}
