package dev.connectedlenses.providers;

import dev.connectedlenses.providers.ProviderException.Kind;

final class DemoContractTest extends ProviderContractTest {
  @Override
  Provider provider() {
    return DemoProvider.instant();
  }

  @Override
  String model() {
    return DemoProvider.MODEL;
  }

  @Override
  String promptThatFails(Kind kind) {
    String marker =
        switch (kind) {
          case RATE_LIMIT -> "demo:rate-limit retry-after=2";
          case TIMEOUT -> "demo:timeout";
          case PROVIDER_ERROR -> "demo:fail";
          case AUTH -> "demo:auth";
          case BAD_REQUEST -> "demo:bad-request";
        };
    return "Summarise: The ferry was late. " + marker;
  }

  @Override
  String promptThatPauses() {
    return "demo:slow 300ms Echo: one two three four five six seven eight nine ten "
        + "and so on ".repeat(100);
  }

  @Override
  String promptForJson() {
    return "Title and score of this: The ferry was late. The bus was not.";
  }
}
