package org.authfilter.it.control;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Watches what undeployed applications leave behind: POST remembers, weakly, the class loader of the application whose
 * context path is in the body; PUT keeps a thread busy for a moment; GET collects garbage and says how many of them are
 * still there, and which threads run.
 */
@WebServlet("/")
public class LeakServlet extends HttpServlet {

    private final transient Queue<WeakReference<ClassLoader>> watched = new ConcurrentLinkedQueue<>();

    private static final int OCCUPIED_MILLIS = 500;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress()) {
            response.setStatus(403);
            return;
        }
        if (request.getMethod().equals("POST")) {
            watch(request.getReader().readLine());
        } else if (request.getMethod().equals("PUT")) {
            occupyThread();
        } else {
            report(response);
        }
    }

    private void watch(String contextPath) {
        watched.add(
                new WeakReference<>(getServletContext().getContext(contextPath).getClassLoader()));
    }

    /** An idle thread of a server may hold on to its last request, and with it to an undeployed application. */
    private static void occupyThread() {
        try {
            boolean unused = new CountDownLatch(1).await(OCCUPIED_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void report(HttpServletResponse response) throws IOException {
        System.gc();
        long alive = watched.stream().filter(loader -> loader.get() != null).count();
        response.getWriter().println(alive);
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            response.getWriter().println(thread.getName());
        }
    }
}
