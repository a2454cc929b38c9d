package dev.connectedlenses.bench;

import dev.connectedlenses.bench.HttpLoad.Offer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What becomes of those who are served when there is far more to do than can be done. */
final class GatewayPressure {
  private static final Duration WARM_UP = Duration.ofSeconds(4);
  private static final int CLIENTS = 16;
  private static final int CROWD = 96;
  private static final int PEOPLE = 4_000;
  private static final double TIMES = 3;
  private static final int HOSTILE = 50;
  private static final int FEW = 4;

  /** What a few people send in a second when they work: far below what can be answered. */
  private static final double CALMLY = 100;

  private final URI server;
  private final String secret;
  private final Duration time;
  private final int series;

  GatewayPressure(URI server, String secret, Duration time, int series) {
    this.server = server;
    this.secret = secret;
    this.time = time;
    this.series = series;
  }

  /**
   * A few who ask for one row at a time, alone and beside many who ask for what is dear: at the
   * pace of people, and as fast as they are answered, when they alone keep all processors busy.
   */
  String hostile() {
    HttpLoad few = new HttpLoad(server, BenchToken.of(secret));
    few.run(GatewayCase.ONE_ROW, FEW, WARM_UP);
    // another attack, which is not measured, for the compiler's sake
    try (HostileLoad _ = HostileLoad.before(server, secret, HOSTILE)) {
      few.run(new Offer(GatewayCase.ONE_ROW, FEW, CALMLY), WARM_UP);
    }
    return hostile(few, new Offer(GatewayCase.ONE_ROW, FEW, CALMLY))
        + hostile(few, new Offer(GatewayCase.ONE_ROW, FEW, 0));
  }

  private String hostile(HttpLoad few, Offer offer) {
    List<Map<String, Double>> figures = new ArrayList<>();
    for (int number = 0; number < series; number++) {
      HttpLoad.Series calm = few.run(offer, time);
      try (HostileLoad hostile = new HostileLoad(server, secret, HOSTILE)) {
        HttpLoad.Series beside = few.run(offer, time);
        figures.add(GatewayFigures.hostile(calm, beside, hostile.served(), hostile.refused()));
      }
    }
    return GatewayFigures.hostileLine(
        HOSTILE + " clients ask for what is dear and never wait", offer, new Summary(figures));
  }

  /** As many requests as can be answered, and then three times as many, each from one of many. */
  String overload() {
    List<String> people =
        IntStream.rangeClosed(1, PEOPLE).mapToObj(n -> BenchToken.of(secret, n)).toList();
    HttpLoad load = new HttpLoad(server, n -> people.get(n % PEOPLE));
    List<Map<String, Double>> figures = new ArrayList<>();
    boolean allSayWhen = true;
    load.run(GatewayCase.SHARED_ROWS, CLIENTS, GatewayBench.FROM_COLD);
    for (int number = 0; number < series; number++) {
      HttpLoad.Series peak = load.run(GatewayCase.SHARED_ROWS, CLIENTS, time);
      double wanted = TIMES * peak.perSecond();
      HttpLoad.Series crowd = load.run(new Offer(GatewayCase.SHARED_ROWS, CROWD, wanted), time);
      allSayWhen &= crowd.allSayWhen();
      figures.add(GatewayFigures.crowd(peak, crowd, time));
    }
    return GatewayFigures.crowdLine(CROWD, new Summary(figures), allSayWhen);
  }
}
