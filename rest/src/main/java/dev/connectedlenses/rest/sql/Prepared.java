package dev.connectedlenses.rest.sql;

import dev.connectedlenses.rest.plan.Plan;
import dev.connectedlenses.rest.request.MediaType;
import dev.connectedlenses.rest.request.Shape;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A plan with its statement, ready to run with the values of any request of its shape. */
public final class Prepared {

  private final Plan plan;
  private final Shape shape;
  private final String text;
  private final List<Sql.Param> params;
  private final Guard guard;
  private final AtomicReference<@Nullable Cost> cost = new AtomicReference<>();

  /** What the planner thought of it last, and when. */
  record Cost(double value, long atNanos) {}

  private Prepared(Plan plan, Shape shape, Sql sql, Guard guard) {
    this.plan = plan;
    this.shape = shape;
    this.text = sql.text();
    this.params = sql.params();
    this.guard = guard;
  }

  /**
   * Prints the statement of a plan; plans that need none get an empty one.
   *
   * @param bytes how large an answer may be
   */
  public static Prepared of(Plan plan, Shape shape, long bytes) {
    boolean asks = !(plan instanceof Plan.Allow || plan instanceof Plan.Describe);
    Guard guard = Statements.guard(plan, shape, bytes);
    return new Prepared(plan, shape, asks ? Statements.of(plan, shape, guard) : new Sql(), guard);
  }

  /** What it was made of. */
  public Plan plan() {
    return plan;
  }

  /** Whether the planner can be asked about it. */
  public boolean asksForRows() {
    return !text.isEmpty() && !(media() instanceof MediaType.Plan);
  }

  AtomicReference<@Nullable Cost> cost() {
    return cost;
  }

  Shape shape() {
    return shape;
  }

  String text() {
    return text;
  }

  List<Sql.Param> params() {
    return params;
  }

  Guard guard() {
    return guard;
  }

  /** How the rows of an answer are read. */
  interface Reader {
    Answer read(ResultSet rows) throws SQLException;
  }

  Reader reader() {
    if (media() instanceof MediaType.Plan) {
      return AnswerReader::readPlan;
    }
    return switch (plan) {
      case Plan.Write w -> AnswerReader::readWrite;
      case Plan.Read r when r.keyset() != null -> AnswerReader::readPage;
      default -> AnswerReader::read;
    };
  }

  MediaType media() {
    return switch (plan) {
      case Plan.Read r -> r.media();
      case Plan.Call c -> c.media();
      case Plan.Write w -> w.media();
      case Plan.Allow a -> new MediaType.Json();
      case Plan.Describe d -> d.media();
    };
  }
}
