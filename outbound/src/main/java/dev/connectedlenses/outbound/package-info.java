/**
 * The one HTTP client that may leave the process.
 *
 * <p>It speaks HTTP/1.1 over its own sockets, one exchange per connection, because that is the only
 * way to be sure that the address that was checked is the address that is dialled: {@code
 * java.net.http} resolves names a second time, and if it is given an address in place of the name
 * it accepts certificates issued for the address and needs a process-wide switch to send the right
 * Host. Here the name is resolved once, every answer is judged, the socket connects to a judged
 * address, and the name serves only as Host, as SNI and for the check of the certificate.
 */
@NullMarked
package dev.connectedlenses.outbound;

import org.jspecify.annotations.NullMarked;
