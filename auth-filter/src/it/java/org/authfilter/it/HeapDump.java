package org.authfilter.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.netbeans.lib.profiler.heap.FieldValue;
import org.netbeans.lib.profiler.heap.Heap;
import org.netbeans.lib.profiler.heap.HeapFactory;
import org.netbeans.lib.profiler.heap.Instance;
import org.netbeans.lib.profiler.heap.ObjectFieldValue;

/** What the heap of a server held. Names classes and fields only: a heap is full of secrets. */
final class HeapDump {

    private final Heap heap;

    HeapDump(Path file) throws IOException {
        heap = HeapFactory.createHeap(file.toFile());
    }

    /**
     * The shortest chain of strong references from a garbage collection root to what a reference of class {@code
     * reference} refers to; empty if all of them are cleared.
     */
    List<String> chainToReferent(String reference) {
        return heap.getJavaClassByName(reference).getInstances().stream()
                .map(watched -> (Instance) watched.getValueOfField("referent"))
                .filter(Objects::nonNull)
                .findFirst()
                .map(this::chainTo)
                .orElse(List.of());
    }

    private List<String> chainTo(Instance held) {
        Deque<String> chain = new ArrayDeque<>(List.of(name(held)));
        Instance current = held;
        while (current != null && !current.isGCRoot()) {
            Instance holder = current.getNearestGCRootPointer();
            if (holder != null) {
                chain.addFirst(name(holder) + fields(holder, current));
            }
            current = holder;
        }
        if (current != null) {
            chain.addFirst(heap.getGCRoot(current).getKind());
        }
        return List.copyOf(chain);
    }

    private static String name(Instance instance) {
        return instance.getJavaClass().getName();
    }

    private static String fields(Instance holder, Instance held) {
        return holder.getFieldValues().stream()
                .filter(value -> value instanceof ObjectFieldValue field && held.equals(field.getInstance()))
                .map(FieldValue::getField)
                .map(field -> "." + field.getName())
                .collect(Collectors.joining());
    }
}
