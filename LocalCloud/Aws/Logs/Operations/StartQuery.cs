using System.Text.RegularExpressions;
using LocalCloud.Aws.Logs.Insights;

namespace LocalCloud.Aws.Logs.Operations;

internal sealed record StartQueryRequest
{
    public string? QueryLanguage { get; init; }
    public string? LogGroupName { get; init; }
    public List<string>? LogGroupNames { get; init; }
    public List<string>? LogGroupIdentifiers { get; init; }
    public long? StartTime { get; init; }
    public long? EndTime { get; init; }
    public string? QueryString { get; init; }
    public int? Limit { get; init; }
}

internal sealed record StartQueryResponse(string QueryId);

internal static partial class StartQuery
{
    // docs: API_StartQuery, "up to 50 log groups"; results are there for 7 days
    private const int MostGroups = 50,
        DaysKept = 7;

    public static readonly Operation Definition = Operation<LogsState>
        .DefineAsync<StartQueryRequest, StartQueryResponse>(
            "StartQuery",
            LogsJson.Default.StartQueryRequest,
            LogsJson.Default.StartQueryResponse,
            HandleAsync,
            Must.Member<StartQueryRequest>("queryLanguage", r => r.QueryLanguage).Enum("CWLI", "SQL", "PPL"),
            Members.Group<StartQueryRequest>(r => r.LogGroupName),
            Must.Member<StartQueryRequest>("startTime", r => r.StartTime).Required().Range(0),
            Must.Member<StartQueryRequest>("endTime", r => r.EndTime).Required().Range(0),
            Must.Member<StartQueryRequest>("queryString", r => r.QueryString).Required().Length(0, 10_000),
            Members.Limit<StartQueryRequest>(r => r.Limit, 100_000)
        )
        .Lacking("languages SQL and PPL; commands beyond fields, display, filter, parse, stats, sort, limit, dedup");

    private static async ValueTask<Result<StartQueryResponse>> HandleAsync(LogsState state, StartQueryRequest request, Context context)
    {
        if (request.QueryLanguage is "SQL" or "PPL")
            return Errors.Invalid($"The query language {request.QueryLanguage} is not supported by LocalCloud.");
        if (request.StartTime > request.EndTime)
            return Errors.Invalid("End time should not be less than start time");
        if (!QueryReader.Read(request.QueryString!, context.Now).Ok(out _, out var error))
            return error;
        var query = await context.Host.ChangeAsync(state, (s, changes) => Put(s, changes, request, context.Now)).ConfigureAwait(false);
        if (!query.Ok(out var started, out error))
            return error;
        context.Begun = Task.Run(() => RunAsync(state, started), CancellationToken.None);
        return new StartQueryResponse(started.Row.Id);
    }

    private static Result<Query> Put(LogsState state, Changes changes, StartQueryRequest request, DateTimeOffset now)
    {
        if (!Groups(state, request).Ok(out var groups, out var error))
            return error;
        foreach (var old in state.Queries.Values.Where(q => q.Row.Created < now.AddDays(-DaysKept).ToUnixTimeMilliseconds()).ToList())
            state.Delete(changes, old);
        var query = new Query(
            new(
                Guid.NewGuid().ToString(),
                request.QueryString!,
                groups,
                request.StartTime!.Value,
                request.EndTime!.Value,
                request.Limit ?? QueryRun.MostLines,
                now.ToUnixTimeMilliseconds(),
                "Running"
            )
        );
        state.Put(changes, query);
        return query;
    }

    private static Result<List<string>> Groups(LogsState state, StartQueryRequest request)
    {
        if (
            new object?[] { request.LogGroupName, request.LogGroupNames, request.LogGroupIdentifiers }.Count(given => given is not null)
            != 1
        )
            return Errors.Invalid("Exactly one of logGroupName, logGroupNames or logGroupIdentifiers must be specified.");
        var given = request.LogGroupNames ?? request.LogGroupIdentifiers ?? [request.LogGroupName!];
        if (given.Count is 0 or > MostGroups)
            return Errors.Invalid($"A query has 1 to {MostGroups} log groups.");
        var names = new List<string>();
        foreach (var one in given)
        {
            if (Arns.GroupOf(one, state.Scope) is not { } name || !state.Groups.ContainsKey(name))
                return Errors.NotFound($"Log group '{one}' does not exist for account ID '{state.Scope.Account}'");
            names.Add(name);
        }
        return names;
    }

    internal static async Task RunAsync(LogsState state, Query query)
    {
        QueryAnswer? answer = null;
        var status = "Failed";
        try
        {
            (answer, status) = query.Run(state).Ok(out var found, out _) ? (found, "Complete") : (null, "Failed");
        }
        catch (RegexMatchTimeoutException)
        {
            status = "Timeout";
        }
        catch (Exception e)
        {
            Failed(state.Service.Host.Loggers.CreateLogger<LogsService>(), query.Row.Id, e);
        }
        await state
            .Service.Host.ChangeAsync(state, (s, changes) =>
            {
                if (query.IsRunning)
                {
                    (query.Answer, query.Row) = (answer, query.Row with { Status = status });
                    s.Put(changes, query);
                }
                return (Result<Nothing>)Nothing.Instance;
            })
            .ConfigureAwait(false);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Logs: the query {Id} failed")]
    private static partial void Failed(ILogger log, string id, Exception e);
}
