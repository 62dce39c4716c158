package org.authfilter.internal.web;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.PrintWriter;
import java.io.Writer;

/**
 * The response to a preflight of a protected path: status and headers, no body. Browsers ignore the body, and a servlet
 * that treats all methods alike would show a protected one.
 */
final class PreflightResponse extends HttpServletResponseWrapper {

    private static final String LENGTH = "Content-Length";

    PreflightResponse(HttpServletResponse response) {
        super(response);
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return new DiscardingOutputStream();
    }

    @Override
    public PrintWriter getWriter() {
        return new PrintWriter(Writer.nullWriter());
    }

    @Override
    public void setContentLength(int length) {
        super.setContentLength(0);
    }

    @Override
    public void setContentLengthLong(long length) {
        super.setContentLength(0);
    }

    @Override
    public void setHeader(String name, String value) {
        super.setHeader(name, LENGTH.equalsIgnoreCase(name) ? "0" : value);
    }

    @Override
    public void addHeader(String name, String value) {
        super.addHeader(name, LENGTH.equalsIgnoreCase(name) ? "0" : value);
    }

    @Override
    public void setIntHeader(String name, int value) {
        super.setIntHeader(name, LENGTH.equalsIgnoreCase(name) ? 0 : value);
    }

    @Override
    public void addIntHeader(String name, int value) {
        super.addIntHeader(name, LENGTH.equalsIgnoreCase(name) ? 0 : value);
    }

    /** Discards all bytes. */
    private static final class DiscardingOutputStream extends ServletOutputStream {
        @Override
        public void write(int octet) {}

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new IllegalStateException("a preflight has no body to write");
        }
    }
}
