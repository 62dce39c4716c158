package org.authfilter.event;

import org.authfilter.ErrorCode;

/**
 * CDI event: a sign-in failed. Fired on the thread of the request. An exception of an observer is logged and has no other
 * effect.
 *
 * @param provider the configured name of the provider
 * @param error the error that the browser gets
 */
public record SignInFailed(String provider, ErrorCode error) {}
