using LocalCloud.AwsClients.Lambda;
using LocalCloud.Tune.Results;

namespace LocalCloud.Tune.Preparing;

/// <summary>Gives a function what has won.</summary>
internal static class Applying
{
    public const string Latest = "$LATEST";

    /// <param name="alias">Is made when there is none; or $LATEST, which is not published then.</param>
    /// <param name="build">null: its code stays.</param>
    /// <returns>What was done, for people.</returns>
    public static async Task<string> ApplyAsync(
        LambdaClient lambda,
        FunctionFacts original,
        string function,
        string alias,
        SizeResult winner,
        Build? build,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        if (build is not null)
        {
            await lambda
                .UpdateCodeAsync(function, OriginalCode.Read(build), build.Architecture ?? original.Architecture, cancellation)
                .ConfigureAwait(false);
            await Readiness.AwaitAsync(lambda, function, null, time, cancellation).ConfigureAwait(false);
        }
        await lambda
            .UpdateConfigurationAsync(function, winner.Size, Traces.Without(original.Variables!), cancellation)
            .ConfigureAwait(false);
        await Readiness.AwaitAsync(lambda, function, null, time, cancellation).ConfigureAwait(false);
        if (alias == Latest)
            return $"{function} has {winner.Name} now; it had {original.MemorySize} MB.";
        var version = await lambda.PublishAsync(function, $"{winner.Name}, by serverless tune", cancellation).ConfigureAwait(false);
        await Readiness.AwaitAsync(lambda, function, version, time, cancellation).ConfigureAwait(false);
        if ((await lambda.AliasesAsync(function, cancellation).ConfigureAwait(false)).Any(a => a.Name == alias))
            await lambda.UpdateAliasAsync(function, alias, version, cancellation).ConfigureAwait(false);
        else
            await lambda.CreateAliasAsync(function, new(alias, version, ""), cancellation).ConfigureAwait(false);
        return $"{function}:{alias} is version {version} now, {winner.Name}; $LATEST had {original.MemorySize} MB.";
    }
}
