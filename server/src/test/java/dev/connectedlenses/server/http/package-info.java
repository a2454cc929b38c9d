@NullMarked
package dev.connectedlenses.server.http;

import org.jspecify.annotations.NullMarked;
