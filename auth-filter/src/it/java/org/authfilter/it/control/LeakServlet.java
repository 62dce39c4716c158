package org.authfilter.it.control;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Watches what undeployed applications leave behind. POST remembers, weakly, the class loader of the application whose
 * context path is in the body; without a body, a new class loader that only a soft reference keeps. PUT keeps a thread
 * busy for a moment. GET collects garbage and reports how many of the class loaders are left, and the names of all
 * threads. DELETE writes the heap into the file named in the body; with the parameter {@code collect} it collects
 * garbage first.
 */
@WebServlet("/")
public class LeakServlet extends HttpServlet {

    private static final Duration BUSY = Duration.ofMillis(500);

    private final transient Queue<Watched> watched = new ConcurrentLinkedQueue<>();
    private final transient Queue<SoftReference<ClassLoader>> softly = new ConcurrentLinkedQueue<>();

    /** The class by which the watched loaders are found in a heap dump. */
    private static final class Watched extends WeakReference<ClassLoader> {
        Watched(ClassLoader loader) {
            super(loader);
        }
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress()) {
            response.setStatus(403);
            return;
        }
        String body = request.getReader().readLine();
        if (request.getMethod().equals("POST")) {
            watch(body);
        } else if (request.getMethod().equals("PUT")) {
            keepThreadBusy();
        } else if (request.getMethod().equals("DELETE")) {
            dumpHeap(body, "collect".equals(request.getQueryString()));
        } else {
            report(response);
        }
    }

    private void watch(String contextPath) {
        if (contextPath != null) {
            watched.add(new Watched(getServletContext().getContext(contextPath).getClassLoader()));
            return;
        }
        ClassLoader loader = new URLClassLoader(new URL[0]);
        softly.add(new SoftReference<>(loader));
        watched.add(new Watched(loader));
    }

    /** An idle thread of a server may still refer to its last request, and so to an undeployed application. */
    private static void keepThreadBusy() {
        long end = System.nanoTime() + BUSY.toNanos();
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    /** By name: WildFly's applications don't see the class of this MXBean. */
    private static void dumpHeap(String file, boolean collect) {
        try {
            ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=HotSpotDiagnostic"),
                            "dumpHeap",
                            new Object[] {file, collect},
                            new String[] {"java.lang.String", "boolean"});
        } catch (JMException e) {
            throw new IllegalStateException(e);
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
