namespace LocalCloud.Aws.DynamoDb.Operations;

internal sealed record TimeToLiveDescription(string TimeToLiveStatus, string? AttributeName);

internal sealed record DescribeTimeToLiveResponse(TimeToLiveDescription TimeToLiveDescription);

internal static class DescribeTimeToLive
{
    public static readonly Operation Definition = Operation<DynamoDbState>.Define(
        "DescribeTimeToLive",
        DynamoDbJson.Default.TableRequest,
        DynamoDbJson.Default.DescribeTimeToLiveResponse,
        Handle,
        Limits.Table<TableRequest>(r => r.TableName)
    );

    private static Result<DescribeTimeToLiveResponse> Handle(DynamoDbState state, TableRequest request, Context context)
    {
        if (!state.Describe(request.TableName!).Ok(out var table, out var error))
            return error;
        var attribute = table.Definition.TimeToLiveAttribute;
        return new DescribeTimeToLiveResponse(new(attribute is null ? "DISABLED" : "ENABLED", attribute));
    }
}
