package org.authfilter.internal.web;

import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The page that the browser returns to after the sign-in that a refused request needs. */
final class ReturnAddress {

    /** The parameter with the id of a conversation (Jakarta CDI 4.0, section 20.3). */
    private static final Pattern CONVERSATION = Pattern.compile("(?<=[?&])cid=[^&]*(&|$)");

    private ReturnAddress() {}

    /**
     * Returns the address of the request if it can be requested again, otherwise the page that has sent it; {@code null}
     * if neither is a page of this application. A conversation that has ended with its session is left out, because Jakarta
     * Faces would respond with 500.
     */
    static @Nullable String of(HttpServletRequest request, Site site) {
        if (request.getMethod().equals("GET")) {
            String address = site.addressOf(request);
            return request.getSession(false) == null ? withoutConversation(request, address) : address;
        }
        String page = site.callbackUrl(request, request.getHeader("Referer"));
        return withoutConversation(request, page == null && isPartial(request) ? site.addressOf(request) : page);
    }

    /** Whether the script of Jakarta Faces sent the request, which has the address of its page. */
    static boolean isPartial(HttpServletRequest request) {
        return "partial/ajax".equals(request.getHeader("Faces-Request"));
    }

    private static @Nullable String withoutConversation(HttpServletRequest request, @Nullable String address) {
        if (address == null
                || !isFaces(request)
                || !CONVERSATION.matcher(address).find()) {
            return address;
        }
        String rest = CONVERSATION.matcher(address).replaceAll("");
        return rest.endsWith("?") || rest.endsWith("&") ? rest.substring(0, rest.length() - 1) : rest;
    }

    private static boolean isFaces(HttpServletRequest request) {
        String servlet = request.getHttpServletMapping().getServletName();
        ServletRegistration registration =
                servlet == null ? null : request.getServletContext().getServletRegistration(servlet);
        return isPartial(request) || (registration != null && FacesMapping.SERVLET.equals(registration.getClassName()));
    }
}
