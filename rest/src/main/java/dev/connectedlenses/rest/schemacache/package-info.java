/** What the database holds, as its catalogs tell: relations, relationships, functions, types. */
@NullMarked
package dev.connectedlenses.rest.schemacache;

import org.jspecify.annotations.NullMarked;
