package org.authfilter.it.app;

import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the HTTP sessions of the application, and measures the heap of the server, in megabytes after a garbage collection,
 * and its threads.
 */
@WebServlet("/public/sessions")
@WebListener
public class SessionCounter extends HttpServlet implements HttpSessionListener {

    private static final AtomicInteger CREATED = new AtomicInteger();

    @Override
    public void sessionCreated(HttpSessionEvent event) {
        CREATED.incrementAndGet();
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        long heap = (runtime.totalMemory() - runtime.freeMemory()) >> 20;
        response.getWriter()
                .print(CREATED.get() + " " + heap + " "
                        + ManagementFactory.getThreadMXBean().getThreadCount());
    }
}
