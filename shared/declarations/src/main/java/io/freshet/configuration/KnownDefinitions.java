package io.freshet.configuration;

import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.PipelineLibrary;
import io.freshet.yaml.DeclarationException;
import io.freshet.yaml.DeclarationProblems;
import io.freshet.yaml.NearestWord;
import io.freshet.yaml.SectionReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The pipeline definitions that sources may go by.
 *
 * @param library those that can be read
 * @param complete whether these are all
 */
record KnownDefinitions(PipelineLibrary library, boolean complete) {

    private static final String KEY = "pipeline";

    /**
     * Reads definitions; blocks on reading files.
     *
     * @param problems gathers what is wrong with them where nobody is told of those left out
     * @param leftOut is told of those that are left out
     */
    static KnownDefinitions load(
            List<Path> files,
            DeclarationProblems problems,
            Optional<Consumer<DeclarationException>> leftOut) {
        DeclarationProblems found = new DeclarationProblems();
        PipelineLibrary library = PipelineLibrary.load(files, found);
        if (found.isEmpty()) {
            return new KnownDefinitions(library, true);
        }
        DeclarationException all = found.all();
        leftOut.ifPresentOrElse(told -> told.accept(all), () -> problems.add(all));
        return new KnownDefinitions(library, false);
    }

    /**
     * The one that a source names.
     *
     * @throws DeclarationException where there is none; without a word where it may be one of those
     *     that were left out
     */
    PipelineDefinition of(SectionReader source) {
        Optional<String> name = source.optionalText(KEY);
        if (!complete && name.flatMap(library::find).isEmpty()) {
            throw DeclarationException.followingFromAnother();
        }
        return name.map(library::find)
                .orElseGet(library::byDefault)
                .orElseThrow(() -> unknown(source, name));
    }

    private DeclarationException unknown(SectionReader source, Optional<String> name) {
        List<String> names = library.names();
        return source.invalid(
                KEY,
                "must name a pipeline definition, one of %s%s"
                        .formatted(
                                names,
                                name.map(wrong -> NearestWord.hint(wrong, names)).orElse("")));
    }
}
