using LocalCloud.AwsClients;
using LocalCloud.AwsClients.Lambda;
using LocalCloud.Deploy;
using LocalCloud.Tune.Preparing;

namespace LocalCloud.Tune.ColdStarts;

/// <summary>
/// Starts functions from their packages in LocalCloud, over and over, and tells what their starts consist of. Nothing of it stays.
/// </summary>
internal static class ColdStartMeasurement
{
    private static readonly TimeSpan RemovalLimit = TimeSpan.FromSeconds(30);

    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static Task<int> RunAsync(
        ColdStartRequest request,
        IColdStartDisplay display,
        TimeProvider time,
        CancellationToken cancellation
    ) => TuneGuard.RunAsync(display, async () =>
        {
            Candidates.Published(request);
            var (opened, error) = AwsConnection.Open(request.Target);
            if (opened is null)
                throw new TuneException(error!, ExitCodes.BadInput);
            using var connection = opened;
            if (!connection.IsLocal)
                throw new TuneException(
                    "Cold starts are measured in a LocalCloud on this machine: --local or --endpoint-url. On AWS, "
                        + "`serverless tune FUNCTION --only-cold-starts` measures them.",
                    ExitCodes.BadInput
                );
            using var lambda = LambdaClient.Open(connection);
            if (request.LimitCpu)
                await CpuLimits.CheckAsync(connection, [request.MemorySize ?? 128], cancellation).ConfigureAwait(false);
            var candidates = await new Candidates(request, lambda).ReadAsync(display.Say, cancellation).ConfigureAwait(false);
            var specimens = candidates.Select(c => new Specimen(lambda, c, request.LimitCpu, time)).ToList();
            await MeasureAsync(request, specimens, display, time, cancellation).ConfigureAwait(false);
            var results = specimens.ConvertAll(s => s.Result());
            display.Show(results);
            if (request.JsonFile is { } file)
            {
                await File.WriteAllTextAsync(file, ColdStartJson.Of(results), cancellation).ConfigureAwait(false);
                display.Say($"wrote {file}");
            }
            return ExitCodes.Done;
        });

    private static async Task MeasureAsync(
        ColdStartRequest request,
        IReadOnlyList<Specimen> all,
        IColdStartDisplay display,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        var folder = Directory.CreateTempSubdirectory("coldstart-");
        try
        {
            foreach (var specimen in all)
                await specimen.CreateAsync(cancellation).ConfigureAwait(false);
            await display.FollowAsync(show => StartAsync(request, all, folder.FullName, show, time, cancellation)).ConfigureAwait(false);
        }
        finally
        {
            using var limit = new CancellationTokenSource(RemovalLimit, time);
            foreach (var specimen in all)
                if (await specimen.EndAsync(limit.Token).ConfigureAwait(false) is { } left)
                    display.Error($"not removed: {left}");
            folder.Delete(recursive: true);
        }
    }

    // Round by round, so that what else the machine does meets all of them
    private static async Task StartAsync(
        ColdStartRequest request,
        IReadOnlyList<Specimen> all,
        string folder,
        Action<TuneProgress> show,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        var (began, total, done) = (time.GetTimestamp(), all.Count * (request.Starts + 2), 0);
        for (var round = 0; round < request.Starts + 2; round++)
            foreach (var specimen in all)
            {
                if (round <= request.Starts)
                    await specimen.StartAsync(counts: round > 0, cancellation).ConfigureAwait(false);
                else
                    await specimen.TraceAsync(folder, cancellation).ConfigureAwait(false);
                done++;
                show(
                    new(
                        $"{specimen.Candidate.Function} {specimen.Candidate.Build}",
                        done,
                        total,
                        time.GetElapsedTime(began) / done * (total - done)
                    )
                );
            }
    }
}
