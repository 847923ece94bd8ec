namespace LocalCloud.Aws.Logs.Operations;

internal sealed record ListLogGroupsRequest
{
    public string? LogGroupNamePattern { get; init; }
    public string? LogGroupClass { get; init; }
    public string? NextToken { get; init; }
    public int? Limit { get; init; }

    // There are no linked accounts.
    public List<string>? AccountIdentifiers { get; init; }
    public bool? IncludeLinkedAccounts { get; init; }
}

internal sealed record ListLogGroupsResponse(List<LogGroupSummary> LogGroups, string? NextToken);

internal sealed record LogGroupSummary(string LogGroupName, string LogGroupArn, string LogGroupClass);

internal static class ListLogGroups
{
    public static readonly Operation Definition = Operation<LogsState>
        .Define(
            "ListLogGroups",
            LogsJson.Default.ListLogGroupsRequest,
            LogsJson.Default.ListLogGroupsResponse,
            Handle,
            Must.Member<ListLogGroupsRequest>("logGroupNamePattern", r => r.LogGroupNamePattern).Length(3, 129),
            Members.Token<ListLogGroupsRequest>(r => r.NextToken),
            Members.Limit<ListLogGroupsRequest>(r => r.Limit, 1000),
            Members.Class<ListLogGroupsRequest>(r => r.LogGroupClass)
        )
        .Lacking("dataSources, fieldIndexNames, logGroupTags");

    private static Result<ListLogGroupsResponse> Handle(LogsState state, ListLogGroupsRequest request, Context context)
    {
        // Parts of names, or with ^ their beginnings, separated by |
        var patterns = request.LogGroupNamePattern?.Split('|');
        var found = state.Groups.Values.Where(g =>
            (request.LogGroupClass ?? g.Row.Class) == g.Row.Class && patterns?.Any(p => Matches(g.Name, p)) != false
        );
        return Members.Pages.ByItem(found, g => g.Name, request.NextToken, request.Limit).Ok(out var page, out var error)
            ? new ListLogGroupsResponse([.. page.Items.Select(g => new LogGroupSummary(g.Name, g.Arn, g.Row.Class))], page.NextToken)
            : error;
    }

    private static bool Matches(string name, string pattern) =>
        pattern.StartsWith('^')
            ? name.StartsWith(pattern[1..], StringComparison.Ordinal)
            : name.Contains(pattern, StringComparison.Ordinal);
}
