package dev.connectedlenses.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.rest.plan.Plan;
import dev.connectedlenses.rest.request.RequestParser;
import dev.connectedlenses.rest.request.Shape;
import dev.connectedlenses.rest.sql.Prepared;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Which requests share a plan, and which plans are kept. */
final class PlanCacheTest {

  private static Shape shape(String query) {
    return new RequestParser(List.of("public"), RequestLimits.UNLIMITED, Extensions.NONE)
        .parse(RestRequest.of("GET", "/things", query), Set.of())
        .shape();
  }

  @Test
  void requestsThatDifferInValuesAloneHaveOneShape() {
    assertThat(shape("id=eq.1&name=like.a*&select=id"))
        .isEqualTo(shape("id=eq.22&name=like.*b&select=id"));
    assertThat(shape("id=in.(1,2,3)")).isEqualTo(shape("id=in.(4)"));
    assertThat(shape("or=(a.eq.1,b.gt.2)")).isEqualTo(shape("or=(a.eq.x,b.gt.%22y,z%22)"));
    assertThat(shape("id=eq.1")).isNotEqualTo(shape("id=gt.1"));
    assertThat(shape("id=eq.1")).isNotEqualTo(shape("id=not.eq.1"));
    assertThat(shape("limit=1")).isNotEqualTo(shape("limit=2"));
    assertThat(shape("data->>a=eq.1")).isNotEqualTo(shape("data->>b=eq.1"));
  }

  @Test
  void plansAreMadeOncePerShapeAndOldOnesForgotten() {
    PlanCache cache = new PlanCache(20);
    AtomicInteger made = new AtomicInteger();
    for (int i = 0; i < 50; i++) {
      cache.get(shape("id=eq." + i), s -> prepared(s, made));
    }
    assertThat(made).hasValue(1);
    for (int i = 0; i < 500; i++) {
      cache.get(shape("c" + i + "=eq.1"), s -> prepared(s, made));
      cache.get(shape("id=eq.1"), s -> prepared(s, made));
    }
    assertThat(made).as("what is asked for all the time stays").hasValue(501);
    assertThat(cache.size()).isLessThanOrEqualTo(20);
  }

  /** Two who make the same plan at the same time go on with one, and measure one pace. */
  @Test
  void theFirstOfTwoPlansStays() {
    PlanCache cache = new PlanCache(20);
    AtomicInteger made = new AtomicInteger();
    List<PlanCache.Known> other = new ArrayList<>();
    PlanCache.Known known =
        cache.get(
            shape("id=eq.1"),
            s -> {
              other.add(cache.get(s, t -> prepared(t, made)));
              return prepared(s, made);
            });
    assertThat(made).hasValue(2);
    assertThat(known).isSameAs(other.getFirst());
  }

  private static Prepared prepared(Shape shape, AtomicInteger made) {
    made.incrementAndGet();
    return Prepared.of(new Plan.Allow(List.of()), shape, Long.MAX_VALUE);
  }
}
