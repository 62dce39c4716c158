package org.authfilter.it.app.tokens;

import jakarta.ws.rs.WebApplicationException;
import java.util.concurrent.Callable;
import org.authfilter.AccessTokenUnavailableException;

/** What comes of a call, in a word: its response, its status, or why there was no token. */
final class Outcome {

    private Outcome() {}

    static String of(Callable<String> call) {
        try {
            return call.call();
        } catch (Exception failed) {
            return describe(failed);
        }
    }

    private static String describe(Exception failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof AccessTokenUnavailableException unavailable) {
                return "no token: " + unavailable.reason();
            }
            if (cause instanceof WebApplicationException refused) {
                return "status " + refused.getResponse().getStatus();
            }
        }
        return "failed: " + failed;
    }
}
