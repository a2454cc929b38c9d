grant clens_owner to authenticator
