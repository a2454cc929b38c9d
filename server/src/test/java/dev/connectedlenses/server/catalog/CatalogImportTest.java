package dev.connectedlenses.server.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectedlenses.database.TestDatabase;
import dev.connectedlenses.outbound.EgressObserver;
import dev.connectedlenses.outbound.EgressPolicy;
import dev.connectedlenses.outbound.OutboundClient;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Catalogs of others come in, and what was edited or curated here stays as it is. */
class CatalogImportTest {
  private static final String MODELS_DEV =
      """
      {"openai": {"name": "OpenAI", "npm": "@ai-sdk/openai", "models": {
         "gpt-5": {"name": "Another name", "tool_call": true, "limit": {"context": 111, "output": 222},
           "modalities": {"input": ["text", "image"], "output": ["text"]}, "cost": {"input": 1, "output": 8, "cache_read": 0.1}},
         "gpt-9": {"name": "GPT-9", "tool_call": true, "reasoning": true, "structured_output": true, "status": "beta",
           "modalities": {"input": ["text", "image"], "output": ["text"]}, "limit": {"context": 500000, "output": 64000},
           "cost": {"input": 3, "output": 12}},
         "gpt-image": {"name": "Image", "modalities": {"input": ["text"], "output": ["image"]}}}},
       "anthropic": {"name": "Anthropic", "models": {
         "claude-x": {"name": "Claude X", "modalities": {"input": ["text"], "output": ["text"]}, "status": "deprecated"}}},
       "small-lab": {"name": "Small lab", "npm": "@ai-sdk/openai-compatible", "api": "https://api.small.example/v1",
         "models": {"tiny": {"name": "Tiny", "modalities": {"input": ["text"], "output": ["text"]}}}},
       "cloud-only": {"name": "Cloud", "npm": "@ai-sdk/cloud", "models": {"a": {}, "b": {}}}}
      """;
  private static final String LITE_LLM =
      """
      {"sample_spec": {"litellm_provider": "one of the list", "mode": "chat"},
       "gpt-9": {"litellm_provider": "openai", "mode": "chat", "max_input_tokens": 400000, "max_output_tokens": 64000,
         "input_cost_per_token": 3e-06, "output_cost_per_token": 1.2e-05, "cache_read_input_token_cost": 3e-07,
         "supports_function_calling": true, "supports_vision": true},
       "gemini/gemini-9": {"litellm_provider": "gemini", "mode": "chat", "input_cost_per_token": 1e-07, "output_cost_per_token": 4e-07},
       "gpt-old": {"litellm_provider": "openai", "mode": "chat", "deprecation_date": "2025-01-01"},
       "text-embedding-9": {"litellm_provider": "openai", "mode": "embedding"},
       "bedrock/x": {"litellm_provider": "bedrock", "mode": "chat"}}
      """;

  private final TestDatabase database = TestDatabase.create();
  private final CatalogImport catalog =
      new CatalogImport(
          new OutboundClient(EgressPolicy.publicOnly(), EgressObserver.none()), database.url());

  @AfterEach
  void close() {
    database.close();
  }

  private JsonNode merge(String document, String source, boolean all) throws Exception {
    return catalog.merge(
        document.getBytes(StandardCharsets.UTF_8),
        new CatalogImport.Wish(source, Set.of(), all, false));
  }

  private String model(String ref, String what) {
    return database
        .admin()
        .withHandle(h ->
            h.createQuery(
                    "select coalesce((%s)::text, 'null') from ai.models m join ai.providers p on p.id = m.provider_id where p.key || '/' || m.key = ?"
                        .formatted(what))
                .bind(0, ref)
                .mapTo(String.class)
                .findOne()
                .orElse("no such model"));
  }

  private String price(String ref) {
    return model(
        ref,
        "select trim_scale(q.input_per_mtok) || ' ' || trim_scale(q.output_per_mtok) || coalesce(' ' || trim_scale(q.cached_input_per_mtok), '')"
            + " from ai.model_pricing q where q.model_id = m.id and q.effective_to is null");
  }

  @Test
  void newModelsComeInWithPriceAndLevel() throws Exception {
    JsonNode report = merge(MODELS_DEV, "models.dev", false);
    assertThat(report.path("new").asInt()).isEqualTo(2);
    assertThat(report.path("left_out").asInt()).as("no text, and no dialect").isEqualTo(3);
    assertThat(report.path("skipped").asInt()).as("a provider that is not here").isEqualTo(1);
    assertThat(report.path("unknown_providers").toString()).isEqualTo("[\"cloud-only\"]");
    assertThat(
            model(
                "openai/gpt-9",
                "support_level || ' ' || m.status || ' ' || context_window_tokens"
                    .replace("support_level", "m.support_level")))
        .isEqualTo("byok_only preview 500000");
    assertThat(model("openai/gpt-9", "m.capabilities"))
        .isEqualTo("{chat,tools,json,vision,reasoning}");
    assertThat(price("openai/gpt-9")).isEqualTo("3 12");
    assertThat(model("openai/gpt-9", "m.metadata ->> 'price_source'")).isEqualTo("models.dev");
    assertThat(model("anthropic/claude-x", "m.support_level")).isEqualTo("deprecated");
    assertThat(model("small_lab/tiny", "m.key")).isEqualTo("no such model");
  }

  @Test
  void unknownProvidersComeWhenAskedFor() throws Exception {
    merge(MODELS_DEV, "models.dev", true);
    assertThat(model("small_lab/tiny", "p.base_url || ' ' || p.dialect || ' ' || m.support_level"))
        .isEqualTo("https://api.small.example/v1 openai byok_only");
  }

  @Test
  void whatWasCuratedOrEditedHereStays() throws Exception {
    merge(MODELS_DEV, "models.dev", false);
    assertThat(model("openai/gpt-5", "m.name || ' ' || m.context_window_tokens"))
        .isEqualTo("GPT-5 400000");
    assertThat(price("openai/gpt-5")).as("a newer price of the same list").isEqualTo("1 8 0.1");
    database
        .admin()
        .useHandle(h ->
            h.execute(
                "update ai.models set name = 'House model', context_window_tokens = 7 where key = 'gpt-9'"));
    database
        .admin()
        .useHandle(h -> {
          h.execute(
              "update ai.model_pricing set effective_to = now() where model_id = ai.find_model('openai/gpt-9')");
          h.execute(
              "insert into ai.model_pricing (model_id, input_per_mtok, output_per_mtok, effective_from) values (ai.find_model('openai/gpt-9'), 2, 9, now())");
        });
    JsonNode again =
        merge(
            MODELS_DEV.replace("64000", "65000").replace("\"input\": 3", "\"input\": 4"),
            "models.dev",
            false);
    assertThat(again.path("changed").asInt()).isEqualTo(1);
    assertThat(
            model(
                "openai/gpt-9",
                "m.name || ' ' || m.context_window_tokens || ' ' || m.max_output_tokens"))
        .as("edited, edited, and what the list says now")
        .isEqualTo("House model 7 65000");
    assertThat(price("openai/gpt-9")).isEqualTo("2 9");
  }

  @Test
  void theSecondTimeNothingChanges() throws Exception {
    merge(MODELS_DEV, "models.dev", true);
    JsonNode again = merge(MODELS_DEV, "models.dev", true);
    assertThat(again.path("new").asInt()).isZero();
    assertThat(again.path("changed").asInt()).isZero();
    assertThat(again.path("kept").asInt()).isEqualTo(4);
  }

  @Test
  void liteLlmCountsByTheToken() throws Exception {
    JsonNode report = merge(LITE_LLM, "litellm", false);
    assertThat(report.path("new").asInt()).isEqualTo(3);
    assertThat(price("openai/gpt-9")).isEqualTo("3 12 0.3");
    assertThat(price("gemini/gemini-9")).isEqualTo("0.1 0.4");
    assertThat(model("openai/gpt-old", "m.support_level")).isEqualTo("deprecated");
    assertThat(model("gemini/gemini-9", "m.support_level")).isEqualTo("catalog_only");
  }

  @Test
  void aDryRunChangesNothing() throws Exception {
    byte[] document = MODELS_DEV.getBytes(StandardCharsets.UTF_8);
    JsonNode report =
        catalog.merge(document, new CatalogImport.Wish("x", Set.of("openai"), false, true));
    assertThat(report.path("new").asInt()).isEqualTo(1);
    assertThat(model("openai/gpt-9", "m.key")).isEqualTo("no such model");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "null",
        "<html>",
        "{\"a\": 1}",
        "{\"models\": []}",
        "{\"a\": {\"models\": []}}"
      })
  void somethingElseIsSaidToBeSomethingElse(String document) {
    assertThatThrownBy(
            () -> CatalogFormat.read(document.getBytes(StandardCharsets.UTF_8), LocalDate.EPOCH))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void entriesOfAnyShapeAreLeftOutAndNeverFail() {
    String strange =
        "{\"openai\": {\"models\": {\"ok\": {\"modalities\": {\"output\": [\"text\"]}}, \"bad key\": {\"modalities\": {\"output\": [\"text\"]}}, \"n\": null, \"l\": [], \"s\": \"x\","
            + " \"deep\": {\"limit\": {\"context\": 1e30, \"output\": -5}, \"cost\": {\"input\": \"free\"}, \"modalities\": {\"output\": [\"text\", 7]}}}},"
            + " \"groq\": 7, \"xai\": null}";
    CatalogFormat.Content content =
        CatalogFormat.read(strange.getBytes(StandardCharsets.UTF_8), LocalDate.EPOCH);
    assertThat(content.models()).hasSize(2);
    assertThat(content.models().getLast().path("fields").has("context_window_tokens")).isFalse();
    assertThat(content.models().getLast().has("price")).isFalse();
  }

  @Test
  void onlyPublishedListsAreFetched() {
    assertThatThrownBy(() -> catalog.fetch("https://elsewhere.example/list.json"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no list known here");
    assertThat(CatalogImport.SOURCES.keySet()).containsExactlyInAnyOrder("models.dev", "litellm");
  }

  @Test
  void theSeedHasDatesAndSourcesOfItsPrices() {
    String without =
        database
            .admin()
            .withHandle(h ->
                h.createQuery(
                        """
                        select count(*) || ' models, ' || count(distinct provider_id) || ' providers, '
                          || count(*) filter (where m.metadata ->> 'price_as_of' is null or m.metadata ->> 'price_source' is null
                            or m.metadata ->> 'price_verified' is null or not exists (select from ai.model_pricing q where q.model_id = m.id))
                          || ' without a price'
                        from ai.models m
                        """)
                    .mapTo(String.class)
                    .one());
    assertThat(without).isEqualTo("43 models, 9 providers, 0 without a price");
  }
}
