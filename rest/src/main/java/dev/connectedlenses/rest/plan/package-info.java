/** From a parsed request to what the database shall do, with every name resolved in the cache. */
@NullMarked
package dev.connectedlenses.rest.plan;

import org.jspecify.annotations.NullMarked;
