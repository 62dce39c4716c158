package org.authfilter.it.app.unsafe;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import org.authfilter.AccessToken;

/** An EJB serves many callers. */
@Stateless
public class StatelessEjb {

    @Inject
    @AccessToken
    String token;

    public String get() {
        return token;
    }
}
