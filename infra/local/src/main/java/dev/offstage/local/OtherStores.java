package dev.offstage.local;

import dev.offstage.local.template.Stack;

/** Queues and tables that another emulator keeps, such as LocalStack: what is missing there is made, nothing is taken away. */
record OtherStores(Endpoints endpoints) implements Stores {
    static OtherStores ensure(Stack stack, Endpoints endpoints) throws StartException {
        Provision.queues(stack, endpoints.queues());
        Provision.tables(stack, endpoints.tables());
        return new OtherStores(endpoints);
    }

    @Override
    public void close() {
        // They are not ours to end.
    }
}
