package org.authfilter.internal.boot;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import java.util.HashMap;
import java.util.Map;

/**
 * A request that costs next to nothing itself: all that it returns is there before. Only its attributes are new for each
 * request, in a map that the container has begun, as servers with CDI do.
 */
final class LightRequest extends HttpServletRequestWrapper {

    private final String servletPath;
    private final String requestUri;
    private final Cookie[] cookies;
    private final HttpSession session;
    private final ServletContext context;
    private final HttpServletMapping mapping;
    private Map<String, Object> attributes = new HashMap<>();

    LightRequest(HttpServletRequest prototype) {
        super(prototype);
        servletPath = prototype.getServletPath();
        requestUri = prototype.getRequestURI();
        cookies = prototype.getCookies();
        session = prototype.getSession(false);
        context = prototype.getServletContext();
        mapping = prototype.getHttpServletMapping();
    }

    /** The next request of the same kind. */
    void next() {
        attributes = new HashMap<>();
        attributes.put("container", this);
    }

    @Override
    public Object getAttribute(String name) {
        return attributes.get(name);
    }

    @Override
    public void setAttribute(String name, Object value) {
        attributes.put(name, value);
    }

    @Override
    public void removeAttribute(String name) {
        attributes.remove(name);
    }

    @Override
    public String getServletPath() {
        return servletPath;
    }

    @Override
    public String getPathInfo() {
        return null;
    }

    @Override
    public String getRequestURI() {
        return requestUri;
    }

    @Override
    public String getMethod() {
        return "GET";
    }

    @Override
    public String getHeader(String name) {
        return null;
    }

    @Override
    public Cookie[] getCookies() {
        return cookies;
    }

    @Override
    public HttpSession getSession(boolean create) {
        return session;
    }

    @Override
    public ServletContext getServletContext() {
        return context;
    }

    @Override
    public HttpServletMapping getHttpServletMapping() {
        return mapping;
    }

    @Override
    public boolean isRequestedSessionIdFromURL() {
        return false;
    }
}
