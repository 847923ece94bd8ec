using System.Text.Json.Serialization;
using LocalCloud.Aws.DynamoDb.Operations;
using LocalCloud.Aws.DynamoDb.Tables;

namespace LocalCloud.Aws.DynamoDb.Backups;

internal sealed record RestoreTableToPointInTimeRequest : RestoreInput
{
    public string? SourceTableArn { get; init; }
    public string? SourceTableName { get; init; }
    public bool? UseLatestRestorableTime { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset? RestoreDateTime { get; init; }
}

internal static class RestoreTableToPointInTime
{
    public static readonly Operation Definition = Operation<DynamoDbState>.Define(
        "RestoreTableToPointInTime",
        DynamoDbJson.Default.RestoreTableToPointInTimeRequest,
        DynamoDbJson.Default.CreateTableResponse,
        Handle,
        [
            Must.Member<RestoreTableToPointInTimeRequest>("sourceTableArn", r => r.SourceTableArn).Length(1, 1024),
            Must.Member<RestoreTableToPointInTimeRequest>("sourceTableName", r => r.SourceTableName)
                .Length(3, 255)
                .Pattern(TableName.Pattern(), "[a-zA-Z0-9_.-]+"),
            .. RestoreInput.Constraints<RestoreTableToPointInTimeRequest>(),
        ]
    );

    private static Result<CreateTableResponse> Handle(DynamoDbState state, RestoreTableToPointInTimeRequest request, Context context)
    {
        if ((request.SourceTableArn is null) == (request.SourceTableName is null))
            return DynamoDbErrors.Invalid("Exactly one of SourceTableArn and SourceTableName must be specified");
        if ((request.RestoreDateTime is null) == (request.UseLatestRestorableTime != true))
            return DynamoDbErrors.Invalid("Exactly one of RestoreDateTime and UseLatestRestorableTime must be specified");
        if (!DescribeContinuousBackups.Find(state, request.SourceTableArn ?? request.SourceTableName!).Ok(out var table, out var error))
            return error;
        if (table.Definition.Recovery is not { } recovery)
            return Unavailable(table.Name);
        var window = RecoveryWindow.Of(recovery, context.Now);
        var time = request.RestoreDateTime ?? window.Latest;
        if (!window.Includes(time))
            return new AwsError(
                "InvalidRestoreTimeException",
                "An invalid restore time was specified. RestoreDateTime must be between EarliestRestorableDateTime and "
                    + "LatestRestorableDateTime."
            );
        var items = table.History.AsOf(time).Values;
        var summary = new RestoreSummary(null, state.ArnOf(table), time, false);
        return Restoration.Run(state, context, request, table.Definition, items, summary).Ok(out var restored, out error)
            ? new CreateTableResponse(restored)
            : error;
    }

    internal static AwsError Unavailable(string table) =>
        new("PointInTimeRecoveryUnavailableException", $"Point in time recovery is not enabled for table '{table}'");
}
