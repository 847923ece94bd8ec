using LocalCloud.AwsClients;
using LocalCloud.AwsClients.Lambda;
using LocalCloud.Deploy;
using LocalCloud.Tune.Preparing;

namespace LocalCloud.Tune;

/// <summary>
/// Measures a function at several memory sizes and says which to take:
/// https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html.
/// </summary>
internal static class Tuning
{
    /// <returns>One of <see cref="ExitCodes"/>, or <see cref="TuneExitCodes.Slower"/>.</returns>
    public static Task<int> RunAsync(TuneRequest request, ITuneDisplay display, TimeProvider time, CancellationToken cancellation) =>
        WithClientAsync(request.Target, display, (connection, lambda) =>
            new TuningRun(request, display, time, connection, lambda).RunAsync(cancellation)
        );

    /// <summary>Removes what a measurement that was killed has left at a function.</summary>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static Task<int> CleanAsync(
        AwsTarget target,
        string function,
        ITuneDisplay display,
        TimeProvider time,
        CancellationToken cancellation
    ) => WithClientAsync(target, display, async (_, lambda) =>
        {
            var removed = await Leftovers.RemoveAsync(lambda, function, time, cancellation).ConfigureAwait(false);
            foreach (var line in removed)
                display.Say($"removed {line}");
            if (removed.Count == 0)
                display.Say($"{function} has nothing of `serverless tune`.");
            return ExitCodes.Done;
        });

    private static Task<int> WithClientAsync(AwsTarget target, ITuneDisplay display, Func<AwsConnection, LambdaClient, Task<int>> run) =>
        TuneGuard.RunAsync(display, async () =>
        {
            var (opened, error) = AwsConnection.Open(target);
            if (opened is null)
                throw new TuneException(error!, ExitCodes.BadInput);
            using var connection = opened;
            using var lambda = LambdaClient.Open(connection);
            return await run(connection, lambda).ConfigureAwait(false);
        });
}
