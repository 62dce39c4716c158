package org.authfilter.it;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many calls of one browser that start together. */
public final class RequestsAtOnce {

    private RequestsAtOnce() {}

    /** Sends {@code requests} calls of {@code path}, and returns when all have their response. */
    public static List<HttpResponse<String>> send(int requests, Browser browser, String path) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(requests);
        try {
            CountDownLatch ready = new CountDownLatch(requests);
            Callable<HttpResponse<String>> request = () -> {
                ready.countDown();
                ready.await();
                return browser.call(path);
            };
            List<HttpResponse<String>> responses = new ArrayList<>();
            for (Future<HttpResponse<String>> response : threads.invokeAll(Collections.nCopies(requests, request))) {
                responses.add(response.get());
            }
            return responses;
        } finally {
            threads.shutdownNow();
        }
    }
}
