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

/**
 * Watches what undeployed applications leave behind: POST remembers, weakly, the class loader of the application whose
 * context path is in the body; GET collects garbage and says how many of them are still there, and which threads run.
 */
@WebServlet("/")
public class LeakServlet extends HttpServlet {

    private final transient Queue<WeakReference<ClassLoader>> watched = new ConcurrentLinkedQueue<>();

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress()) {
            response.setStatus(403);
            return;
        }
        if (request.getMethod().equals("POST")) {
            watch(request.getReader().readLine());
        } else {
            report(response);
        }
    }

    private void watch(String contextPath) {
        watched.add(
                new WeakReference<>(getServletContext().getContext(contextPath).getClassLoader()));
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
