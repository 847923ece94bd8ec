using System.Text.Json.Nodes;
using Amazon.Runtime;
using LocalCloud.AwsClients.Lambda;
using LocalCloud.Tune.Preparing;

namespace LocalCloud.Tune.ColdStarts;

/// <summary>A function of LocalCloud that was made to be measured, and goes again.</summary>
internal sealed class Specimen(LambdaClient lambda, Candidate candidate, bool limitCpu, TimeProvider time)
{
    private const string Prefix = "coldstart-",
        Role = "arn:aws:iam::000000000000:role/coldstart";

    /// <summary>The runtime writes what it has every 100 ms; a function is frozen as long after its answer.</summary>
    private static readonly TimeSpan Flush = TimeSpan.FromMilliseconds(150);

    private readonly string _name =
        $"{Prefix}{candidate.Function[..Math.Min(candidate.Function.Length, 40)]}-{Guid.NewGuid().ToString("N")[..8]}";
    private readonly List<double> _init = [],
        _first = [],
        _second = [];
    private int _maxMemory,
        _starts;
    private string? _error;
    private StartTrace? _trace;

    public Candidate Candidate => candidate;

    public Task CreateAsync(CancellationToken cancellation) =>
        lambda.CreateAsync(
            new JsonObject
            {
                ["FunctionName"] = _name,
                ["Role"] = Role,
                ["Runtime"] = candidate.Runtime,
                ["Handler"] = candidate.Handler,
                ["Architectures"] = new JsonArray(candidate.Architecture),
                ["MemorySize"] = candidate.MemorySize,
                ["Timeout"] = candidate.Timeout,
                ["Code"] = new JsonObject { ["ZipFile"] = Convert.ToBase64String(candidate.Zip) },
            },
            cancellation
        );

    /// <param name="counts">false: the first reads the files from the disk.</param>
    public async Task StartAsync(bool counts, CancellationToken cancellation)
    {
        await RenewAsync(new Dictionary<string, string>(), cancellation).ConfigureAwait(false);
        var (first, report) = await InvokeAsync(cancellation).ConfigureAwait(false);
        if (report.Init is not { } init || NeverStarted(first))
            throw new TuneException(
                $"{candidate.Function}: it does not start: {first.Payload}\nThe end of its "
                    + $"log:\n{first.Log.TrimEnd()}\nWhat it needs is given by --variable NAME=VALUE."
            );
        var (_, second) = await InvokeAsync(cancellation).ConfigureAwait(false);
        _maxMemory = Math.Max(_maxMemory, second.UsedMb);
        if (first.FunctionError is not null)
            _error = first.Payload;
        if (!counts)
            return;
        _init.Add(init);
        _first.Add(report.Duration);
        _second.Add(second.Duration);
    }

    /// <summary>Another start, which tells what it does and is slower for it: its times do not count.</summary>
    public async Task TraceAsync(string folder, CancellationToken cancellation)
    {
        var file = Path.Combine(folder, $"{_name}.nettrace");
        await RenewAsync(TraceFile.Variables(file), cancellation).ConfigureAwait(false);
        var (_, first) = await InvokeAsync(cancellation).ConfigureAwait(false);
        var done = time.GetUtcNow();
        // These give the runtime time to write what the first has done
        for (var i = 0; i < 3; i++)
        {
            await Task.Delay(Flush, time, cancellation).ConfigureAwait(false);
            await InvokeAsync(cancellation).ConfigureAwait(false);
        }
        _trace = TraceFile.Read(file, (done.AddMilliseconds(-first.Duration), done)) is { } trace
            ? trace with
            {
                BeforeRuntime = Math.Max(0, (first.Init ?? 0) - trace.InitEnd),
            }
            : null;
    }

    public ColdStartResult Result() =>
        new(
            candidate.Function,
            candidate.Build,
            candidate.MemorySize,
            PackageFacts.Of(candidate.Zip),
            [.. _init.Order()],
            [.. _first.Order()],
            [.. _second.Order()],
            _maxMemory,
            _error,
            _trace
        );

    /// <returns>null, or why it is still there.</returns>
    public async Task<string?> EndAsync(CancellationToken cancellation)
    {
        try
        {
            await lambda.DeleteAsync(_name, cancellation).ConfigureAwait(false);
            return null;
        }
        catch (AmazonServiceException error) when (error.StatusCode == System.Net.HttpStatusCode.NotFound)
        {
            // It never came to be
            return null;
        }
        catch (Exception error) when (error is AmazonClientException or HttpRequestException or OperationCanceledException)
        {
            return $"{_name}: {error.Message}";
        }
    }

    // What the function itself answers has a type of its own; these are Lambda's:
    // https://docs.aws.amazon.com/lambda/latest/dg/troubleshooting-invocation.html
    private static bool NeverStarted(Answer answer) =>
        answer.FunctionError is not null
        && (
            answer.Payload.Contains("\"errorType\":\"Runtime.", StringComparison.Ordinal)
            || answer.Payload.Contains("\"errorType\":\"Sandbox.", StringComparison.Ordinal)
        );

    /// <summary>What is changed makes its environments end.</summary>
    private Task RenewAsync(IReadOnlyDictionary<string, string> more, CancellationToken cancellation)
    {
        var variables = new Dictionary<string, string>(candidate.Variables, StringComparer.Ordinal) { [Traces.Variable] = $"{++_starts}" };
        if (limitCpu)
            variables[CpuLimits.Variable] = "true";
        foreach (var (name, value) in more)
            variables[name] = value;
        return lambda.UpdateConfigurationAsync(_name, candidate.MemorySize, variables, cancellation);
    }

    private async Task<(Answer Answer, ReportLine Report)> InvokeAsync(CancellationToken cancellation)
    {
        var answer = await lambda.InvokeAsync(_name, null, candidate.Payload, cancellation).ConfigureAwait(false);
        return (
            answer,
            ReportLine.Find(answer.Log)
                ?? throw new TuneException($"{candidate.Function}: there is no REPORT line in its log:\n{answer.Log}")
        );
    }
}
