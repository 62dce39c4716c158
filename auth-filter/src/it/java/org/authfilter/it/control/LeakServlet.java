package org.authfilter.it.control;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Watches what undeployed applications leave behind: POST remembers, weakly, the class loader of the application whose
 * context path is in the body; PUT keeps a thread busy for a moment; GET collects garbage and says how many of them are
 * still there, and which threads run; DELETE collects garbage and writes what is left into the file named in the body.
 */
@WebServlet("/")
public class LeakServlet extends HttpServlet {

    private final transient Queue<Watched> watched = new ConcurrentLinkedQueue<>();

    private static final int OCCUPIED_MILLIS = 500;

    /** By this class they are found in a heap dump. */
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
        if (request.getMethod().equals("POST")) {
            watch(request.getReader().readLine());
        } else if (request.getMethod().equals("PUT")) {
            occupyThread();
        } else if (request.getMethod().equals("DELETE")) {
            dumpHeap(request.getReader().readLine());
        } else {
            report(response);
        }
    }

    private void watch(String contextPath) {
        watched.add(new Watched(getServletContext().getContext(contextPath).getClassLoader()));
    }

    /** An idle thread of a server may hold on to its last request, and with it to an undeployed application. */
    private static void occupyThread() {
        try {
            boolean unused = new CountDownLatch(1).await(OCCUPIED_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** By name: WildFly's applications don't see the class of this MXBean. */
    private static void dumpHeap(String file) {
        try {
            ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=HotSpotDiagnostic"),
                            "dumpHeap",
                            new Object[] {file, true},
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
