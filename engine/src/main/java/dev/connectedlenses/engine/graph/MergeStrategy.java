package dev.connectedlenses.engine.graph;

/** How the values of several edges into one parameter become one value. */
public enum MergeStrategy {
  LAST_WRITE_WINS,
  CONCAT,
  ARRAY,
  JSON_OBJECT
}
