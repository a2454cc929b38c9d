package dev.connectedlenses.engine.node;

import java.util.List;

final class TransformKindTest extends NodeKindContract {
  @Override
  NodeKind kind() {
    return new TransformKind();
  }

  @Override
  List<String> rightConfigs() {
    return List.of(
        "{'text':'[[a]]'}",
        "{'output':{'n':{'$path':'a'}},'kind':'note','artifactKind':'note','join':'all'}",
        "{'output':null}");
  }

  @Override
  List<String> wrongConfigs() {
    return List.of("{}", "{'text':'x','output':1}", "{'text':1}", "{'text':'x','join':'some'}");
  }

  @Override
  Attempt sample() {
    return attempt("transform", "{'text':'<[[a]]>'}", null, "{'a':1}", new Told());
  }
}
