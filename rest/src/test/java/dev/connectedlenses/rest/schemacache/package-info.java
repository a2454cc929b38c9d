/** Tests of what is known of the database. */
@NullMarked
package dev.connectedlenses.rest.schemacache;

import org.jspecify.annotations.NullMarked;
