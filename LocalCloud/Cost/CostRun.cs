using System.Text.Json.Nodes;
using Amazon.Runtime;
using LocalCloud.AwsClients;
using LocalCloud.AwsClients.CloudFormation;
using LocalCloud.AwsClients.Lambda;
using LocalCloud.AwsClients.Logs;
using LocalCloud.AwsClients.Metrics;
using LocalCloud.Cost.Around;
using LocalCloud.Cost.Measuring;
using LocalCloud.Cost.Report;
using LocalCloud.Deploy.Dist;
using LocalCloud.Prices;
using LocalCloud.Prices.Fixed;
using LocalCloud.Templates;

namespace LocalCloud.Cost;

/// <summary>Reads what a stack has done, and reckons what that costs.</summary>
internal sealed class CostRun
{
    private readonly CostRequest _request;
    private readonly AwsConnection _connection;
    private readonly TimeProvider _time;
    private readonly Action<string> _progress;

    private CostRun(CostRequest request, AwsConnection connection, TimeProvider time, Action<string> progress) =>
        (_request, _connection, _time, _progress) = (request, connection, time, progress);

    /// <param name="request">What to look at.</param>
    /// <param name="time">Now ends the window.</param>
    /// <param name="progress">Is told what is being read.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="CostException">What was given or found does not do.</exception>
    /// <exception cref="AmazonServiceException">AWS refuses.</exception>
    public static async Task<CostReport> RunAsync(
        CostRequest request,
        TimeProvider time,
        Action<string> progress,
        CancellationToken cancellation
    )
    {
        var (connection, error) = AwsConnection.Open(request.Target);
        if (connection is null)
            throw new CostException(error!, CostExitCodes.BadInput);
        using (connection)
            return await new CostRun(request, connection, time, progress).RunAsync(cancellation).ConfigureAwait(false);
    }

    private async Task<CostReport> RunAsync(CancellationToken cancellation)
    {
        var (prices, list) = Prices();
        var published = Published();
        var name = _request.StackName
            ?? published?.StackName
            ?? throw new CostException("Which stack? Give --stack NAME, or the folder that publish has written.", CostExitCodes.BadInput);
        _progress($"{name} on {_connection.Place}");
        var stack = await _connection.CloudFormation.FindStackAsync(name, cancellation).ConfigureAwait(false)
            ?? throw new CostException(
                $"There is no stack {name} on {_connection.Place}: `serverless deploy` makes it, --stack names another."
            );
        var resources = await _connection.CloudFormation.ResourcesAsync(stack.Id, cancellation).ConfigureAwait(false);
        var text = published?.Template.Text ?? await _connection.CloudFormation.TemplateAsync(stack.Id, cancellation).ConfigureAwait(false);
        var template = new TemplateView(TemplateYaml.Read(text) as JsonObject ?? [], stack.Values);

        var counted = await CountedAsync(resources, cancellation).ConfigureAwait(false);
        var window = Window(counted?.From);
        var functions = await FunctionsAsync(resources, window, published, cancellation).ConfigureAwait(false);
        functions = Scheduled(functions, Schedules.PerHour(template), window, stack.Created);
        var usage = counted?.Reading ?? await MetricsAsync(resources, functions, window, cancellation).ConfigureAwait(false);
        return new Reckoning(_request, prices, template, functions, usage, window, isLocal: _connection.IsLocal).Report(
            name,
            _connection.Place,
            list
        );
    }

    private (RegionPrices Prices, PriceList List) Prices()
    {
        try
        {
            var list = PriceList.Load(_request.PricesFile);
            return (list.Region(_request.PricesRegion ?? _connection.Region), list);
        }
        catch (PriceFileException error)
        {
            throw new CostException(error.Message, CostExitCodes.BadInput);
        }
    }

    private PublishedFolder? Published()
    {
        if (_request.Path is not { } path)
            return null;
        // The stack can be asked for its template
        if (_request.StackName is not null && !Path.Exists(path))
            return null;
        var (published, error) = PublishedFolder.Read(path);
        return published ?? throw new CostException(error!, CostExitCodes.BadInput);
    }

    private async Task<(UsageReading Reading, DateTimeOffset From)?> CountedAsync(
        IReadOnlyList<StackResource> resources,
        CancellationToken cancellation
    )
    {
        if (_connection is not { IsLocal: true, Endpoint: { } endpoint })
            return null;
        var own = resources.Select(r => r.PhysicalId).OfType<string>();
        return await LocalCloudUsage.ReadAsync(endpoint, _request.Since, own, cancellation).ConfigureAwait(false);
    }

    private Window Window(DateTimeOffset? countedFrom)
    {
        var now = _time.GetUtcNow();
        // LocalCloud keeps what functions have logged over a restart, and counts from its start, or from --since where that is later
        var from = countedFrom ?? _request.Since ?? now.AddDays(-1);
        return from < now ? new(from, now) : throw new CostException($"--since {from:O} is not in the past.", CostExitCodes.BadInput);
    }

    private async Task<List<FunctionMeasurement>> FunctionsAsync(
        IReadOnlyList<StackResource> resources,
        Window window,
        PublishedFolder? published,
        CancellationToken cancellation
    )
    {
        using var lambda = LambdaClient.Open(_connection);
        using var logs = LogsClient.Open(_connection);
        using var metrics = MetricsClient.Open(_connection);
        var reader = new FunctionReader(lambda, logs, metrics, _request.MostReports);
        var builds = published is null ? new Dictionary<string, string>() : PublishedSummary.Builds(published.Folder);
        var functions = new List<FunctionMeasurement>();
        foreach (var resource in resources)
        {
            if (resource is not { Type: "AWS::Lambda::Function" or "AWS::Serverless::Function", PhysicalId: { } name })
                continue;
            _progress($"reading {name}");
            var measured = await reader.ReadAsync(resource.LogicalId, name, window, cancellation).ConfigureAwait(false);
            functions.Add(measured with { Build = builds.GetValueOrDefault(resource.LogicalId) });
        }
        return functions.Count > 0 ? functions : throw new CostException("The stack has no Lambda function: there is nothing to measure.");
    }

    /// <summary>A schedule calls since the stack is there, and no more often than anything ran.</summary>
    internal static List<FunctionMeasurement> Scheduled(
        IEnumerable<FunctionMeasurement> functions,
        IReadOnlyDictionary<string, decimal> perHour,
        Window window,
        DateTimeOffset? created
    )
    {
        var hours = (decimal)Math.Max(0, (window.To - (created > window.From ? created.Value : window.From)).TotalHours);
        return
        [
            .. functions.Select(f =>
                perHour.TryGetValue(f.Facts.LogicalId, out var hourly)
                    ? f with
                    {
                        ScheduledPerHour = hourly,
                        Scheduled = Math.Min(f.Invocations, Math.Round(hourly * hours)),
                    }
                    : f
            ),
        ];
    }

    private async Task<UsageReading> MetricsAsync(
        IReadOnlyList<StackResource> resources,
        IReadOnlyList<FunctionMeasurement> functions,
        Window window,
        CancellationToken cancellation
    )
    {
        _progress("reading CloudWatch's metrics");
        using var metrics = MetricsClient.Open(_connection);
        return await MetricsUsage
            .ReadAsync(metrics, resources, functions.Select(f => f.Facts.LogGroup), window, cancellation)
            .ConfigureAwait(false);
    }
}
