using LocalCloud.Policies;

namespace LocalCloud.Aws.Metering;

/// <summary>What the meter has counted, by ARN: resources that were named in several ways are one.</summary>
internal static class UsageReports
{
    public static UsageReport Of(Host host, DateTimeOffset? since)
    {
        var (from, calls, others) = host.Usage.Since(since);
        var rows = calls
            .Select(c => (c.Key, Resource: ResourceArns.Of(host, c.Key), c.Tally))
            .GroupBy(c => (c.Key.Service, c.Key.Operation, c.Resource, Detail: Detail(c.Key), c.Key.Caller, c.Key.Scope))
            .Select(c =>
                Row(c.Key.Service, c.Key.Operation, c.Key.Resource, c.Key.Detail, c.Key.Caller, c.Key.Scope, c.Select(one => one.Tally))
            )
            .OrderBy(r => r.Service, StringComparer.Ordinal)
            .ThenBy(r => r.Operation, StringComparer.Ordinal)
            .ThenBy(r => r.Resource, StringComparer.Ordinal)
            .ThenBy(r => r.Function, StringComparer.Ordinal)
            .ThenBy(r => r.Caller, StringComparer.Ordinal)
            .ToList();
        if (others is not null)
            rows.Add(Row("other", "other", null, null, Caller.Client, Scope.Default, [others]));
        return new(from, host.Time.GetUtcNow(), rows);
    }

    // What the ARN says already is not said twice
    public static string? Detail(in UsageKey key) =>
        key.Service switch
        {
            "monitoring" => key.Name,
            "s3" or "sns" or "ses" or "execute-api" => key.Detail,
            "dynamodb" when key.Operation is "TransactWriteItems" => key.Detail,
            "kms" when key.Operation is "ReEncrypt" => key.Detail,
            _ => null,
        };

    private static UsageCall Row(
        string service,
        string operation,
        string? resource,
        string? detail,
        Caller caller,
        Scope scope,
        IEnumerable<Tally> tallies
    )
    {
        var sum = new Tally();
        foreach (var tally in tallies)
            sum.Add(tally);
        return new()
        {
            Service = service,
            Operation = operation,
            Resource = resource,
            Detail = detail,
            Function = caller.Function,
            Role = caller.Role,
            Caller = caller.Kind.ToString().ToLowerInvariant(),
            Poller = caller.Kind is CallerKind.Poller,
            Region = scope.Region,
            Account = scope.Account,
            Count = sum.Count,
            Failed = sum.Failed,
            Errors = sum.Errors,
            RequestBytes = sum.RequestBytes,
            ResponseBytes = sum.ResponseBytes,
            Units = sum.Units().ToDictionary(),
        };
    }
}
