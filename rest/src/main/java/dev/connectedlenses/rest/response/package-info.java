/** From the database's answer to status, headers and bytes. */
@NullMarked
package dev.connectedlenses.rest.response;

import org.jspecify.annotations.NullMarked;
