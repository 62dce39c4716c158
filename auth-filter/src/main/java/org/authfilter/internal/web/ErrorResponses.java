package org.authfilter.internal.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.authfilter.ErrorCode;
import org.authfilter.internal.common.LogLimit;
import org.authfilter.internal.refresh.AuthenticationResult.TokenUnavailable;
import org.jspecify.annotations.Nullable;

/**
 * Writes the responses to requests that are refused. It sets the status and never calls {@code sendError}, so that no
 * error page of the application replaces the response.
 */
public final class ErrorResponses {

    private static final Logger LOG = System.getLogger("org.authfilter.web");

    /** RFC 6585, section 4. */
    private static final int SC_TOO_MANY_REQUESTS = 429;

    private final Site site;
    private final Responses responses;
    private final CorsOrigins corsOrigins;
    private final LogLimit logLimit;

    public ErrorResponses(Site site, Responses responses, CorsOrigins corsOrigins, LogLimit logLimit) {
        this.site = site;
        this.responses = responses;
        this.corsOrigins = corsOrigins;
        this.logLimit = logLimit;
    }

    /**
     * Redirects a page to the sign-in page (303). A call gets 401; a partial request of Jakarta Faces gets a partial
     * response that makes the script of Faces open the sign-in page.
     */
    public void unauthenticated(HttpServletRequest request, HttpServletResponse response, ErrorCode error)
            throws IOException {
        boolean isPage = RequestKind.of(request) == RequestKind.PAGE;
        if (!isPage && !ReturnAddress.isPartial(request)) {
            problem(request, response, HttpServletResponse.SC_UNAUTHORIZED, error);
            return;
        }
        ErrorCode shown = isPage || error != ErrorCode.SESSION_REQUIRED ? error : null;
        String signInPage = site.signIn(request, ReturnAddress.of(request, site), shown);
        String location = site.location(request, signInPage);
        if (isPage) {
            responses.redirect(response, location);
        } else {
            responses.partialRedirect(response, location);
        }
    }

    /** Redirects a page to the sign-in page, which leads to the application's root then. A call gets 401. */
    void signIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (RequestKind.of(request) == RequestKind.PAGE) {
            responses.redirect(response, site.location(request, site.signIn(request)));
        } else {
            problem(request, response, HttpServletResponse.SC_UNAUTHORIZED, ErrorCode.SESSION_REQUIRED);
        }
    }

    /**
     * Writes 503: the session has no valid access token, and none can be obtained now. A page leads to a new sign-in and to
     * the sign-out as well, for an issuer that refuses this session for good.
     */
    public void serviceUnavailable(
            HttpServletRequest request, HttpServletResponse response, TokenUnavailable unavailable) throws IOException {
        int status = HttpServletResponse.SC_SERVICE_UNAVAILABLE;
        if (RequestKind.of(request) == RequestKind.PAGE) {
            retryAfter(response, unavailable.retryAfter());
            Texts texts = responses.texts(request);
            String signInPage = site.signIn(request, ReturnAddress.of(request, site), null);
            String ways = tryAgain(request)
                    + Page.otherLink(signInPage, texts.get("sign-in-again"))
                    + Page.otherLink(site.endpoint(request, "/signout"), texts.get("sign-out"));
            page(request, response, status, unavailable.error(), ways);
        } else {
            serviceUnavailable(request, response, unavailable.error(), unavailable.retryAfter());
        }
    }

    /** Writes 503 with {@code Retry-After}. */
    public void serviceUnavailable(
            HttpServletRequest request, HttpServletResponse response, ErrorCode error, Duration retryAfter)
            throws IOException {
        retryAfter(response, retryAfter);
        int status = HttpServletResponse.SC_SERVICE_UNAVAILABLE;
        if (RequestKind.of(request) == RequestKind.PAGE) {
            page(request, response, status, error, tryAgain(request));
        } else {
            problem(request, response, status, error);
        }
    }

    /**
     * Writes 429 with {@code Retry-After}. A page is not redirected: beside a redirect, {@code Retry-After} is the time
     * to wait before the redirect is followed (RFC 9110, section 10.2.3).
     *
     * @param callbackUrl the target after the sign-in, for the link to the sign-in page
     */
    public void tooManySignIns(
            HttpServletRequest request, HttpServletResponse response, Duration retryAfter, @Nullable String callbackUrl)
            throws IOException {
        long seconds = wholeSeconds(retryAfter);
        retryAfter(response, retryAfter);
        if (RequestKind.of(request) == RequestKind.PAGE) {
            String signInPage = site.signIn(request, site.callbackUrl(request, callbackUrl), null);
            responses.page(response, SC_TOO_MANY_REQUESTS, pleaseWait(responses.texts(request), seconds, signInPage));
        } else {
            String title = "Too many sign-ins have failed. Please wait before you try again.";
            String error = ErrorCode.TEMPORARILY_UNAVAILABLE.code();
            problem(request, response, new Problem(SC_TOO_MANY_REQUESTS, title, error, site.signIn(request)));
        }
    }

    private static Page pleaseWait(Texts texts, long seconds, String signInPage) {
        String message = seconds == 1 ? texts.get("too-many-sign-ins-1") : texts.fill("too-many-sign-ins", seconds);
        return new Page(
                texts,
                texts.get("please-wait"),
                Page.error(message) + Page.link(signInPage, texts.get("back-to-sign-in")));
    }

    private static void retryAfter(HttpServletResponse response, Duration retryAfter) {
        response.setHeader("Retry-After", Long.toString(wholeSeconds(retryAfter)));
    }

    private static long wholeSeconds(Duration retryAfter) {
        return Math.max(1, retryAfter.getSeconds() + (retryAfter.getNano() > 0 ? 1 : 0));
    }

    /** Writes 403: the request has no proof that a page of this application sent it. */
    public void csrfRejected(HttpServletRequest request, HttpServletResponse response) throws IOException {
        logLimit.log(
                LOG,
                Level.INFO,
                "InvalidCsrf",
                "A request was rejected (InvalidCsrf): it was not sent by a page of {0}. If browsers see this application"
                        + " at another address, set base-url",
                site.origin(request));
        int status = HttpServletResponse.SC_FORBIDDEN;
        if (RequestKind.of(request) == RequestKind.PAGE) {
            page(request, response, status, ErrorCode.INVALID_CSRF, startPage(request));
        } else {
            problem(request, response, status, ErrorCode.INVALID_CSRF);
        }
    }

    /** Writes 403: the caller has none of the roles that the path needs. */
    void roleRequired(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String title = "You do not have a role that this page needs.";
        int status = HttpServletResponse.SC_FORBIDDEN;
        if (RequestKind.of(request) == RequestKind.PAGE) {
            Texts texts = responses.texts(request);
            String ways =
                    startPage(request) + Page.otherLink(site.endpoint(request, "/signout"), texts.get("sign-out"));
            String content = Page.error(texts.orElse("role-required", title)) + Page.actions(ways);
            responses.page(response, status, new Page(texts, texts.orElse("status.403", "Access denied"), content));
        } else {
            String error = ErrorCode.ACCESS_DENIED.code();
            problem(request, response, new Problem(status, title, error, site.signIn(request)));
        }
    }

    /** Writes a status with an error code of the closed set. */
    public void problem(HttpServletRequest request, HttpServletResponse response, int status, ErrorCode error)
            throws IOException {
        if (status == HttpServletResponse.SC_UNAUTHORIZED) {
            response.setHeader("WWW-Authenticate", "AuthFilter realm=\"" + site.root(request) + "/\"");
        }
        problem(request, response, Problem.of(status, error, site.signIn(request)));
    }

    private void problem(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        corsOrigins.allow(request, response);
        responses.problem(response, problem);
    }

    /** Writes a status that has no error code. */
    public void plain(HttpServletRequest request, HttpServletResponse response, int status, String title)
            throws IOException {
        if (RequestKind.of(request) == RequestKind.PAGE) {
            Texts texts = responses.texts(request);
            String content =
                    Page.error(texts.fill("status", status)) + Page.otherLink(root(request), texts.get("start-page"));
            responses.page(response, status, new Page(texts, texts.orElse("status." + status, title), content));
        } else {
            problem(request, response, new Problem(status, title, null, site.signIn(request)));
        }
    }

    private void page(
            HttpServletRequest request, HttpServletResponse response, int status, ErrorCode error, String ways)
            throws IOException {
        Texts texts = responses.texts(request);
        String content = Page.error(texts.get(error)) + Page.actions(ways);
        responses.page(response, status, new Page(texts, texts.get("please-try-again"), content));
    }

    /** The same page again, if it was asked for with GET; otherwise the application's root. */
    private String tryAgain(HttpServletRequest request) {
        String same = request.getMethod().equals("GET") ? site.addressOf(request) : null;
        Texts texts = responses.texts(request);
        return same == null ? startPage(request) : Page.link(same, texts.get("try-again"));
    }

    private String startPage(HttpServletRequest request) {
        return Page.link(root(request), responses.texts(request).get("start-page"));
    }

    private String root(HttpServletRequest request) {
        return site.callbackUrlOrRoot(request, null);
    }
}
