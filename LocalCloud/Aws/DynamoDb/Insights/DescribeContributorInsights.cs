using System.Globalization;
using System.Text.Json.Serialization;
using LocalCloud.Aws.DynamoDb.Tables;

namespace LocalCloud.Aws.DynamoDb.Insights;

internal sealed record DescribeContributorInsightsRequest(string? TableName, string? IndexName);

internal sealed record DescribeContributorInsightsResponse
{
    public required string TableName { get; init; }
    public string? IndexName { get; init; }
    public List<string>? ContributorInsightsRuleList { get; init; }
    public required string ContributorInsightsStatus { get; init; }
    public string? ContributorInsightsMode { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset? LastUpdateDateTime { get; init; }
}

internal static class DescribeContributorInsights
{
    public static readonly Operation Definition = Operation<DynamoDbState>.Define(
        "DescribeContributorInsights",
        DynamoDbJson.Default.DescribeContributorInsightsRequest,
        DynamoDbJson.Default.DescribeContributorInsightsResponse,
        Handle,
        Limits.Table<DescribeContributorInsightsRequest>(r => r.TableName),
        Must.Member<DescribeContributorInsightsRequest>("indexName", r => r.IndexName)
            .Length(3, 255)
            .Pattern(TableName.Pattern(), "[a-zA-Z0-9_.-]+")
    );

    private static Result<DescribeContributorInsightsResponse> Handle(
        DynamoDbState state,
        DescribeContributorInsightsRequest request,
        Context context
    )
    {
        if (!UpdateContributorInsights.Find(state, request.TableName!, request.IndexName).Ok(out var table, out var error))
            return error;
        var setting = table.Definition.Insights.Find(setting => setting.IndexName == request.IndexName);
        return new DescribeContributorInsightsResponse
        {
            TableName = table.Name,
            IndexName = request.IndexName,
            ContributorInsightsRuleList = setting is { Enabled: true } ? Rules(table, setting) : null,
            ContributorInsightsStatus = setting?.Status ?? "DISABLED",
            ContributorInsightsMode = setting?.Mode,
            LastUpdateDateTime = setting?.UpdatedAt,
        };
    }

    // docs: contributorinsights_HowItWorks.html: most accessed (C) and most throttled (T), by partition key (PK) and by it with the sort
    // key (SK)
    private static List<string> Rules(Table table, InsightsSetting setting)
    {
        var schema = setting.IndexName is null ? table.Schema : table.Indexes[setting.IndexName].Schema;
        var stamp = setting.UpdatedAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var of = setting.IndexName is null ? table.Name : $"{table.Name}-{setting.IndexName}";
        return
        [
            .. new[] { "PKC", "PKT", "SKC", "SKT" }
                .Where(rule => (rule[0] == 'P' || schema.Range is not null) && (rule[2] == 'T' || setting.Mode == InsightsSetting.AllKeys))
                .Select(rule => $"DynamoDBContributorInsights-{rule}-{of}-{stamp}"),
        ];
    }
}
