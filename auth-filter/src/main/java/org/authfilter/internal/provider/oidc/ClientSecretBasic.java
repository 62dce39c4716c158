package org.authfilter.internal.provider.oidc;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** {@code client_secret_basic}: id and secret are form-encoded before they are joined (RFC 6749, section 2.3.1). */
record ClientSecretBasic(String clientId, String secret) implements ClientAuthentication {

    @Override
    public Form authenticate(Form form) {
        String joined = Form.encode(clientId) + ":" + Form.encode(secret);
        String encoded = Base64.getEncoder().encodeToString(joined.getBytes(StandardCharsets.UTF_8));
        return form.withHeader("Authorization", "Basic " + encoded);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "client_secret_basic";
    }
}
