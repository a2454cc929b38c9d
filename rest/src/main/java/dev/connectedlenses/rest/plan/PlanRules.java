package dev.connectedlenses.rest.plan;

import dev.connectedlenses.rest.request.RowRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings a plan depends on.
 *
 * @param reachableSchemas where embedded relations may be
 * @param maxRows the most rows of any level of a read, null for no limit
 */
record PlanRules(List<String> reachableSchemas, @Nullable Long maxRows, boolean aggregates) {

  RowRange cut(RowRange range) {
    return range.atMost(maxRows);
  }
}
