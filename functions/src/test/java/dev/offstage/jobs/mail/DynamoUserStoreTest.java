package dev.offstage.jobs.mail;

import dev.offstage.aws.LocalDynamo;

final class DynamoUserStoreTest implements UserStoreContract {
    private final UserStore store = new DynamoUserStore(LocalDynamo.client(), LocalDynamo.newTable());

    @Override
    public UserStore store() {
        return store;
    }
}
