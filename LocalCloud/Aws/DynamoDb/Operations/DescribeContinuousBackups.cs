using System.Text.Json.Serialization;
using LocalCloud.Aws.DynamoDb.Backups;
using LocalCloud.Aws.DynamoDb.Tables;

namespace LocalCloud.Aws.DynamoDb.Operations;

internal sealed record PointInTimeRecoveryDescription(string PointInTimeRecoveryStatus)
{
    public int? RecoveryPeriodInDays { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset? EarliestRestorableDateTime { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset? LatestRestorableDateTime { get; init; }
}

internal sealed record ContinuousBackupsDescription(
    string ContinuousBackupsStatus,
    PointInTimeRecoveryDescription PointInTimeRecoveryDescription
)
{
    public static ContinuousBackupsDescription Of(TableDefinition table, DateTimeOffset now) =>
        new(
            "ENABLED",
            table.Recovery is { } recovery
                ? new("ENABLED")
                {
                    RecoveryPeriodInDays = recovery.Days,
                    EarliestRestorableDateTime = RecoveryWindow.Of(recovery, now).Earliest,
                    LatestRestorableDateTime = RecoveryWindow.Of(recovery, now).Latest,
                }
                : new("DISABLED")
        );
}

internal sealed record DescribeContinuousBackupsResponse(ContinuousBackupsDescription ContinuousBackupsDescription);

internal static class DescribeContinuousBackups
{
    public static readonly Operation Definition = Operation<DynamoDbState>.Define(
        "DescribeContinuousBackups",
        DynamoDbJson.Default.TableRequest,
        DynamoDbJson.Default.DescribeContinuousBackupsResponse,
        Handle,
        Limits.Table<TableRequest>(r => r.TableName)
    );

    private static Result<DescribeContinuousBackupsResponse> Handle(DynamoDbState state, TableRequest request, Context context) =>
        Find(state, request.TableName!).Ok(out var table, out var error)
            ? new DescribeContinuousBackupsResponse(ContinuousBackupsDescription.Of(table.Definition, context.Now))
            : error;

    internal static Result<Table> Find(DynamoDbState state, string name)
    {
        var found = state.Find(name);
        return found.Error == DynamoDbErrors.NotFound ? new AwsError("TableNotFoundException", $"Table not found: {name}") : found;
    }
}
