package dev.connectedlenses.outbound;

/** Why the egress policy did not let a request out. */
public enum Refusal {
  SCHEME(
      "its scheme is not allowed; use https, or have the operator allow the exact host and port"),
  FORM("it is not a plain URL of the form https://host/path; write the host as a name or address"),
  USERINFO("it holds a user name or password; pass a credential instead"),
  PORT("its port is not allowed; the operator can allow the exact host and port"),
  NAME("its host name is reserved for local use; the operator can allow the exact host and port"),
  ADDRESS(
      "its host is at an address that is not on the public internet; the operator can allow the"
          + " exact host and port"),
  METHOD("its method changes things and this caller may only read"),
  REDIRECT("it was redirected too often, or a request with a body was redirected"),
  DOWNGRADE("it was redirected from https to http");

  private final String because;

  Refusal(String because) {
    this.because = because;
  }

  String because() {
    return because;
  }
}
