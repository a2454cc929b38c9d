package dev.connectedlenses.database;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/**
 * What a statement is refused with says nothing about its connection. The pool takes "not
 * supported" (0A000), which functions of ours raise, for a driver that is of no use.
 */
final class Refusals implements SQLExceptionOverride {
  @java.lang.Override
  public Override adjudicate(SQLException refusal) {
    return "0A000".equals(refusal.getSQLState()) ? Override.DO_NOT_EVICT : Override.CONTINUE_EVICT;
  }
}
