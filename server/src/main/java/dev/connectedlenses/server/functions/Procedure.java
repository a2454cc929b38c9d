package dev.connectedlenses.server.functions;

import dev.connectedlenses.database.Identity;
import dev.connectedlenses.rest.ServerFunctions;
import tools.jackson.databind.node.ObjectNode;

/** The part of the server in one function of the database. */
@FunctionalInterface
interface Procedure {
  ServerFunctions.Part part(Identity caller, ObjectNode arguments);
}
