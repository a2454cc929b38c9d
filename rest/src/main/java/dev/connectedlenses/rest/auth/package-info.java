/** Who is asking: bearer tokens to verified claims and a database role. */
@NullMarked
package dev.connectedlenses.rest.auth;

import org.jspecify.annotations.NullMarked;
