package org.authfilter.internal.provider.oidc;

import java.time.Clock;
import org.authfilter.internal.config.OidcClientAuth;
import org.authfilter.internal.config.OidcClientAuth.PrivateKeyJwt;
import org.authfilter.internal.config.OidcClientAuth.SecretBasic;
import org.authfilter.internal.config.OidcClientAuth.SecretPost;
import org.authfilter.internal.config.OidcSettings;

/** How a request to the issuer proves to come from the client (OpenID Connect Core 1.0, section 9). */
@FunctionalInterface
interface ClientAuthentication {

    /** The form with the proof. */
    Form authenticate(Form form);

    static ClientAuthentication of(OidcSettings settings, Clock clock) {
        OidcClientAuth said = settings.clientAuth();
        if (said instanceof SecretBasic basic) {
            return new ClientSecretBasic(settings.clientId(), basic.secret());
        }
        if (said instanceof SecretPost post) {
            return form -> form.with("client_id", settings.clientId()).with("client_secret", post.secret());
        }
        if (said instanceof PrivateKeyJwt key) {
            return new ClientAssertion(settings.clientId(), settings.issuer(), key, clock);
        }
        return form -> form.with("client_id", settings.clientId());
    }
}
