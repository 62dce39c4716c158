package org.authfilter.internal.issuer;

import java.util.Map;
import java.util.Objects;

/**
 * The issuers of all providers of an application.
 *
 * @param permits for all requests that wait for a slow issuer
 * @param permitsOfSignIns those of them for requests that sign in or out: at most half, so that strangers do not keep
 *     users from their refreshes
 */
public record Issuers(Map<String, IssuerCalls> byProvider, WaitPermits permits, WaitPermits permitsOfSignIns) {

    public Issuers(Map<String, IssuerCalls> byProvider, WaitPermits permits) {
        this(byProvider, permits, permits.half());
    }

    /** The calls to the issuer of this provider, which must be configured. */
    public IssuerCalls of(String provider) {
        return Objects.requireNonNull(byProvider.get(provider), provider);
    }
}
