package dev.connectedlenses.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was opened is closed in reverse, whatever happens on the way. */
final class ClosingTest {
  private final List<String> closed = new ArrayList<>();
  private final Closing parts = new Closing();

  @Test
  void theLastIsClosedFirstAndEachOnce() {
    parts.add(() -> closed.add("database"));
    parts.add(() -> closed.add("engine"));
    parts.add(() -> closed.add("http"));
    parts.close();
    parts.close();
    assertThat(closed).containsExactly("http", "engine", "database");
  }

  @Test
  void onePartThatFailsKeepsNoOtherOpen() {
    parts.add(() -> closed.add("database"));
    parts.add(() -> {
      throw new IllegalStateException("stuck");
    });
    parts.add(() -> closed.add("http"));
    parts.close();
    assertThat(closed).containsExactly("http", "database");
  }

  @Test
  void whatIsAddedIsGivenBack() {
    AutoCloseable part = () -> closed.add("part");
    assertThat(parts.add(part)).isSameAs(part);
    assertThat(closed).isEmpty();
  }

  @Test
  void whatIsOpenedWhileClosingIsClosedToo() {
    parts.add(() -> closed.add("first"));
    parts.add(() -> {
      closed.add("second");
      parts.add(() -> closed.add("late"));
    });
    parts.close();
    assertThat(closed).containsExactly("second", "late", "first");
  }
}
