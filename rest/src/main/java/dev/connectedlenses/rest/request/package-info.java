/** From the wire to a tree: the closed grammar of query strings, headers and bodies. */
@NullMarked
package dev.connectedlenses.rest.request;

import org.jspecify.annotations.NullMarked;
