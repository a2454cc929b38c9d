package dev.connectedlenses.server.audit;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What checking one or more chains came to.
 *
 * @param rows how many rows were read
 * @param checkpoints how many signatures were checked, in the database and outside
 * @param outside how many of them came from outside
 */
record AuditReport(long rows, long checkpoints, long outside, List<AuditTable.Problem> problems) {

  AuditReport {
    problems = List.copyOf(problems);
  }

  boolean whole() {
    return problems.isEmpty();
  }

  JsonNode json(CheckpointKey key) {
    ObjectNode json = JsonMapper.shared().createObjectNode();
    json.put("ok", whole()).put("rows", rows).put("checkpoints", checkpoints);
    json.put("outside", outside).put("key_id", key.id()).put("public_key", key.publicKey());
    var list = json.putArray("problems");
    for (AuditTable.Problem p : problems) {
      list.addObject()
          .put("owner", p.owner().toString())
          .put("seq", p.seq())
          .put("problem", p.problem());
    }
    return json;
  }
}
