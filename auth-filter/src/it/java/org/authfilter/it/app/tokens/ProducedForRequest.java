package org.authfilter.it.app.tokens;

import jakarta.enterprise.inject.Vetoed;

/** What a producer method makes for one request. */
@Vetoed
public class ProducedForRequest {

    private final String token;

    public ProducedForRequest() {
        this(null);
    }

    ProducedForRequest(String token) {
        this.token = token;
    }

    public String token() {
        return token;
    }
}
