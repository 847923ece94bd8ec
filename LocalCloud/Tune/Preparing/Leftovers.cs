using LocalCloud.AwsClients.Lambda;
using LocalCloud.Deploy;

namespace LocalCloud.Tune.Preparing;

/// <summary>What a measurement that was killed has left behind.</summary>
internal static class Leftovers
{
    /// <exception cref="TuneException">There is one under way, or one was killed; or the user has aliases of our names.</exception>
    public static async Task RefuseAsync(
        LambdaClient lambda,
        FunctionFacts function,
        IReadOnlyList<string> names,
        CancellationToken cancellation
    )
    {
        var aliases = await lambda.AliasesAsync(function.Name, cancellation).ConfigureAwait(false);
        if (aliases.Any(a => Traces.IsOurs(a.Description)) || function.Variables!.ContainsKey(Traces.Variable))
            throw new TuneException(
                $"{function.Name} is under another `serverless tune`, which goes on or was killed. `serverless tune "
                    + $"{function.Name} --clean` removes what it has made and gives the function its memory back."
            );
        if (aliases.Where(a => names.Contains(a.Name, StringComparer.Ordinal)).ToList() is { Count: > 0 } theirs)
            throw new TuneException(
                $"{function.Name} has the aliases {string.Join(", ", theirs.Select(a => a.Name))} already, which are "
                    + "not of `serverless tune`. Rename them.",
                ExitCodes.BadInput
            );
    }

    /// <summary>The function's code is not put back: where builds were compared, its last deployment has to be repeated.</summary>
    /// <returns>What was removed, for people.</returns>
    public static async Task<IReadOnlyList<string>> RemoveAsync(
        LambdaClient lambda,
        string function,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        var removed = new List<string>();
        var facts = await Readiness.AwaitAsync(lambda, function, null, time, cancellation).ConfigureAwait(false);
        if (facts.Variables?.GetValueOrDefault(Traces.Variable) is { } note)
        {
            var memory = Traces.MemorySize(note) ?? facts.MemorySize;
            await lambda.UpdateConfigurationAsync(function, memory, Traces.Without(facts.Variables), cancellation).ConfigureAwait(false);
            removed.Add($"variable {Traces.Variable}; the memory is {memory} MB again");
        }
        foreach (var alias in await lambda.AliasesAsync(function, cancellation).ConfigureAwait(false))
        {
            if (!Traces.IsOurs(alias.Description))
                continue;
            await lambda.DeleteAliasAsync(function, alias.Name, cancellation).ConfigureAwait(false);
            removed.Add($"alias {alias.Name}");
        }
        foreach (var (number, description) in await lambda.VersionsAsync(function, cancellation).ConfigureAwait(false))
        {
            if (!Traces.IsOurs(description))
                continue;
            await lambda.DeleteVersionAsync(function, number, cancellation).ConfigureAwait(false);
            removed.Add($"version {number}");
        }
        return removed;
    }
}
