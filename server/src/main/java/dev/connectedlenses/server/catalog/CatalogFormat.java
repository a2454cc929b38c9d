package dev.connectedlenses.server.catalog;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the catalogs that others publish into one form: models.dev's list by provider and LiteLLM's
 * list by model. What is no chat model, or of a provider that speaks no dialect known here, is left
 * out and counted.
 */
final class CatalogFormat {

  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/@-]{0,119}");
  private static final Pattern PROVIDER = Pattern.compile("[a-z][a-z0-9_]{0,39}");
  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

  /** Providers by the names that others give them: our key, dialect, base URL. */
  private static final Map<String, Place> PLACES =
      Map.ofEntries(
          Map.entry("openai", new Place("openai", "openai", "https://api.openai.com/v1")),
          Map.entry("anthropic", new Place("anthropic", "anthropic", "https://api.anthropic.com")),
          Map.entry(
              "google", new Place("gemini", "gemini", "https://generativelanguage.googleapis.com")),
          Map.entry(
              "gemini", new Place("gemini", "gemini", "https://generativelanguage.googleapis.com")),
          Map.entry("mistral", new Place("mistral", "openai", "https://api.mistral.ai/v1")),
          Map.entry("deepseek", new Place("deepseek", "openai", "https://api.deepseek.com/v1")),
          Map.entry("groq", new Place("groq", "openai", "https://api.groq.com/openai/v1")),
          Map.entry("xai", new Place("xai", "openai", "https://api.x.ai/v1")),
          Map.entry(
              "openrouter", new Place("openrouter", "openai", "https://openrouter.ai/api/v1")));

  /** Where a provider is in our catalog. */
  private record Place(String key, String dialect, @Nullable String baseUrl) {}

  /**
   * What a document holds.
   *
   * @param models in the form that {@code ai.import_model} takes
   * @param leftOut how many entries were not taken
   */
  record Content(List<ObjectNode> models, int leftOut, Set<String> unknownProviders) {}

  private final List<ObjectNode> models = new ArrayList<>();
  private final Set<String> unknown = new TreeSet<>();
  private final LocalDate today;
  private int leftOut;

  private CatalogFormat(LocalDate today) {
    this.today = today;
  }

  /**
   * Reads a document of either form.
   *
   * @throws IllegalArgumentException with a line for people when it is neither
   */
  static Content read(byte[] document, LocalDate today) {
    CatalogFormat format = new CatalogFormat(today);
    try {
      JsonNode root = JsonMapper.shared().readTree(document);
      boolean modelsDev = root.valueStream().anyMatch(v -> v.path("models").isObject());
      boolean liteLlm = root.valueStream().anyMatch(v -> v.path("litellm_provider").isString());
      if (root.isObject() && modelsDev) {
        root.properties().forEach(e -> format.modelsDev(e.getKey(), e.getValue()));
      } else if (root.isObject() && liteLlm) {
        root.properties().forEach(e -> format.liteLlm(e.getKey(), e.getValue()));
      } else {
        throw new IllegalArgumentException(
            "this is neither the list of models.dev (api.json) nor LiteLLM's list of prices");
      }
    } catch (JacksonException e) {
      throw new IllegalArgumentException("this is no JSON", e);
    }
    return new Content(format.models, format.leftOut, format.unknown);
  }

  private void modelsDev(String name, JsonNode provider) {
    Place place = PLACES.get(name);
    boolean compatible = provider.path("npm").asString("").endsWith("openai-compatible");
    if (place == null && compatible && provider.path("api").isString()) {
      place = new Place(key(name), "openai", provider.path("api").asString());
    }
    if (place == null || !PROVIDER.matcher(place.key()).matches()) {
      unknown.add(name);
      leftOut += provider.path("models").size();
      return;
    }
    Place at = place;
    provider
        .path("models")
        .properties()
        .forEach(e -> {
          ObjectNode model = model(at, provider.path("name").asString(name), e.getKey());
          model.put("docs_url", provider.path("doc").asString(null));
          fromModelsDev(model, e.getValue());
        });
  }

  private void fromModelsDev(ObjectNode model, JsonNode from) {
    ObjectNode fields = (ObjectNode) model.get("fields");
    fields.put("name", cut(from.path("name").asString(model.path("key").asString())));
    copy(fields, "input_modalities", from.path("modalities").path("input"));
    copy(fields, "output_modalities", from.path("modalities").path("output"));
    limit(fields, "context_window_tokens", from.path("limit").path("context"));
    limit(fields, "max_output_tokens", from.path("limit").path("output"));
    boolean json = from.path("structured_output").asBoolean(false);
    boolean vision = holds(from.path("modalities").path("input"), "image");
    Skills skills =
        new Skills(
            from.path("tool_call").asBoolean(false),
            json,
            vision,
            from.path("reasoning").asBoolean(false));
    skills.into(fields);
    String status = from.path("status").asString("");
    fields.put(
        "status",
        switch (status) {
          case "alpha", "beta" -> "preview";
          case "deprecated" -> "deprecated";
          default -> "active";
        });
    price(model, from.path("cost"), new Rates("input", "output", "cache_read", BigDecimal.ONE));
    take(model, holds(from.path("modalities").path("output"), "text"));
  }

  private void liteLlm(String name, JsonNode from) {
    String provider = from.path("litellm_provider").asString("");
    Place place = PLACES.get(provider);
    if (place == null || name.equals("sample_spec")) {
      unknown.add(provider);
      leftOut++;
      return;
    }
    String prefix = provider + "/";
    ObjectNode model =
        model(place, provider, name.startsWith(prefix) ? name.substring(prefix.length()) : name);
    ObjectNode fields = (ObjectNode) model.get("fields");
    fields.put("name", cut(model.path("key").asString()));
    boolean vision = from.path("supports_vision").asBoolean(false);
    fields.putArray("input_modalities").add("text");
    if (vision) {
      ((ArrayNode) fields.get("input_modalities")).add("image");
    }
    fields.putArray("output_modalities").add("text");
    limit(fields, "context_window_tokens", from.path("max_input_tokens"));
    limit(fields, "max_output_tokens", from.path("max_output_tokens"));
    new Skills(
            from.path("supports_function_calling").asBoolean(false),
            from.path("supports_response_schema").asBoolean(false),
            vision,
            from.path("supports_reasoning").asBoolean(false))
        .into(fields);
    fields.put(
        "status", over(from.path("deprecation_date").asString("")) ? "deprecated" : "active");
    price(
        model,
        from,
        new Rates(
            "input_cost_per_token",
            "output_cost_per_token",
            "cache_read_input_token_cost",
            MILLION));
    String mode = from.path("mode").asString("");
    take(model, mode.equals("chat") || mode.equals("responses"));
  }

  private boolean over(String date) {
    return date.matches("\\d{4}-\\d{2}-\\d{2}") && !LocalDate.parse(date).isAfter(today);
  }

  /** What a model can do besides answering. */
  private record Skills(boolean tools, boolean json, boolean vision, boolean reasoning) {
    void into(ObjectNode fields) {
      fields.put("supports_tools", tools).put("supports_json_schema", json);
      fields.put("supports_vision", vision).put("supports_streaming", true);
      ArrayNode capabilities = fields.putArray("capabilities").add("chat");
      add(capabilities, tools, "tools");
      add(capabilities, json, "json");
      add(capabilities, vision, "vision");
      add(capabilities, reasoning, "reasoning");
    }

    private static void add(ArrayNode capabilities, boolean has, String name) {
      if (has) {
        capabilities.add(name);
      }
    }
  }

  private static ObjectNode model(Place place, String providerName, String key) {
    ObjectNode model = JsonMapper.shared().createObjectNode();
    model.put("provider_key", place.key()).put("provider_name", cut(providerName));
    model.put("dialect", place.dialect()).put("base_url", place.baseUrl());
    model.put("key", key).put("name", cut(key));
    model.putObject("fields");
    return model;
  }

  private void take(ObjectNode model, boolean answersInText) {
    if (answersInText && KEY.matcher(model.path("key").asString("")).matches()) {
      models.add(model);
    } else {
      leftOut++;
    }
  }

  /** Under which names a list keeps its prices, and how many of its units are a million tokens. */
  private record Rates(String input, String output, String cached, BigDecimal per) {

    BigDecimal of(JsonNode from, String name) {
      return from.path(name).decimalValue().multiply(per).stripTrailingZeros();
    }
  }

  private static void price(ObjectNode model, JsonNode from, Rates rates) {
    if (from.path(rates.input()).isNumber() && from.path(rates.output()).isNumber()) {
      ObjectNode price = model.putObject("price");
      price.put("input", rates.of(from, rates.input()));
      price.put("output", rates.of(from, rates.output()));
      if (from.path(rates.cached()).isNumber()) {
        price.put("cached", rates.of(from, rates.cached()));
      }
    }
  }

  private static void copy(ObjectNode fields, String name, JsonNode list) {
    ArrayNode copy = fields.putArray(name);
    list.valueStream().filter(JsonNode::isString).map(JsonNode::asString).forEach(copy::add);
  }

  private static void limit(ObjectNode fields, String name, JsonNode value) {
    if (value.isIntegralNumber() && value.canConvertToInt() && value.asInt() > 0) {
      fields.put(name, value.asInt());
    }
  }

  private static boolean holds(JsonNode list, String word) {
    return list.valueStream().anyMatch(value -> value.asString("").equals(word));
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT).replace('-', '_').replace('.', '_');
  }

  private static String cut(String text) {
    return text.length() > 80 ? text.substring(0, 80) : text;
  }
}
