package dev.connectedlenses.server.accounts;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One {@link RightsServer} for all classes that ask for one: what they send is rolled back, so none
 * of them notices the others.
 */
final class SharedRights implements ParameterResolver {

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == RightsServer.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(SharedRights.class))
        .computeIfAbsent(RightsServer.class, type -> started(), RightsServer.class);
  }

  private static RightsServer started() {
    try {
      return new RightsServer();
    } catch (Exception e) {
      throw new IllegalStateException("the server of the rights matrix does not start", e);
    }
  }
}
