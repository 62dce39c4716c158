package org.authfilter.it.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.Supplier;
import org.authfilter.AccessToken;

/** A bean for all users: the supplier must return the token of the current caller. */
@ApplicationScoped
public class TokenKeeper {

    @Inject
    @AccessToken
    Supplier<String> token;

    public String current() {
        return token.get();
    }
}
