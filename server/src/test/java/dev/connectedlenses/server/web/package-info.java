@NullMarked
package dev.connectedlenses.server.web;

import org.jspecify.annotations.NullMarked;
