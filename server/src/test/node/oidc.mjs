// An OpenID provider on loopback with people who type their name and no password. Prints where it is.
import { createServer } from "node:http";
import Provider from "oidc-provider";

const people = {
  alice: { email: "alice@corp.example", email_verified: true, name: "Alice A" },
  bob: { email: "bob@corp.example", email_verified: true, name: "Bob B" },
  carol: { email: "carol@corp.example", email_verified: true, name: "Carol C" },
  mallory: { email: "mallory@corp.example", email_verified: false, name: "Mallory" },
};

let provider;
const server = createServer((request, response) => provider.callback()(request, response));
server.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  provider = new Provider(issuer, {
    clients: [
      {
        client_id: "lenses",
        client_secret: "a secret: with/odd+characters?",
        redirect_uris: ["http://127.0.0.1/auth/v1/callback"],
        grant_types: ["authorization_code"],
        response_types: ["code"],
      },
    ],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: true } },
    cookies: { keys: ["only for tests"] },
    findAccount: (_, id) => ({ accountId: id, claims: async () => ({ sub: id, ...people[id] }) }),
  });
  // the server under test listens on a port that nobody knows beforehand
  provider.Client.prototype.redirectUriAllowed = (uri) => /^http:\/\/(127\.0\.0\.1|localhost):\d+\/auth\/v1\/callback$/.test(uri);
  console.log(`issuer ${issuer}`);
});
