using LocalCloud.Aws.DynamoDb.Tables;

namespace LocalCloud.Aws.DynamoDb.Operations;

internal sealed record ListTablesRequest(string? ExclusiveStartTableName, int? Limit);

internal sealed record ListTablesResponse(List<string> TableNames, string? LastEvaluatedTableName);

internal static class ListTables
{
    public static readonly Operation Definition = Operation<DynamoDbState>.Define(
        "ListTables",
        DynamoDbJson.Default.ListTablesRequest,
        DynamoDbJson.Default.ListTablesResponse,
        Handle,
        Must.Member<ListTablesRequest>("exclusiveStartTableName", r => r.ExclusiveStartTableName)
            .Length(3, 255)
            .Pattern(TableName.Pattern(), "[a-zA-Z0-9_.-]+"),
        Must.Member<ListTablesRequest>("limit", r => r.Limit).Range(1, 100)
    );

    private static Result<ListTablesResponse> Handle(DynamoDbState state, ListTablesRequest request, Context context)
    {
        var limit = request.Limit ?? 100;
        var names = state
            .Tables.Select(table => table.Name)
            .Where(name => request.ExclusiveStartTableName is null || string.CompareOrdinal(name, request.ExclusiveStartTableName) > 0)
            .Take(limit + 1)
            .ToList();
        return names.Count > limit ? new ListTablesResponse(names[..limit], names[limit - 1]) : new ListTablesResponse(names, null);
    }
}
