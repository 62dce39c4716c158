package org.authfilter.it.cluster;

import jakarta.annotation.Resource;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collection;

/** Sends 200 once Payara's data grid has {@code ?of=} members and a copy of everything on another one, until then 503. */
@WebServlet("/members")
public class MembersServlet extends HttpServlet {

    @Resource(lookup = "payara/Hazelcast")
    private transient Object grid;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
        response.setStatus(
                isWhole(Integer.parseInt(request.getParameter("of")))
                        ? HttpServletResponse.SC_OK
                        : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    }

    private boolean isWhole(int expected) {
        try {
            Object cluster = read(grid, "com.hazelcast.core.HazelcastInstance", "getCluster");
            Object partitions = read(grid, "com.hazelcast.core.HazelcastInstance", "getPartitionService");
            Object members = read(cluster, "com.hazelcast.cluster.Cluster", "getMembers");
            Object isSafe = read(partitions, "com.hazelcast.partition.PartitionService", "isClusterSafe");
            return ((Collection<?>) members).size() == expected && isSafe.equals(true);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The grid's classes are there on Payara only. */
    private static Object read(Object target, String type, String getter) throws ReflectiveOperationException {
        return Class.forName(type, true, target.getClass().getClassLoader())
                .getMethod(getter)
                .invoke(target);
    }
}
