package org.authfilter.internal.provider.oidc;

import java.time.Clock;
import org.authfilter.internal.config.OidcSettings;

/** How a request to the issuer proves to come from the client (OpenID Connect Core 1.0, section 9). */
@FunctionalInterface
interface ClientAuthentication {

    /** The form with the proof. */
    Form authenticate(Form form);

    static ClientAuthentication of(OidcSettings settings, Clock clock) {
        String clientId = settings.clientId();
        return settings.clientAuth()
                .<ClientAuthentication>fold(
                        basic -> new ClientSecretBasic(clientId, basic.secret()),
                        post -> form -> form.with("client_id", clientId).with("client_secret", post.secret()),
                        key -> new ClientAssertion(clientId, settings.issuer(), key, clock),
                        none -> form -> form.with("client_id", clientId));
    }
}
