package dev.connectedlenses.rest.plan;

import dev.connectedlenses.rest.schemacache.Relationship;
import java.util.ArrayList;
import java.util.List;

/**
 * An embedded level and the way to it. Identity matters: two joins of the same shape are two joins.
 */
public final class Join {

  /** What becomes of the related rows. */
  public enum Kind {
    /** One JSON value under a key. */
    NESTED,
    /** Columns lifted into the row. */
    SPREAD
  }

  private final String name;
  private final String relationName;
  private final Relationship relationship;
  private final Kind kind;
  private final boolean inner;
  private final Level level;
  private final Level original;
  private final List<Expr> hidden = new ArrayList<>();

  Join(Embedded embedded, Relationship relationship, Level level, Level original) {
    this.name = embedded.name();
    this.relationName = embedded.relationName();
    this.kind = embedded.kind();
    this.inner = embedded.inner();
    this.relationship = relationship;
    this.level = level;
    this.original = original;
  }

  /** What the client said about an embedded relation, without its contents. */
  record Embedded(String name, String relationName, Kind kind, boolean inner) {}

  /** Its key in the row, by which other parameters name it. */
  public String name() {
    return name;
  }

  /** The name of the relation as the client wrote it. */
  public String relationName() {
    return relationName;
  }

  /** The way to it. */
  public Relationship relationship() {
    return relationship;
  }

  /** What becomes of its rows. */
  public Kind kind() {
    return kind;
  }

  /** Whether rows without related rows are left out. */
  public boolean inner() {
    return inner;
  }

  /** Its rows. */
  public Level level() {
    return level;
  }

  /** Values exported for ordering only. */
  public List<Expr> hidden() {
    return List.copyOf(hidden);
  }

  /** Its rows as the client asked for them, before aggregates were hoisted out. */
  Level original() {
    return original;
  }

  /** Whether there is at most one related row. */
  public boolean toOne() {
    return relationship.toOne();
  }

  int hide(Expr expr) {
    hidden.add(expr);
    return hidden.size() - 1;
  }
}
