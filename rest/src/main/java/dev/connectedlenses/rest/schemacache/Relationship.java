package dev.connectedlenses.rest.schemacache;

import java.util.List;

/** A way from the rows of one relation to related rows of another. */
public sealed interface Relationship {

  /** Where it starts. */
  ObjectName origin();

  /** Where it leads. */
  ObjectName target();

  /** Whether there is at most one related row. */
  boolean toOne();

  /** How many rows stand on either side. */
  enum Cardinality {
    MANY_TO_ONE("many-to-one"),
    ONE_TO_MANY("one-to-many"),
    ONE_TO_ONE("one-to-one"),
    MANY_TO_MANY("many-to-many");

    private final String label;

    Cardinality(String label) {
      this.label = label;
    }

    /** The name used in error details. */
    public String label() {
      return label;
    }
  }

  /** By one foreign key, seen from either of its ends. */
  record ByKey(
      ObjectName origin,
      ObjectName target,
      Identifier constraint,
      Cardinality cardinality,
      List<ColumnPair> columns,
      boolean targetIsView)
      implements Relationship {

    @Override
    public boolean toOne() {
      return cardinality != Cardinality.ONE_TO_MANY;
    }

    /** Whether both ends are the same relation. */
    public boolean isSelf() {
      return origin.equals(target);
    }
  }

  /** Through a junction, whose primary key holds both of its foreign keys. */
  record ByJunction(ObjectName origin, ObjectName target, Junction junction, boolean targetIsView)
      implements Relationship {

    @Override
    public boolean toOne() {
      return false;
    }
  }

  /**
   * The relation in the middle of many-to-many.
   *
   * @param source origin columns (here) and junction columns (there)
   * @param destination target columns (here) and junction columns (there)
   */
  record Junction(
      ObjectName table,
      Identifier sourceConstraint,
      Identifier targetConstraint,
      List<ColumnPair> source,
      List<ColumnPair> destination) {}

  /** By a function that takes a row of the origin and returns rows of the target. */
  record ByFunction(ObjectName origin, ObjectName target, ObjectName function, boolean toOne)
      implements Relationship {}
}
