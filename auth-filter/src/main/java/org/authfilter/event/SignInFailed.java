package org.authfilter.event;

import org.authfilter.ErrorCode;

/** CDI event: a sign-in was refused. Fired on the thread of the request; an observer that throws breaks nothing. */
public record SignInFailed(String provider, ErrorCode error) {}
