package org.authfilter.it.app;

import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What an application may learn of its sessions: a listener keeps all, and a page prints it with all attributes. */
@WebListener
@WebServlet("/public/attributes")
public class SeenAttributes extends HttpServlet implements HttpSessionAttributeListener {

    private static final Queue<String> HEARD = new ConcurrentLinkedQueue<>();

    @Override
    public void attributeAdded(HttpSessionBindingEvent event) {
        hear(event);
    }

    @Override
    public void attributeReplaced(HttpSessionBindingEvent event) {
        hear(event);
        HEARD.add("now " + event.getSession().getAttribute(event.getName()));
    }

    @Override
    public void attributeRemoved(HttpSessionBindingEvent event) {
        hear(event);
    }

    private static void hear(HttpSessionBindingEvent event) {
        HEARD.add("heard " + event.getName() + " = " + event.getValue() + " " + serialized(event.getValue()));
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        PrintWriter page = response.getWriter();
        HEARD.forEach(page::println);
        HttpSession session = request.getSession(false);
        if (session != null) {
            for (String name : Collections.list(session.getAttributeNames())) {
                Object value = session.getAttribute(name);
                page.println("session " + name + " = " + value + " " + serialized(value));
            }
        }
        for (String name : Collections.list(request.getAttributeNames())) {
            page.println("request " + name + " = " + request.getAttribute(name));
        }
    }

    private static String serialized(Object value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        } catch (IOException notSerializable) {
            return notSerializable.toString();
        }
        return bytes.toString(StandardCharsets.ISO_8859_1).replaceAll("[\\r\\n]", " ");
    }
}
