using LocalCloud.Aws.DynamoDb.Tables;

namespace LocalCloud.Aws.DynamoDb.Insights;

internal sealed record UpdateContributorInsightsRequest(
    string? TableName,
    string? IndexName,
    string? ContributorInsightsAction,
    string? ContributorInsightsMode
);

internal sealed record ContributorInsightsSummary(
    string TableName,
    string? IndexName,
    string ContributorInsightsStatus,
    string? ContributorInsightsMode
);

internal static class UpdateContributorInsights
{
    public static readonly Operation Definition = Operation<DynamoDbState>
        .Define(
            "UpdateContributorInsights",
            DynamoDbJson.Default.UpdateContributorInsightsRequest,
            DynamoDbJson.Default.ContributorInsightsSummary,
            Handle,
            Limits.Table<UpdateContributorInsightsRequest>(r => r.TableName),
            Must.Member<UpdateContributorInsightsRequest>("indexName", r => r.IndexName)
                .Length(3, 255)
                .Pattern(TableName.Pattern(), "[a-zA-Z0-9_.-]+"),
            Must.Member<UpdateContributorInsightsRequest>("contributorInsightsAction", r => r.ContributorInsightsAction)
                .Required()
                .Enum("ENABLE", "DISABLE"),
            Must.Member<UpdateContributorInsightsRequest>("contributorInsightsMode", r => r.ContributorInsightsMode)
                .Enum("ACCESSED_AND_THROTTLED_KEYS", "THROTTLED_KEYS")
        )
        .Lacking("kept and described; nothing is counted");

    private static Result<ContributorInsightsSummary> Handle(DynamoDbState state, UpdateContributorInsightsRequest request, Context context)
    {
        if (!Find(state, request.TableName!, request.IndexName).Ok(out var table, out var error))
            return error;
        var before = table.Definition.Insights.Find(setting => setting.IndexName == request.IndexName);
        var setting = new InsightsSetting(
            request.IndexName,
            request.ContributorInsightsAction == "ENABLE",
            request.ContributorInsightsMode ?? before?.Mode ?? InsightsSetting.AllKeys,
            context.Now
        );
        state.Change(
            context.Changes,
            table,
            table.Definition with
            {
                Insights = [.. table.Definition.Insights.Where(other => other.IndexName != request.IndexName), setting],
            }
        );
        return new ContributorInsightsSummary(table.Name, request.IndexName, setting.Enabled ? "ENABLING" : "DISABLING", setting.Mode);
    }

    internal static Result<Table> Find(DynamoDbState state, string name, string? index)
    {
        if (!state.Describe(name).Ok(out var table, out var error))
            return error;
        return index is null || table.Definition.Global.Exists(global => global.IndexName == index)
            ? table
            : new AwsError("ResourceNotFoundException", $"Requested resource not found: Index: {index} not found");
    }
}
