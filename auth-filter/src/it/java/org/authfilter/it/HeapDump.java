package org.authfilter.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.netbeans.lib.profiler.heap.FieldValue;
import org.netbeans.lib.profiler.heap.Heap;
import org.netbeans.lib.profiler.heap.HeapFactory;
import org.netbeans.lib.profiler.heap.Instance;
import org.netbeans.lib.profiler.heap.JavaClass;
import org.netbeans.lib.profiler.heap.ObjectFieldValue;
import org.netbeans.lib.profiler.heap.Value;

/** The heap of a server. Names classes and fields only: a heap is full of secrets. */
final class HeapDump {

    private static final Map<String, String> STRENGTHS = Map.of(
            "java.lang.ref.SoftReference", "soft reference",
            "java.lang.ref.WeakReference", "weak reference",
            "java.lang.ref.PhantomReference", "phantom reference",
            "java.lang.ref.FinalReference", "finalizer");

    private final Heap heap;

    HeapDump(Path file) throws IOException {
        heap = HeapFactory.createHeap(file.toFile());
    }

    /**
     * The shortest chain of references from a garbage collection root to what a reference of class {@code reference}
     * refers to; empty if all of them are cleared. Without a chain of strong references, the chain starts at the soft,
     * weak, phantom or final reference that can still reach the object, and names its strength.
     */
    List<String> chainToReferent(String reference) {
        return heap.getJavaClassByName(reference).getInstances().stream()
                .map(watched -> (Instance) watched.getValueOfField("referent"))
                .filter(Objects::nonNull)
                .findFirst()
                .map(held -> held.isGCRoot() || held.getNearestGCRootPointer() != null
                        ? strongChainTo(held)
                        : weakerChainTo(held, reference))
                .orElse(List.of());
    }

    private List<String> strongChainTo(Instance held) {
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

    /** Goes up breadth first to the nearest reference object, and past those of class {@code watching}. */
    private static List<String> weakerChainTo(Instance held, String watching) {
        Map<Instance, List<String>> chains = new HashMap<>(Map.of(held, List.of(name(held))));
        Queue<Instance> next = new ArrayDeque<>(List.of(held));
        while (!next.isEmpty()) {
            Instance current = next.remove();
            for (Value value : current.getReferences()) {
                Instance holder = value.getDefiningInstance();
                String strength = strength(holder);
                if (strength != null && !name(holder).equals(watching)) {
                    return linked(List.of(strength, name(holder) + ".referent"), chains.get(current));
                }
                if (strength == null && !chains.containsKey(holder)) {
                    chains.put(holder, linked(List.of(name(holder) + fields(holder, current)), chains.get(current)));
                    next.add(holder);
                }
            }
        }
        return List.of("no reference", name(held));
    }

    private static List<String> linked(List<String> start, List<String> rest) {
        return Stream.concat(start.stream(), rest.stream()).toList();
    }

    /** The strength of a reference object; {@code null} for any other object. */
    private static String strength(Instance instance) {
        JavaClass type = instance.getJavaClass();
        while (type != null && !STRENGTHS.containsKey(type.getName())) {
            type = type.getSuperClass();
        }
        return type == null ? null : STRENGTHS.get(type.getName());
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
