package dev.offstage.scheduler;

import org.junit.jupiter.api.Nested;

/** The fakes keep the contracts of the ports, as the real adapters do. */
final class InMemorySchedulerPortsTest {

    @Nested
    final class Store implements ScheduleStoreContract {
        @Override
        public ScheduleStore newStore() {
            return new InMemoryScheduleStore();
        }
    }

    @Nested
    final class Ledger implements FiringLedgerContract {
        @Override
        public FiringLedger newLedger() {
            return new InMemoryFiringLedger();
        }
    }

    @Nested
    final class Slot implements OverlapsContract {
        @Override
        public Overlaps newOverlaps() {
            return new InMemoryOverlaps();
        }
    }
}
