package org.authfilter.internal.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.authfilter.ErrorCode;
import org.authfilter.internal.refresh.AuthenticationResult.TokenUnavailable;
import org.jspecify.annotations.Nullable;

/**
 * How requests are refused: by status, never by {@code sendError}, so that the application's error pages don't replace
 * the answer.
 */
public final class ErrorResponses {

    private static final Logger LOG = System.getLogger("org.authfilter.web");

    /** RFC 6585, section 4. */
    private static final int SC_TOO_MANY_REQUESTS = 429;

    private final Site site;
    private final Responses answers;

    public ErrorResponses(Site site, Responses answers) {
        this.site = site;
        this.answers = answers;
    }

    /** Sends a page to the sign-in page and answers a call with 401. */
    public void unauthenticated(HttpServletRequest request, HttpServletResponse response, ErrorCode error)
            throws IOException {
        if (RequestKind.of(request) == RequestKind.PAGE) {
            answers.redirect(response, site.location(request, site.signIn(request, whereToGoOn(request), error)));
        } else {
            problem(request, response, HttpServletResponse.SC_UNAUTHORIZED, error);
        }
    }

    /** Answers 503: somebody is signed in, but their token can't be refreshed now. */
    public void serviceUnavailable(
            HttpServletRequest request, HttpServletResponse response, TokenUnavailable notRefreshed)
            throws IOException {
        serviceUnavailable(request, response, notRefreshed.error(), notRefreshed.retryAfter());
    }

    /** Answers 503 with {@code Retry-After}. */
    public void serviceUnavailable(
            HttpServletRequest request, HttpServletResponse response, ErrorCode error, Duration retryAfter)
            throws IOException {
        response.setHeader("Retry-After", Long.toString(wholeSeconds(retryAfter)));
        int status = HttpServletResponse.SC_SERVICE_UNAVAILABLE;
        if (RequestKind.of(request) == RequestKind.PAGE) {
            answers.page(response, status, messagePage("Please try again", error.message()));
        } else {
            problem(request, response, status, error);
        }
    }

    /**
     * Answers 429 with {@code Retry-After}. A page gets that as well and no redirect, beside which {@code Retry-After}
     * would ask to delay the redirect (RFC 9110, section 10.2.3).
     *
     * @param callbackUrl where to go on after the sign-in, for the way back to the sign-in page
     */
    public void tooManySignIns(
            HttpServletRequest request, HttpServletResponse response, Duration retryAfter, @Nullable String callbackUrl)
            throws IOException {
        long seconds = wholeSeconds(retryAfter);
        response.setHeader("Retry-After", Long.toString(seconds));
        if (RequestKind.of(request) == RequestKind.PAGE) {
            String signInPage = site.signIn(request, site.callbackUrl(request, callbackUrl), null);
            answers.page(response, SC_TOO_MANY_REQUESTS, pleaseWait(seconds, signInPage));
        } else {
            String title = "Too many sign-ins have failed. Please wait before you try again.";
            String error = ErrorCode.TEMPORARILY_UNAVAILABLE.code();
            answers.problem(response, new Problem(SC_TOO_MANY_REQUESTS, title, error, site.signIn(request)));
        }
    }

    private static Page pleaseWait(long seconds, String signInPage) {
        String time = seconds == 1 ? "1 second" : seconds + " seconds";
        return new Page(
                "Please wait",
                "<p role=\"alert\">Too many sign-ins have failed. Please try again in " + time
                        + ".</p>\n<p><a class=\"button\" href=\"" + Page.escape(signInPage)
                        + "\">Back to the sign-in page</a></p>");
    }

    private static long wholeSeconds(Duration retryAfter) {
        return Math.max(1, retryAfter.getSeconds() + (retryAfter.getNano() > 0 ? 1 : 0));
    }

    /** Answers 403: nothing proves that the request comes from a page of this application. */
    public void csrfRejected(HttpServletRequest request, HttpServletResponse response) throws IOException {
        LOG.log(
                Level.INFO,
                "A POST was refused: nothing proves that it comes from {0}; if that is not where browsers see this"
                        + " application, set base-url",
                site.origin(request));
        int status = HttpServletResponse.SC_FORBIDDEN;
        if (RequestKind.of(request) == RequestKind.PAGE) {
            answers.page(response, status, messagePage("Please try again", ErrorCode.INVALID_CSRF.message()));
        } else {
            problem(request, response, status, ErrorCode.INVALID_CSRF);
        }
    }

    /** Answers with a status and a code of the closed set. */
    public void problem(HttpServletRequest request, HttpServletResponse response, int status, ErrorCode error)
            throws IOException {
        if (status == HttpServletResponse.SC_UNAUTHORIZED) {
            response.setHeader("WWW-Authenticate", "AuthFilter realm=\"" + site.root(request) + "/\"");
        }
        answers.problem(response, Problem.of(status, error, site.signIn(request)));
    }

    /** Answers with a status that has no code of its own. */
    public void plain(HttpServletRequest request, HttpServletResponse response, int status, String title)
            throws IOException {
        if (RequestKind.of(request) == RequestKind.PAGE) {
            answers.page(response, status, messagePage(title, "HTTP status " + status));
        } else {
            answers.problem(response, new Problem(status, title, null, site.signIn(request)));
        }
    }

    private static Page messagePage(String title, String message) {
        return new Page(title, "<p role=\"alert\">" + Page.escape(message) + "</p>");
    }

    private @Nullable String whereToGoOn(HttpServletRequest request) {
        return request.getMethod().equals("GET")
                ? site.here(request)
                : site.callbackUrl(request, request.getHeader("Referer"));
    }
}
