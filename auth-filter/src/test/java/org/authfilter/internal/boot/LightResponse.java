package org.authfilter.internal.boot;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.Collection;
import java.util.List;

/** A response with one header at most, so that it costs next to nothing itself. */
final class LightResponse extends HttpServletResponseWrapper {

    private String name;
    private List<String> values = List.of("");

    LightResponse(HttpServletResponse prototype) {
        super(prototype);
    }

    /** The next response. */
    void next() {
        name = null;
    }

    @Override
    public boolean containsHeader(String header) {
        return header.equals(name);
    }

    @Override
    public void setHeader(String header, String value) {
        name = header;
        if (!values.get(0).equals(value)) {
            values = List.of(value);
        }
    }

    @Override
    public String getHeader(String header) {
        return header.equals(name) ? values.get(0) : null;
    }

    @Override
    public Collection<String> getHeaders(String header) {
        return header.equals(name) ? values : List.of();
    }

    @Override
    public boolean isCommitted() {
        return false;
    }
}
