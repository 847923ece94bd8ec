using LocalCloud.Tune.Results;

namespace LocalCloud.Tune.Measuring;

/// <summary>The cold start of each variant first, then the warm invocations of all of them in turns.</summary>
internal sealed class Measurement(TuneRequest request, Invoker invoker, TimeProvider time)
{
    public static int CountOf(TuneRequest request, int variants) => variants * (request.Invocations + (request.OnlyColdStarts ? 0 : 1));

    public async Task<IReadOnlyList<SizeResult>> RunAsync(
        IReadOnlyList<Measured> all,
        Action<TuneProgress> show,
        CancellationToken cancellation
    )
    {
        var total = CountOf(request, all.Count);
        var progress = new ProgressCount(total, all.ToDictionary(m => m.Variant, _ => total / all.Count), request.Parallel, show);
        if (!request.OnlyColdStarts)
            await InvokeAsync(Schedule.Of(all, [request.Payloads[0]], 1, request.Seed), progress, cancellation).ConfigureAwait(false);
        await InvokeAsync(Schedule.Of(all, request.Payloads, request.Invocations, request.Seed), progress, cancellation)
            .ConfigureAwait(false);
        return [.. all.Select(m => m.Result(request.OnlyColdStarts, request.Discard))];
    }

    private Task InvokeAsync(
        IEnumerable<(Measured Variant, int Round, string Payload)> schedule,
        ProgressCount progress,
        CancellationToken cancellation
    ) =>
        Parallel.ForEachAsync(
            schedule,
            new ParallelOptions { MaxDegreeOfParallelism = request.Parallel, CancellationToken = cancellation },
            async (next, stop) =>
            {
                var (measured, round, payload) = next;
                var began = time.GetTimestamp();
                measured.Add(
                    await invoker
                        .InvokeAsync(measured.Variant, measured.Aliases[round % measured.Aliases.Count], payload, stop)
                        .ConfigureAwait(false)
                );
                progress.Done(measured.Variant, time.GetElapsedTime(began));
            }
        );
}
