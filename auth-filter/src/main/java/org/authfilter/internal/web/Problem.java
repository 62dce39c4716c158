package org.authfilter.internal.web;

import org.authfilter.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * Why a call was refused (RFC 9457).
 *
 * @param error a code of the closed set {@link ErrorCode}, where one fits
 * @param signIn the path of the sign-in page
 */
public record Problem(int status, String title, @Nullable String error, String signIn) {

    public static Problem of(int status, ErrorCode error, String signIn) {
        return new Problem(status, error.message(), error.code(), signIn);
    }
}
