package dev.connectedlenses.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.database.PoolState;
import dev.connectedlenses.rest.RestState;
import dev.connectedlenses.server.http.Traffic;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The figures in the form that Prometheus reads. */
final class MetricsPageTest {

  private static final Pattern LINE =
      Pattern.compile(
          "# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\\{[a-z]+=\"[^\"]+\"(,[a-z]+=\"[^\"]+\")*})? [0-9.]+");

  private static List<String> lines(MetricsPage page) {
    return page.text().lines().toList();
  }

  @Test
  void theDataApi() {
    assertThat(lines(new MetricsPage().dataApi(new RestState(3, 2, 7, 5, 1))))
        .contains(
            "# TYPE clens_data_api_requests gauge",
            "clens_data_api_requests{state=\"inside\"} 3",
            "clens_data_api_requests{state=\"waiting\"} 2",
            "clens_data_api_turned_away_total 7",
            "clens_schema_cache_loads_total{status=\"SUCCESS\"} 5",
            "clens_schema_cache_loads_total{status=\"FAIL\"} 1");
  }

  @Test
  void everyPool() {
    List<PoolState> pools =
        List.of(new PoolState("gateway", 4, 2, 1, 16), new PoolState("engine", 0, 5, 0, 5));
    assertThat(lines(new MetricsPage().pools(pools)))
        .contains(
            "clens_db_connections{pool=\"gateway\",state=\"active\"} 4",
            "clens_db_connections{pool=\"gateway\",state=\"idle\"} 2",
            "clens_db_connections{pool=\"gateway\",state=\"most\"} 16",
            "clens_db_waiting{pool=\"gateway\"} 1",
            "clens_db_connections{pool=\"engine\",state=\"idle\"} 5");
  }

  @Test
  void theProcess() {
    assertThat(lines(new MetricsPage().process(1_048_576, 61_999)))
        .contains("clens_heap_bytes 1048576", "clens_up_seconds 61");
  }

  @Test
  void aQuietServer() {
    assertThat(lines(new MetricsPage().traffic(new Traffic())))
        .contains(
            "clens_http_requests_total{status=\"2xx\"} 0",
            "clens_http_request_seconds_bucket{le=\"0.005\"} 0",
            "clens_http_request_seconds_bucket{le=\"+Inf\"} 0",
            "clens_http_request_seconds_sum 0.000000",
            "clens_http_request_seconds_count 0");
  }

  @Test
  void everyLineIsOneThatIsUnderstoodAndEveryFigureIsIntroduced() {
    MetricsPage page =
        new MetricsPage()
            .traffic(new Traffic())
            .pools(List.of(new PoolState("p", 1, 1, 1, 1)))
            .dataApi(new RestState(1, 1, 1, 1, 1))
            .process(1, 1);
    String name = "";
    for (String line : lines(page)) {
      assertThat(line.replace("le=\"+Inf\"", "le=\"9\"")).matches(LINE);
      if (line.startsWith("# HELP ")) {
        name = line.split(" ", 4)[2];
      } else {
        assertThat(line).contains(name);
      }
    }
    assertThat(page.text()).endsWith("\n");
  }
}
