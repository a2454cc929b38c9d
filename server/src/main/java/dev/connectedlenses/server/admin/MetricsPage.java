package dev.connectedlenses.server.admin;

import dev.connectedlenses.database.PoolState;
import dev.connectedlenses.rest.RestState;
import dev.connectedlenses.server.http.Traffic;
import java.util.List;
import java.util.Locale;

/** Writes figures in the text form that Prometheus reads. */
final class MetricsPage {

  private final StringBuilder text = new StringBuilder();

  /** The page so far. */
  String text() {
    return text.toString();
  }

  MetricsPage traffic(Traffic traffic) {
    head("clens_http_requests_total", "counter", "Answers by class of status.");
    for (int hundred = 1; hundred <= 5; hundred++) {
      line(
          "clens_http_requests_total{status=\"" + hundred + "xx\"}",
          Long.toString(traffic.answers(hundred)));
    }
    head("clens_http_request_seconds", "histogram", "Time until an answer began.");
    long count = 0;
    for (Traffic.Bucket bucket : traffic.times()) {
      boolean last = Double.isInfinite(bucket.seconds());
      String bound = last ? "+Inf" : Double.toString(bucket.seconds());
      line(
          "clens_http_request_seconds_bucket{le=\"" + bound + "\"}",
          Long.toString(bucket.answers()));
      count = bucket.answers();
    }
    line("clens_http_request_seconds_sum", String.format(Locale.ROOT, "%.6f", traffic.seconds()));
    line("clens_http_request_seconds_count", Long.toString(count));
    return this;
  }

  MetricsPage pools(List<PoolState> pools) {
    head("clens_db_connections", "gauge", "Connections of a pool: at work, at rest, at most.");
    for (PoolState pool : pools) {
      line(connections(pool, "active"), Integer.toString(pool.active()));
      line(connections(pool, "idle"), Integer.toString(pool.idle()));
      line(connections(pool, "most"), Integer.toString(pool.most()));
    }
    head("clens_db_waiting", "gauge", "Callers that wait for a connection.");
    for (PoolState pool : pools) {
      line("clens_db_waiting{pool=\"" + pool.name() + "\"}", Integer.toString(pool.waiting()));
    }
    return this;
  }

  private static String connections(PoolState pool, String state) {
    return "clens_db_connections{pool=\"%s\",state=\"%s\"}".formatted(pool.name(), state);
  }

  MetricsPage dataApi(RestState state) {
    head("clens_data_api_requests", "gauge", "Requests of the data API: under way, in line.");
    line("clens_data_api_requests{state=\"inside\"}", Integer.toString(state.inside()));
    line("clens_data_api_requests{state=\"waiting\"}", Integer.toString(state.waiting()));
    head("clens_data_api_turned_away_total", "counter", "Requests answered 503, being too many.");
    line("clens_data_api_turned_away_total", Long.toString(state.turnedAway()));
    head("clens_schema_cache_loads_total", "counter", "Readings of settings and catalogs.");
    line("clens_schema_cache_loads_total{status=\"SUCCESS\"}", Long.toString(state.readings()));
    line("clens_schema_cache_loads_total{status=\"FAIL\"}", Long.toString(state.failedReadings()));
    return this;
  }

  MetricsPage process(long heapBytes, long upMillis) {
    head("clens_heap_bytes", "gauge", "Memory in use by the server's objects.");
    line("clens_heap_bytes", Long.toString(heapBytes));
    head("clens_up_seconds", "gauge", "Time since the process began.");
    line("clens_up_seconds", Long.toString(upMillis / 1000));
    return this;
  }

  private void head(String name, String type, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private void line(String name, String value) {
    text.append(name).append(' ').append(value).append('\n');
  }
}
