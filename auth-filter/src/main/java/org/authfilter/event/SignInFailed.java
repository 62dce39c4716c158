package org.authfilter.event;

import org.authfilter.ErrorCode;

/**
 * CDI event: a sign-in failed. Fired on the thread of the request. An exception of an observer is logged and has no other
 * effect.
 *
 * <p>Unauthenticated clients cause this event as often as they send requests. An observer that writes a line, a row or a
 * message for each must limit itself.
 *
 * @param provider the configured name of the provider
 * @param error the error that the browser gets
 */
public record SignInFailed(String provider, ErrorCode error) {}
