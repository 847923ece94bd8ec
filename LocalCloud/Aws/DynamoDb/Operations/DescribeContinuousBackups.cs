namespace LocalCloud.Aws.DynamoDb.Operations;

internal sealed record PointInTimeRecoveryDescription(string PointInTimeRecoveryStatus);

internal sealed record ContinuousBackupsDescription(string ContinuousBackupsStatus, PointInTimeRecoveryDescription PointInTimeRecoveryDescription);

internal sealed record DescribeContinuousBackupsResponse(ContinuousBackupsDescription ContinuousBackupsDescription);

/// <summary>There is no point-in-time recovery here, and so it is always off.</summary>
internal static class DescribeContinuousBackups
{
    public static readonly Operation Definition = Operation<DynamoDbState>.Define(
        "DescribeContinuousBackups", DynamoDbJson.Default.TableRequest, DynamoDbJson.Default.DescribeContinuousBackupsResponse, Handle,
        Limits.Table<TableRequest>(r => r.TableName));

    private static Result<DescribeContinuousBackupsResponse> Handle(DynamoDbState state, TableRequest request, Context context) =>
        state.Find(request.TableName!).Ok(out _, out var error)
            ? new DescribeContinuousBackupsResponse(new("ENABLED", new("DISABLED")))
            : error == DynamoDbErrors.NotFound ? new AwsError("TableNotFoundException", $"Table not found: {request.TableName}") : error;
}
