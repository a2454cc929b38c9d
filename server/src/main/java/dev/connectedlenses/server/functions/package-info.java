/** The server's part in functions of the database, all of them listed in {@code Procedures}. */
@NullMarked
package dev.connectedlenses.server.functions;

import org.jspecify.annotations.NullMarked;
