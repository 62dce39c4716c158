package org.authfilter.it.app.unsafe;

import jakarta.ejb.Singleton;
import jakarta.inject.Inject;
import org.authfilter.AccessToken;

/** An EJB serves many callers. */
@Singleton
public class SingletonEjb {

    @Inject
    @AccessToken
    String token;

    public String get() {
        return token;
    }
}
