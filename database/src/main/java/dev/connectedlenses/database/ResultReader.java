package dev.connectedlenses.database;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Turns the rows of a statement into a value. */
@FunctionalInterface
public interface ResultReader<T> {

  /** Reads the rows; the cursor stands before the first one. */
  T read(ResultSet rows) throws SQLException;
}
