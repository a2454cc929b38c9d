/** The web page: files packed into the jar, served with the strictest rules a browser knows. */
@NullMarked
package dev.connectedlenses.server.web;

import org.jspecify.annotations.NullMarked;
