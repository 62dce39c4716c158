package org.authfilter.internal.issuer;

import java.util.Map;
import java.util.Objects;

/**
 * The issuers of all providers of an application.
 *
 * @param permits for all requests that wait for a slow issuer
 * @param permitsOfSignIns those of them for requests that sign in or out: at most half, so that strangers do not keep
 *     users from their refreshes
 * @param permitsOfValidTokens as many others, for requests that wait for a refresh though their token is valid: those of many
 *     sessions together do not occupy all threads of the server
 */
public record Issuers(
        Map<String, IssuerCalls> byProvider,
        WaitPermits permits,
        WaitPermits permitsOfSignIns,
        WaitPermits permitsOfValidTokens) {

    public Issuers(Map<String, IssuerCalls> byProvider, WaitPermits permits) {
        this(byProvider, permits, permits.half(), permits.others());
    }

    /** The calls to the issuer of this provider, which must be configured. */
    public IssuerCalls of(String provider) {
        return Objects.requireNonNull(byProvider.get(provider), provider);
    }
}
