using LocalCloud.Aws.DynamoDb.PartiQl;
using LocalCloud.Aws.DynamoDb.Values;

namespace LocalCloud.Aws.DynamoDb.Operations;

using Item = IReadOnlyDictionary<string, AttributeValue>;

internal sealed record ExecuteStatementRequest
{
    public string? Statement { get; init; }
    public List<AttributeValue>? Parameters { get; init; }
    public bool? ConsistentRead { get; init; }
    public string? NextToken { get; init; }
    public string? ReturnConsumedCapacity { get; init; }
    public int? Limit { get; init; }
    public string? ReturnValuesOnConditionCheckFailure { get; init; }
}

internal sealed record ExecuteStatementResponse(
    IReadOnlyList<Item> Items,
    string? NextToken,
    ConsumedCapacity? ConsumedCapacity,
    Item? LastEvaluatedKey
);

internal static class ExecuteStatement
{
    public static readonly Operation Definition = Operation<DynamoDbState>.Define(
        "ExecuteStatement",
        DynamoDbJson.Default.ExecuteStatementRequest,
        DynamoDbJson.Default.ExecuteStatementResponse,
        Handle,
        Must.Member<ExecuteStatementRequest>("statement", r => r.Statement).Required().Length(1, Statements.MaxLength),
        Must.Member<ExecuteStatementRequest>("parameters", r => r.Parameters).Length(1),
        Must.Member<ExecuteStatementRequest>("nextToken", r => r.NextToken).Length(1, 32768),
        Limits.Capacity<ExecuteStatementRequest>(r => r.ReturnConsumedCapacity),
        Must.Member<ExecuteStatementRequest>("limit", r => r.Limit).Range(1),
        Must.Member<ExecuteStatementRequest>("returnValuesOnConditionCheckFailure", r => r.ReturnValuesOnConditionCheckFailure)
            .Enum(Limits.OnConditionCheckFailure)
    );

    private static Result<ExecuteStatementResponse> Handle(DynamoDbState state, ExecuteStatementRequest request, Context context)
    {
        if (!Statements.Parse(request.Statement!, request.Parameters).Ok(out var statement, out var error))
            return error;
        if (statement is ExistsStatement)
            return DynamoDbErrors.Validation("EXISTS is supported in ExecuteTransaction only");
        Statements.Begin(context, statement);
        return statement is SelectStatement select ? Read(state, request, context, select) : Write(state, request, context, statement);
    }

    private static Result<ExecuteStatementResponse> Read(
        DynamoDbState state,
        ExecuteStatementRequest request,
        Context context,
        SelectStatement select
    )
    {
        var input = new SelectInput
        {
            ConsistentRead = request.ConsistentRead,
            Limit = request.Limit,
            ReturnConsumedCapacity = request.ReturnConsumedCapacity,
        };
        var token = new PageTokenInput(request.NextToken, PageToken.Fingerprint(request.Statement!, request.Parameters));
        if (!StatementRead.Page(state, context, select, input, token).Ok(out var read, out var error))
            return error;
        return new ExecuteStatementResponse(read.Page.Items!, read.Next?.Write(), read.Page.ConsumedCapacity, read.Page.LastEvaluatedKey);
    }

    private static Result<ExecuteStatementResponse> Write(
        DynamoDbState state,
        ExecuteStatementRequest request,
        Context context,
        Statement statement
    )
    {
        if (request.NextToken is not null)
            return DynamoDbErrors.Validation("NextToken does not match request");
        var written = StatementWrite.Run(
            state,
            context,
            statement,
            request.ReturnValuesOnConditionCheckFailure,
            request.ReturnConsumedCapacity
        );
        if (!written.Ok(out var done, out var error))
            return error;
        return new ExecuteStatementResponse(done.Returned is null ? [] : [done.Returned], null, done.Consumed, null);
    }
}
