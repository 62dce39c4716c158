package org.authfilter.it.old;

import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;

/** Sends for each message the name of the caller that opened the connection. */
@ServerEndpoint("/chat")
public class ChatEndpoint {

    @OnMessage
    public String response(String message, Session session) {
        return session.getUserPrincipal() == null
                ? message + " of no user"
                : message + " of " + session.getUserPrincipal().getName();
    }
}
