/**
 * From a plan to one statement and its answer. The printer can write catalog identifiers, catalog
 * SQL, constants of this program and placeholders; a client's text is always bound.
 */
@NullMarked
package dev.connectedlenses.rest.sql;

import org.jspecify.annotations.NullMarked;
