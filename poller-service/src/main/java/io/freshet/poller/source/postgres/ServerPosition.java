package io.freshet.poller.source.postgres;

/**
 * How far a server's history went when it was asked.
 *
 * @param system the cluster: a standby has its primary's
 * @param timeline the branch of the cluster's history; grows with each promotion
 * @param wal the position written, or on a standby replayed, in bytes of write-ahead log
 * @param standby whether it only replays
 */
record ServerPosition(long system, long timeline, long wal, boolean standby) {

    /**
     * Whether this server does not have all yet that {@code read} had, and will: a standby that
     * lags. A primary with less than was read is another history, such as a restored backup.
     */
    boolean behind(ServerPosition read) {
        return standby && system == read.system && timeline <= read.timeline && wal < read.wal;
    }

    ServerPosition at(long newWal) {
        return new ServerPosition(system, timeline, newWal, standby);
    }

    /** The position as PostgreSQL writes it. */
    String text() {
        return "%X/%X".formatted(wal >>> 32, wal & 0xFFFF_FFFFL);
    }
}
