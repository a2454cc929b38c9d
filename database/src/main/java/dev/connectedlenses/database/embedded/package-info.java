/**
 * The PostgreSQL server that travels inside the program: unpacked, initialised, run and stopped.
 */
@NullMarked
package dev.connectedlenses.database.embedded;

import org.jspecify.annotations.NullMarked;
