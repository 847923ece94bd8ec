using LocalCloud.Aws.CloudWatch.Alarms.Composites;

namespace LocalCloud.Aws.CloudWatch.Alarms;

internal sealed record DescribeAlarmsRequest
{
    public List<string>? AlarmNames { get; init; }
    public string? AlarmNamePrefix { get; init; }
    public List<string>? AlarmTypes { get; init; }
    public string? ChildrenOfAlarmName { get; init; }
    public string? ParentsOfAlarmName { get; init; }
    public string? StateValue { get; init; }
    public string? ActionPrefix { get; init; }
    public int? MaxRecords { get; init; }
    public string? NextToken { get; init; }
}

internal sealed record DescribeAlarmsResponse(List<CompositeAlarm> CompositeAlarms, List<Alarm> MetricAlarms, string? NextToken);

internal static class DescribeAlarms
{
    public static readonly Operation<CloudWatchState, DescribeAlarmsRequest, DescribeAlarmsResponse> Definition =
        Operation<CloudWatchState>.Define(
            "DescribeAlarms",
            CloudWatchJson.Default.DescribeAlarmsRequest,
            CloudWatchJson.Default.DescribeAlarmsResponse,
            Handle,
            Must.Member<DescribeAlarmsRequest>("alarmNames", r => r.AlarmNames).Length(0, 100),
            Must.Member<DescribeAlarmsRequest>("alarmNamePrefix", r => r.AlarmNamePrefix).Length(1, 255),
            Must.Member<DescribeAlarmsRequest>("stateValue", r => r.StateValue).Enum(Members.States),
            Must.Member<DescribeAlarmsRequest>("actionPrefix", r => r.ActionPrefix).Length(1, 1024),
            Must.Member<DescribeAlarmsRequest>("maxRecords", r => r.MaxRecords).Range(1, 100),
            Must.Each<DescribeAlarmsRequest, string>(
                "alarmTypes",
                r => r.AlarmTypes,
                Must.Member<string>("member", type => type).Enum("CompositeAlarm", "MetricAlarm")
            )
        );

    private static Result<DescribeAlarmsResponse> Handle(CloudWatchState state, DescribeAlarmsRequest request, Context context)
    {
        if (request.AlarmNamePrefix is not null && request.AlarmNames is { Count: > 0 })
            return Errors.Validation("AlarmNamePrefix and AlarmNames are mutually exclusive.");
        var family = Family(state, request);
        var found = state
            .Alarms.Values.Where(_ => IsWanted(request, "MetricAlarm"))
            .Where(a => Fits(request, family, a.Name, a.StateValue, [.. a.AlarmActions, .. a.OKActions, .. a.InsufficientDataActions]))
            .Select(a => a.Name)
            .Concat(
                state
                    .Composites.Values.Where(_ => IsWanted(request, "CompositeAlarm"))
                    .Where(a =>
                        Fits(request, family, a.Name, a.StateValue, [.. a.AlarmActions, .. a.OKActions, .. a.InsufficientDataActions])
                    )
                    .Select(a => a.Name)
            )
            .Order(StringComparer.Ordinal);
        return Errors
            .Pages.ByKey(found, name => name, request.NextToken, request.MaxRecords ?? (request.AlarmNames is { Count: > 0 } ? 100 : 50))
            .Ok(out var page, out var error)
            ? new DescribeAlarmsResponse(
                [.. page.Items.Select(state.Composites.GetValueOrDefault).OfType<CompositeAlarm>().Select(a => a.Shown)],
                [.. page.Items.Select(state.Alarms.GetValueOrDefault).OfType<Alarm>().Select(a => a.Shown)],
                page.NextToken
            )
            : error;
    }

    // "If you omit this parameter, only metric alarms are returned" (docs: API_DescribeAlarms, AlarmTypes)
    private static bool IsWanted(DescribeAlarmsRequest request, string type) =>
        request.AlarmTypes is { Count: > 0 } types
            ? types.Contains(type)
            : type == "MetricAlarm" || request is { ChildrenOfAlarmName: not null } or { ParentsOfAlarmName: not null };

    /// <summary>The alarms in a composite alarm's rule, or those in whose rules an alarm is; null when neither is asked for.</summary>
    private static HashSet<string>? Family(CloudWatchState state, DescribeAlarmsRequest request) =>
        request switch
        {
            { ChildrenOfAlarmName: { } parent } => [.. Children(state, parent)],
            { ParentsOfAlarmName: { } child } => [.. state.Composites.Keys.Where(name => Children(state, name).Contains(child))],
            _ => null,
        };

    private static IEnumerable<string> Children(CloudWatchState state, string name) =>
        state.Composites.TryGetValue(name, out var alarm) ? CompositeRules.ChildrenOf(state, alarm) : [];

    private static bool Fits(
        DescribeAlarmsRequest request,
        HashSet<string>? family,
        string name,
        string state,
        IEnumerable<string> actions
    ) =>
        family?.Contains(name) is not false
        && (request.AlarmNames is not { Count: > 0 } names || names.Contains(name))
        && (request.AlarmNamePrefix is null || name.StartsWith(request.AlarmNamePrefix, StringComparison.Ordinal))
        && (request.StateValue is null || state == request.StateValue)
        && (request.ActionPrefix is not { } prefix || actions.Any(a => a.StartsWith(prefix, StringComparison.Ordinal)));
}
