package dev.connectedlenses.engine.run;

import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * What somebody answered to a waiting node, as the queue of answers holds it.
 *
 * @param id of the answer's row
 */
record Answer(UUID id, UUID nodeId, JsonNode payload) {}
