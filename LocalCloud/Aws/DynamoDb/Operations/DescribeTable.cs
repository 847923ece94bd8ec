using LocalCloud.Aws.DynamoDb.Tables;

namespace LocalCloud.Aws.DynamoDb.Operations;

/// <summary>Of every operation that needs no more than a table's name.</summary>
internal sealed record TableRequest(string? TableName);

internal sealed record DescribeTableResponse(TableDescription Table);

internal static class DescribeTable
{
    public static readonly Operation Definition = Operation<DynamoDbState>.Define(
        "DescribeTable",
        DynamoDbJson.Default.TableRequest,
        DynamoDbJson.Default.DescribeTableResponse,
        Handle,
        Limits.Table<TableRequest>(r => r.TableName)
    );

    private static Result<DescribeTableResponse> Handle(DynamoDbState state, TableRequest request, Context context) =>
        state.Describe(request.TableName!).Ok(out var table, out var error)
            ? new DescribeTableResponse(TableDescription.Of(state, table))
            : error;
}
