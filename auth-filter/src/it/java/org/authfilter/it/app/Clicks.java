package org.authfilter.it.app;

import jakarta.enterprise.context.Conversation;
import jakarta.enterprise.context.ConversationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;

/** Counts the clicks in a Faces page, in a conversation if one has begun. */
@Named
@ConversationScoped
public class Clicks implements Serializable {

    private static final long serialVersionUID = 1L;

    private int count;

    @Inject
    private Conversation conversation;

    public int getCount() {
        return count;
    }

    /** Counts. */
    public void click() {
        count++;
    }

    /** Begins a conversation, whose id is in the address from now on. */
    public String talk() {
        conversation.begin();
        return "page?faces-redirect=true";
    }
}
