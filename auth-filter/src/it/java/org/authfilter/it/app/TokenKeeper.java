package org.authfilter.it.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.Supplier;
import org.authfilter.AccessToken;

/** A bean for all users: the supplier must answer for whoever asks now. */
@ApplicationScoped
public class TokenKeeper {

    @Inject
    @AccessToken
    Supplier<String> token;

    public String current() {
        return token.get();
    }
}
