package dev.connectedlenses.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectedlenses.database.StartRefusedException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Defaults, the whole mapping, and what is refused. */
final class ConfigReaderTest {
  private static final Path HOME = Path.of("/home/ada");

  @Test
  void defaults() {
    Config config = reader(Map.of()).read(ConfigReader.Flags.NONE);
    assertThat(config.storage().postgresUrl()).isNull();
    assertThat(config.listener().host()).isEqualTo("127.0.0.1");
    assertThat(config.listener().port()).isEqualTo(8080);
    assertThat(config.storage().dataDirectory())
        .isEqualTo(HOME.resolve(".local/share/connectedlenses"));
    assertThat(config.storage().ephemeral()).isFalse();
    assertThat(config.models().ollama()).isEqualTo(URI.create("http://127.0.0.1:11434"));
    assertThat(config.models().providers()).isEmpty();
  }

  @Test
  void everythingFromTheEnvironment() {
    Config config =
        reader(
                Map.of(
                    "CLENS_POSTGRES", "postgresql://u:p@db/x",
                    "CLENS_HOST", "0.0.0.0",
                    "CLENS_PORT", "9000",
                    "CLENS_DATA_DIR", "/data",
                    "CLENS_PROVIDERS",
                        "lm-studio=http://127.0.0.1:1234/v1, box=https://box.example/v1",
                    "CLENS_PROVIDER_LM_STUDIO_API_KEY", "k1"))
            .read(ConfigReader.Flags.NONE);
    assertThat(config.storage().postgresUrl()).isEqualTo("postgresql://u:p@db/x");
    assertThat(config.listener().host()).isEqualTo("0.0.0.0");
    assertThat(config.listener().port()).isEqualTo(9000);
    assertThat(config.storage().dataDirectory()).isEqualTo(Path.of("/data"));
    assertThat(config.models().providers())
        .extracting(Config.ProviderEntry::name)
        .containsExactly("lm-studio", "box");
    assertThat(config.models().providers().getFirst().baseUrl())
        .isEqualTo(URI.create("http://127.0.0.1:1234/v1"));
    assertThat(config.models().providers().getFirst().apiKey()).isNotNull().hasToString("[secret]");
    assertThat(config.models().providers().getLast().apiKey()).isNull();
  }

  @Test
  void theOperatorsListenerIsOffUnlessAskedForAndThenOnThisMachineAlone() {
    assertThat(
            reader(Map.of("CLENS_ADMIN_HOST", "0.0.0.0"))
                .read(ConfigReader.Flags.NONE)
                .listener()
                .admin())
        .isNull();
    assertThat(
            reader(Map.of("CLENS_ADMIN_PORT", "9001"))
                .read(ConfigReader.Flags.NONE)
                .listener()
                .admin())
        .isEqualTo(new Config.AdminAddress("127.0.0.1", 9001));
    assertThat(
            reader(Map.of("CLENS_ADMIN_PORT", "0", "CLENS_ADMIN_HOST", "10.0.0.1"))
                .read(ConfigReader.Flags.NONE)
                .listener()
                .admin())
        .isEqualTo(new Config.AdminAddress("10.0.0.1", 0));
  }

  @Test
  void howOftenTheDataApiMayBeAsked() {
    assertThat(reader(Map.of()).read(ConfigReader.Flags.NONE).rates())
        .isEqualTo(new Config.Rates(12_000, 6_000));
    assertThat(
            reader(
                    Map.of(
                        "CLENS_REQUESTS_PER_MINUTE", "60", "CLENS_TOKEN_REQUESTS_PER_MINUTE", "5"))
                .read(ConfigReader.Flags.NONE)
                .rates())
        .isEqualTo(new Config.Rates(60, 5));
  }

  @Test
  void flagsWinOverTheEnvironment() {
    Config config =
        reader(Map.of("CLENS_PORT", "9000", "CLENS_DATA_DIR", "/data"))
            .read(new ConfigReader.Flags(null, 0, Path.of("/other"), true, null));
    assertThat(config.listener().port()).isZero();
    assertThat(config.storage().dataDirectory()).isEqualTo(Path.of("/other"));
    assertThat(config.storage().ephemeral()).isTrue();
  }

  @Test
  void theDataOfRootLiesWhereAnUnprivilegedServerCanReachIt() {
    assertThat(
            new ConfigReader(Map.of(), Path.of("/root"), true)
                .read(ConfigReader.Flags.NONE)
                .storage()
                .dataDirectory())
        .isEqualTo(Path.of("/var/lib/connectedlenses"));
    assertThat(
            reader(Map.of("XDG_DATA_HOME", "/xdg"))
                .read(ConfigReader.Flags.NONE)
                .storage()
                .dataDirectory())
        .isEqualTo(Path.of("/xdg/connectedlenses"));
  }

  @ParameterizedTest
  @CsvSource({
    "CLENS_PORT,eighty,\"eighty\" is no port",
    "CLENS_PORT,70000,\"70000\" is no port",
    "CLENS_REQUESTS_PER_MINUTE,0,write a whole number from 1",
    "CLENS_TOKEN_REQUESTS_PER_MINUTE,many,write a whole number from 1",
    "CLENS_ADMIN_PORT,x,\"x\" is no port",
    "CLENS_TOOL_HOSTS,localhost:1,write one like http://127.0.0.1:3001",
    "CLENS_MCP_SERVERS,mcp.lan,write one like https://mcp.example.org/mcp",
    "CLENS_TOOL_HOSTS,ftp://x,write one like http://127.0.0.1:3001",
    "CLENS_PROVIDERS,lmstudio,write name=URL",
    "CLENS_PROVIDERS,Bad Name=http://x/v1,write name=URL",
    "CLENS_PROVIDERS,x=ftp://x/v1,write one like",
    "CLENS_PROVIDERS,x=::,write one like",
    "OLLAMA_HOST,'no such host',write one like 127.0.0.1:11434"
  })
  void wrongValuesAreNamedWithTheRemedy(String name, String value, String message) {
    ConfigReader reader = reader(Map.of(name, value));
    assertThatThrownBy(() -> reader.read(ConfigReader.Flags.NONE))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({
    "box,http://box:11434",
    "127.0.0.1:5000,http://127.0.0.1:5000",
    "0.0.0.0,http://127.0.0.1:11434",
    "http://box:80/,http://box:80",
    "https://ollama.example,https://ollama.example"
  })
  void ollamaIsWhereItsOwnVariableSays(String value, String url) {
    Config config = reader(Map.of("OLLAMA_HOST", value)).read(ConfigReader.Flags.NONE);
    assertThat(config.models().ollama()).isEqualTo(URI.create(url));
  }

  @Test
  void aServerOfOnesOwnHasNoDataDirectory() {
    ConfigReader.Flags flags =
        new ConfigReader.Flags("postgresql://u:p@db/x", null, Path.of("/d"), false, null);
    assertThatThrownBy(() -> reader(Map.of()).read(flags)).hasMessageContaining("drop one of them");
  }

  @Test
  void rolesAreAllUnlessNamedAndAFlagWins() {
    assertThat(reader(Map.of()).read(ConfigReader.Flags.NONE).roles()).isEqualTo(Role.ALL);
    ConfigReader reader = reader(Map.of("CLENS_ROLES", "api, scheduler"));
    assertThat(reader.read(ConfigReader.Flags.NONE).roles())
        .containsExactlyInAnyOrder(Role.API, Role.SCHEDULER);
    ConfigReader.Flags flags = new ConfigReader.Flags(null, null, null, false, "engine");
    assertThat(reader.read(flags).roles()).containsExactly(Role.ENGINE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "leader", "api,", "API", "api engine"})
  void aRoleThatIsNoneStopsTheStart(String roles) {
    ConfigReader.Flags flags = new ConfigReader.Flags(null, null, null, false, roles);
    assertThatThrownBy(() -> reader(Map.of()).read(flags))
        .hasMessageContaining("is no role; name some of api, engine, scheduler");
  }

  private static ConfigReader reader(Map<String, String> env) {
    return new ConfigReader(env, HOME, false);
  }

  @Test
  void toolsReachTheHostsThatAreNamed() {
    assertThat(reader(Map.of()).read(ConfigReader.Flags.NONE).neighbours())
        .isEqualTo(Config.Neighbours.NONE);
    Map<String, String> two = Map.of("CLENS_TOOL_HOSTS", "http://127.0.0.1:3001, https://mcp.lan");
    assertThat(reader(two).read(ConfigReader.Flags.NONE).neighbours().hosts())
        .containsExactly(URI.create("http://127.0.0.1:3001"), URI.create("https://mcp.lan"));
  }
}
