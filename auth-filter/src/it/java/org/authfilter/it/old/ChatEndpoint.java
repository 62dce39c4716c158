package org.authfilter.it.old;

import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;

/** Answers each message with the name of whoever opened the connection. */
@ServerEndpoint("/chat")
public class ChatEndpoint {

    @OnMessage
    public String answer(String message, Session session) {
        return session.getUserPrincipal() == null
                ? message + " of nobody"
                : message + " of " + session.getUserPrincipal().getName();
    }
}
