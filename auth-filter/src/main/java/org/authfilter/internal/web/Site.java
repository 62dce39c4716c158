package org.authfilter.internal.web;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.authfilter.ErrorCode;
import org.authfilter.internal.config.Settings;
import org.jspecify.annotations.Nullable;

/** The application as the browser sees it: its origin, its root and our addresses in it. */
public final class Site {

    private static final Logger LOG = System.getLogger("org.authfilter.web");

    private final @Nullable URI baseUrl;
    private final String path;
    private final @Nullable String signInPage;
    private final AtomicBoolean warned = new AtomicBoolean();

    public Site(Settings settings) {
        this.baseUrl = settings.baseUrl();
        this.path = settings.path();
        this.signInPage = settings.signInPage();
    }

    /** The path of the application's root, without a closing slash. */
    public String root(HttpServletRequest request) {
        return baseUrl == null ? request.getContextPath() : baseUrl.getRawPath();
    }

    /** A path of ours, such as {@code /session}, as the browser sees it. */
    public String endpoint(HttpServletRequest request, String below) {
        return root(request) + path + below;
    }

    /** The value of {@code Location} for a path as the browser sees it. */
    public String location(HttpServletRequest request, String browserPath) {
        return baseUrl == null ? browserPath : origin(request) + browserPath;
    }

    /** The whole address of a path as the browser sees it, as others need it to send the browser back. */
    public String absolute(HttpServletRequest request, String browserPath) {
        return origin(request) + browserPath;
    }

    /** The path of the sign-in page: the application's own or ours. */
    public String signIn(HttpServletRequest request) {
        return signInPage == null ? endpoint(request, "/signin") : root(request) + signInPage;
    }

    /** The path of the sign-in page, which is told where to go on and what has happened. */
    public String signIn(HttpServletRequest request, @Nullable String callbackUrl, @Nullable ErrorCode error) {
        StringBuilder address = new StringBuilder(signIn(request));
        char separator = '?';
        if (callbackUrl != null) {
            address.append(separator).append("callbackUrl=").append(encode(callbackUrl));
            separator = '&';
        }
        if (error != null) {
            address.append(separator).append("error=").append(error.code());
        }
        return address.toString();
    }

    public boolean hasOwnSignInPage() {
        return signInPage != null;
    }

    /** Whether this path is the application's own sign-in page, which is always public. */
    public boolean isSignInPage(RequestPath requested) {
        return requested.served().equals(signInPage);
    }

    /** {@code callbackUrl} if it leads into this application; {@code null} otherwise. */
    public @Nullable String callbackUrl(HttpServletRequest request, @Nullable String given) {
        return given == null
                ? null
                : CallbackUrl.accept(given, root(request), origin(request)).orElse(null);
    }

    /** The same, where nothing given means the application's root. */
    public String callbackUrlOrRoot(HttpServletRequest request, @Nullable String given) {
        String accepted = callbackUrl(request, given);
        return accepted == null ? root(request) + "/" : accepted;
    }

    /** The address of the present request as the browser sees it. */
    public @Nullable String here(HttpServletRequest request) {
        String below = request.getRequestURI()
                .substring(request.getContextPath().length())
                .replaceAll(";[^/]*", "");
        String query = request.getQueryString();
        return callbackUrl(request, root(request) + below + (query == null ? "" : "?" + query));
    }

    public boolean isSecure(HttpServletRequest request) {
        return origin(request).isSecure();
    }

    Origin origin(HttpServletRequest request) {
        if (baseUrl != null) {
            return Origin.of(baseUrl.getScheme(), baseUrl.getHost(), baseUrl.getPort());
        }
        Origin seen = Origin.of(request.getScheme(), request.getServerName(), request.getServerPort());
        if (!seen.isLocal() && warned.compareAndSet(false, true)) {
            LOG.log(
                    Level.WARNING,
                    "auth-filter takes {0} from the request for the address of this application; set base-url to say it",
                    seen);
        }
        return seen;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
