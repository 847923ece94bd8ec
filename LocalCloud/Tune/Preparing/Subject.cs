using System.Collections.Concurrent;
using Amazon.Runtime;
using LocalCloud.AwsClients.Lambda;
using LocalCloud.Tune.Measuring;

namespace LocalCloud.Tune.Preparing;

/// <summary>
/// The function that is measured: gets a version behind an alias for each variant, and then has the settings and the code that it had.
/// From then on only the aliases are invoked. Ends with everything removed that it has made.
/// </summary>
/// <param name="limitCpu">On LocalCloud: each version has its part of the CPU.</param>
internal sealed class Subject(LambdaClient lambda, string function, FunctionFacts original, bool limitCpu, TimeProvider time)
{
    private const int RemovedAtOnce = 8;

    private readonly ConcurrentStack<string> _aliases = [],
        _versions = [];
    private readonly Dictionary<string, string> _variables = Traces.Without(original.Variables!);
    private byte[]? _originalZip;
    private bool _changed;

    public async Task KeepCodeAsync(Uri? location, CancellationToken cancellation) =>
        _originalZip = await OriginalCode.DownloadAsync(original, location, cancellation).ConfigureAwait(false);

    public async Task UseAsync(byte[] zip, string? architecture, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        _changed = true;
        await lambda.UpdateCodeAsync(function, zip, architecture ?? original.Architecture, CancellationToken.None).ConfigureAwait(false);
        await Readiness.AwaitAsync(lambda, function, null, time, cancellation).ConfigureAwait(false);
    }

    /// <summary>A version of the code that the function has now.</summary>
    public async Task PublishAsync(string alias, int memorySize, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var variables = new Dictionary<string, string>(_variables, StringComparer.Ordinal)
        {
            [Traces.Variable] = Traces.Describe(original.MemorySize, alias),
        };
        if (limitCpu)
            variables[CpuLimits.Variable] = "true";
        _changed = true;
        // What is sent is carried out, also when nobody waits for the answer any more: then nobody would know what there is to be removed
        await lambda.UpdateConfigurationAsync(function, memorySize, variables, CancellationToken.None).ConfigureAwait(false);
        await Readiness.AwaitAsync(lambda, function, null, time, cancellation).ConfigureAwait(false);
        var version = await lambda
            .PublishAsync(function, Traces.Describe(original.MemorySize), CancellationToken.None)
            .ConfigureAwait(false);
        _versions.Push(version);
        await lambda
            .CreateAliasAsync(function, new(alias, version, Traces.Describe(original.MemorySize)), CancellationToken.None)
            .ConfigureAwait(false);
        _aliases.Push(alias);
        await Readiness.AwaitAsync(lambda, function, alias, time, cancellation).ConfigureAwait(false);
    }

    /// <summary>Code, memory and variables are again what they were.</summary>
    public async Task RestoreAsync(CancellationToken cancellation)
    {
        if (!_changed)
            return;
        // An update may be under way, which another one does not interrupt
        await Readiness.AwaitAsync(lambda, function, null, time, cancellation).ConfigureAwait(false);
        if (_originalZip is not null)
        {
            await lambda.UpdateCodeAsync(function, _originalZip, original.Architecture, cancellation).ConfigureAwait(false);
            await Readiness.AwaitAsync(lambda, function, null, time, cancellation).ConfigureAwait(false);
        }
        await lambda.UpdateConfigurationAsync(function, original.MemorySize, _variables, cancellation).ConfigureAwait(false);
        await Readiness.AwaitAsync(lambda, function, null, time, cancellation).ConfigureAwait(false);
        _changed = false;
    }

    /// <returns>What is left, each with the reason; nothing when all is as it was.</returns>
    public async Task<IReadOnlyList<string>> EndAsync(CancellationToken cancellation)
    {
        var left = new ConcurrentQueue<string>();
        await TryAsync($"the memory of {function}, which was {original.MemorySize} MB", () => RestoreAsync(cancellation))
            .ConfigureAwait(false);
        var options = new ParallelOptions { MaxDegreeOfParallelism = RemovedAtOnce, CancellationToken = CancellationToken.None };
        // A version that an alias points to cannot be deleted
        await Parallel
            .ForEachAsync(_aliases, options, async (alias, _) =>
                await TryAsync($"alias {alias}", () => lambda.DeleteAliasAsync(function, alias, cancellation)).ConfigureAwait(false)
            )
            .ConfigureAwait(false);
        await Parallel
            .ForEachAsync(_versions, options, async (version, _) =>
                await TryAsync($"version {version}", () => lambda.DeleteVersionAsync(function, version, cancellation)).ConfigureAwait(false)
            )
            .ConfigureAwait(false);
        return [.. left];

        async Task TryAsync(string what, Func<Task> undo)
        {
            try
            {
                await undo().ConfigureAwait(false);
            }
            catch (Exception error)
                when (error is AmazonClientException or HttpRequestException or TuneException or OperationCanceledException)
            {
                left.Enqueue($"{what}: {error.Message}");
            }
        }
    }
}
