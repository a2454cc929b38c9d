package dev.connectedlenses.rest.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.rest.plan.Output.Value;
import dev.connectedlenses.rest.request.RowRange;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a select becomes: outputs, joins, and which parameters belong to which level. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LevelPlannerTest {

  private final Plans plans = new Plans();

  @AfterAll
  void close() {
    plans.close();
  }

  private Level level(String schema, String target) {
    return ((Plan.Read) plans.plan(schema, "GET", target, null)).level();
  }

  /** A level as words: a star, its outputs, and its joins with theirs. */
  private static String words(Level level) {
    String outputs =
        level.outputs().stream()
            .map(o -> o.key().text() + kind(o.value()))
            .collect(Collectors.joining(" "));
    return (level.star() ? "* " : "") + outputs;
  }

  private static String kind(Value value) {
    return switch (value) {
      case Value.Plain p -> p.expr().steps().isEmpty() ? "" : "/" + p.expr().steps().size();
      case Value.Grouped g -> "=" + g.aggregate().word();
      case Value.Nested n -> "(" + words(n.join().level()) + ")" + (n.join().inner() ? "!" : "");
      case Value.Present p -> "?";
      case Value.Lifted l -> "^" + l.lift().column();
    };
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "/models | '* '",
        "/models?select=* | '* '",
        "/models?select=id,n:name | id n",
        "/models?select=metadata->limits->>rpm,metadata | rpm/2 metadata",
        "/models?select=count(),price.sum() | count=count sum=sum",
        "/models?select=provider_key,count | provider_key count=count",
        "/models?select=id,providers(name) | id providers(name)",
        "/models?select=id,p:providers!inner(*) | id p(* )!",
        "/models?select=id,providers() | id",
        "/models?select=id,...providers(pname:name,key) | id pname^0 key^1",
        "/providers?select=key,models(id,providers(name)) | key models(id providers(name))",
      })
  void outputs(String target, String words) {
    assertThat(words(level("ai", target))).isEqualTo(words);
  }

  @Test
  void anEmptyRelationIsJoinedThoughItShowsNothing() {
    Level level = level("ai", "/providers?select=key,models()&models=not.is.null");
    assertThat(level.outputs()).hasSize(1);
    assertThat(level.joins()).hasSize(1);
    assertThat(level.where()).singleElement().isInstanceOf(Predicate.Empty.class);
    assertThat(((Predicate.Empty) level.where().getFirst()).negated()).isTrue();
  }

  @Test
  void whatIsSaidOfARelationIsSaidOfItsLevel() {
    Level level =
        level(
            "ai",
            "/providers?select=key,a:models(id,providers(name))&key=neq.x&order=key"
                + "&a.id=gt.1&a.or=(id.eq.2,id.eq.3)&a.order=id.desc&a.limit=2&a.offset=1"
                + "&a.providers.name=eq.OpenAI&limit=7");
    assertThat(level.where()).hasSize(1);
    assertThat(level.order()).hasSize(1);
    assertThat(level.range()).isEqualTo(new RowRange(0, 7L));
    Level below = level.joins().getFirst().level();
    assertThat(below.where()).hasSize(2);
    assertThat(below.order()).hasSize(1);
    assertThat(below.range()).isEqualTo(new RowRange(1, 2L));
    Level deepest = below.joins().getFirst().level();
    assertThat(deepest.where()).hasSize(1);
    assertThat(deepest.source().name()).isEqualTo("providers");
  }

  @Test
  void oneTableTwiceAreTwoJoins() {
    Level level = level("ai", "/providers?select=a:models(id),b:models(id)&a.id=eq.1&b.id=eq.2");
    assertThat(level.joins()).extracting(Join::name).containsExactly("a", "b");
    assertThat(level.joins()).extracting(Join::relationName).containsOnly("models");
    assertThat(level.joins()).allMatch(j -> j.level().where().size() == 1);
    assertThat(level.joins().getFirst()).isNotEqualTo(level.joins().getLast());
  }

  @Test
  void manyRelatedRowsAreCutAndOneIsNot() {
    Level many = level("ai", "/providers?select=models(id)");
    assertThat(many.joins().getFirst().toOne()).isFalse();
    assertThat(many.joins().getFirst().level().range().limit()).isEqualTo(1000);
    Level one = level("ai", "/models?select=providers(name)");
    assertThat(one.joins().getFirst().toOne()).isTrue();
    assertThat(one.joins().getFirst().level().range().limit()).isNull();
  }

  @Test
  void anOrderByARelationTakesAValueThatIsNotShown() {
    Level level = level("ai", "/models?select=id,providers(key)&order=providers(name).desc,id");
    assertThat(level.order()).hasSize(2);
    assertThat(level.order().getFirst().by()).isInstanceOf(OrderKey.By.Related.class);
    assertThat(level.joins().getFirst().hidden()).hasSize(1);
    assertThat(level.joins().getFirst().level().outputs()).hasSize(1);
  }

  @Test
  void aggregatesOfASpreadAreMadeAbove() {
    Level level = level("ai", "/models?select=...providers(name,key.count())");
    assertThat(level.grouped()).isTrue();
    assertThat(words(level)).isEqualTo("name^0 count=count");
    assertThat(level.joins().getFirst().level().grouped()).isFalse();
  }

  @Test
  void computedColumnsAreColumns() {
    Level level = level("lenses", "/lenses?select=headline&headline=like.S*&order=headline");
    assertThat(words(level)).isEqualTo("headline");
    assertThat(level.where()).hasSize(1);
    assertThat(level.order()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "ai, '/models?select=nope', 42703, 400",
    "ai, '/models?nope=eq.1', 42703, 400",
    "ai, '/models?order=nope', 42703, 400",
    "ai, '/models?select=id::nope', 42704, 400",
    "ai, '/models?select=nope(*)', PGRST200, 400",
    "ai, '/models?select=id&providers.name=eq.x', PGRST108, 400",
    "ai, '/models?select=id,providers(name)&nope.id=eq.1', PGRST108, 400",
    "ai, '/models?select=id&order=providers(name)', PGRST108, 400",
    "ai, '/providers?select=key,models(id)&order=models(id)', PGRST118, 400",
    "agents, '/team_edges?select=members(nick)', PGRST201, 300",
    "agents, '/ai_lensers?select=profiles(handle)', PGRST200, 400",
  })
  void refusals(String schema, String target, String code, int status) {
    var refused = plans.refusal(schema, "GET", target, null);
    assertThat(refused.code()).isEqualTo(code);
    assertThat(refused.status()).isEqualTo(status);
  }

  @Test
  void candidatesAreListedWithTheHintThatPicksOne() {
    var refused = plans.refusal("agents", "GET", "/team_edges?select=members(nick)", null);
    assertThat(refused.hint())
        .contains("members!team_edges_source_fk", "members!team_edges_target_fk");
    assertThat(List.of("team_edges_source_fk", "source_id"))
        .allSatisfy(hint ->
            assertThat(level("agents", "/team_edges?select=members!" + hint + "(nick)").joins())
                .hasSize(1));
  }
}
