package org.authfilter.internal.web;

import org.authfilter.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * The JSON body of an error response (RFC 9457). Public, since implementations of JSON-B read public types only.
 *
 * @param error a code of the closed set {@link ErrorCode}; {@code null} if none applies
 * @param signIn the path of the sign-in page
 */
public record Problem(int status, String title, @Nullable String error, String signIn) {

    static Problem of(int status, ErrorCode error, String signIn) {
        return new Problem(status, error.message(), error.code(), signIn);
    }
}
