package dev.connectedlenses.server.mail;

/** A letter in plain text to one mailbox. */
public record Letter(String to, String subject, String text) {}
