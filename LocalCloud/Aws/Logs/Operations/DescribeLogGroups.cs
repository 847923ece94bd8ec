namespace LocalCloud.Aws.Logs.Operations;

internal sealed record DescribeLogGroupsRequest
{
    public string? LogGroupNamePrefix { get; init; }
    public string? LogGroupNamePattern { get; init; }
    public string? NextToken { get; init; }
    public int? Limit { get; init; }
    public string? LogGroupClass { get; init; }
    public List<string>? LogGroupIdentifiers { get; init; }

    // There are no linked accounts.
    public List<string>? AccountIdentifiers { get; init; }
    public bool? IncludeLinkedAccounts { get; init; }
}

internal sealed record DescribeLogGroupsResponse(List<LogGroupDescription> LogGroups, string? NextToken);

internal sealed record LogGroupDescription
{
    public required string LogGroupName { get; init; }
    public long CreationTime { get; init; }
    public int? RetentionInDays { get; init; }
    public int MetricFilterCount { get; init; }
    public required string Arn { get; init; }
    public long StoredBytes { get; init; }
    public string? KmsKeyId { get; init; }
    public required string LogGroupClass { get; init; }
    public required string LogGroupArn { get; init; }
    public bool? DeletionProtectionEnabled { get; init; }
}

internal static class DescribeLogGroups
{
    public static readonly Operation Definition = Operation<LogsState>.Define(
        "DescribeLogGroups",
        LogsJson.Default.DescribeLogGroupsRequest,
        LogsJson.Default.DescribeLogGroupsResponse,
        Handle,
        Members.Group<DescribeLogGroupsRequest>(r => r.LogGroupNamePrefix, "logGroupNamePrefix"),
        Must.Member<DescribeLogGroupsRequest>("logGroupNamePattern", r => r.LogGroupNamePattern).Length(0, 512),
        Members.Token<DescribeLogGroupsRequest>(r => r.NextToken),
        Members.Limit<DescribeLogGroupsRequest>(r => r.Limit),
        Members.Class<DescribeLogGroupsRequest>(r => r.LogGroupClass),
        Must.Member<DescribeLogGroupsRequest>("logGroupIdentifiers", r => r.LogGroupIdentifiers).Length(1, 50)
    );

    private static Result<DescribeLogGroupsResponse> Handle(LogsState state, DescribeLogGroupsRequest request, Context context)
    {
        if (request.LogGroupNamePrefix is not null && request.LogGroupNamePattern is not null)
            return Errors.Invalid("LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.");
        var wanted = request.LogGroupIdentifiers?.Select(i => Arns.GroupOf(i, state.Scope)).ToHashSet(StringComparer.Ordinal);
        var found = state.Groups.Values.Where(g =>
            g.Name.StartsWith(request.LogGroupNamePrefix ?? "", StringComparison.Ordinal)
            && g.Name.Contains(request.LogGroupNamePattern ?? "", StringComparison.Ordinal)
            && (request.LogGroupClass ?? g.Row.Class) == g.Row.Class
            && wanted?.Contains(g.Name) != false
        );
        return Members.Pages.ByItem(found, g => g.Name, request.NextToken, request.Limit).Ok(out var page, out var error)
            ? new DescribeLogGroupsResponse([.. page.Items.Select(Describe)], page.NextToken)
            : error;
    }

    private static LogGroupDescription Describe(LogGroup group) =>
        new()
        {
            LogGroupName = group.Name,
            CreationTime = group.Row.Created,
            RetentionInDays = group.Row.RetentionInDays,
            MetricFilterCount = group.Row.MetricFilters.Count,
            Arn = $"{group.Arn}:*",
            StoredBytes = group.Bytes,
            KmsKeyId = group.Row.KmsKeyId,
            LogGroupClass = group.Row.Class,
            LogGroupArn = group.Arn,
            DeletionProtectionEnabled = group.Row.DeletionProtection ? true : null,
        };
}
