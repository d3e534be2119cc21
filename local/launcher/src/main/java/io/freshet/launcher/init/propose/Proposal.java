package io.freshet.launcher.init.propose;

import java.util.List;

/**
 * A definition that is proposed, and what there is to say of it.
 *
 * @param tables what is read
 * @param joins how rows lead to rows of other tables
 * @param charts what is shown
 * @param remarks a sentence for each table that was looked at, and further ones
 */
public record Proposal(
        List<ProposedTable> tables,
        List<ProposedJoin> joins,
        List<ProposedChart> charts,
        List<Remark> remarks) {

    public Proposal {
        tables = List.copyOf(tables);
        joins = List.copyOf(joins);
        charts = List.copyOf(charts);
        remarks = List.copyOf(remarks);
    }
}
