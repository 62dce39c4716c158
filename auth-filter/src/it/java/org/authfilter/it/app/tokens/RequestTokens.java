package org.authfilter.it.app.tokens;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import org.authfilter.AccessToken;

/** Lives for one request, so that it may have the token itself. */
@RequestScoped
public class RequestTokens {

    @Inject
    @AccessToken
    String field;

    private String parameter;

    @Inject
    void keep(@AccessToken String token) {
        parameter = token;
    }

    public String both() {
        return field + " " + parameter;
    }
}
