package dev.offstage.acceptance;

import dev.offstage.local.template.Privilege;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** What the roles allow, held against what the functions called. */
final class Comparison {
    private Comparison() {}

    /** A sentence for each privilege that is missing, and for each that nobody used; none when both are the same. */
    static List<String> of(Collection<Privilege> allowed, Collection<Privilege> called) {
        TreeSet<String> faults = new TreeSet<>();
        for (Privilege call : called) {
            if (!allowed.contains(call)) {
                faults.add(call.function() + " calls " + call.action() + " on " + call.resource()
                        + ", which its role does not allow.");
            }
        }
        for (Privilege privilege : allowed) {
            if (!called.contains(privilege)) {
                faults.add(privilege.function() + " may call " + privilege.action() + " on " + privilege.resource()
                        + ", but never did: take it out of its role, or let a test use it.");
            }
        }
        return List.copyOf(faults);
    }
}
