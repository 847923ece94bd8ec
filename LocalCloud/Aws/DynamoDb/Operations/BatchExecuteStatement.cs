using LocalCloud.Aws.DynamoDb.PartiQl;
using LocalCloud.Aws.DynamoDb.Tables;
using LocalCloud.Aws.DynamoDb.Values;

namespace LocalCloud.Aws.DynamoDb.Operations;

using Item = IReadOnlyDictionary<string, AttributeValue>;

internal sealed record BatchStatement(
    string? Statement,
    List<AttributeValue>? Parameters,
    bool? ConsistentRead,
    string? ReturnValuesOnConditionCheckFailure
);

internal sealed record BatchExecuteStatementRequest(List<BatchStatement>? Statements, string? ReturnConsumedCapacity);

internal sealed record BatchStatementError(string Code, string Message, Item? Item);

internal sealed record BatchStatementResponse(BatchStatementError? Error, string? TableName, Item? Item);

internal sealed record BatchExecuteStatementResponse(List<BatchStatementResponse> Responses, List<ConsumedCapacity>? ConsumedCapacity);

/// <summary>Statements each by itself: what is wrong with one is said in its place.</summary>
internal static class BatchExecuteStatement
{
    private const int MaxStatements = 25;

    public static readonly Operation Definition = Operation<DynamoDbState>.Define(
        "BatchExecuteStatement",
        DynamoDbJson.Default.BatchExecuteStatementRequest,
        DynamoDbJson.Default.BatchExecuteStatementResponse,
        Handle,
        Must.Member<BatchExecuteStatementRequest>("statements", r => r.Statements).Required().Length(1, MaxStatements),
        Must.Each<BatchExecuteStatementRequest, BatchStatement>(
            "statements",
            r => r.Statements,
            Must.Member<BatchStatement>("statement", s => s.Statement).Required().Length(1, Statements.MaxLength),
            Must.Member<BatchStatement>("parameters", s => s.Parameters).Length(1),
            Must.Member<BatchStatement>("returnValuesOnConditionCheckFailure", s => s.ReturnValuesOnConditionCheckFailure)
                .Enum(Limits.OnConditionCheckFailure)
        ),
        Limits.Capacity<BatchExecuteStatementRequest>(r => r.ReturnConsumedCapacity)
    );

    private static Result<BatchExecuteStatementResponse> Handle(DynamoDbState state, BatchExecuteStatementRequest request, Context context)
    {
        var parsed = request.Statements!.ConvertAll(one => Statements.Parse(one.Statement!, one.Parameters));
        if (parsed.Select(one => one.Value?.IsRead).OfType<bool>().Distinct().Count() > 1)
            return DynamoDbErrors.Validation(
                "The batch must consist of either read statements or write statements, both cannot be mixed in one batch"
            );
        var (responses, capacity) = (new List<BatchStatementResponse>(), new List<ConsumedCapacity?>());
        foreach (var (one, result) in request.Statements.Zip(parsed))
        {
            var answer = result.Ok(out var statement, out var error)
                ? Run(state, context, one, statement, request.ReturnConsumedCapacity, capacity)
                : error;
            responses.Add(
                answer.Ok(out var response, out error)
                    ? response
                    : new(Of(error), result.Value is { } known ? TableName.Of(known.Source.Table) : null, null)
            );
        }
        return new BatchExecuteStatementResponse(responses, Capacity.Sum(capacity));
    }

    private static Result<BatchStatementResponse> Run(
        DynamoDbState state,
        Context context,
        BatchStatement one,
        Statement statement,
        string? wanted,
        List<ConsumedCapacity?> capacity
    )
    {
        Statements.Begin(context, statement);
        if (statement is ExistsStatement)
            return DynamoDbErrors.Validation("EXISTS is supported in ExecuteTransaction only");
        if (statement is not SelectStatement select)
        {
            if (
                !StatementWrite
                    .Run(state, context, statement, one.ReturnValuesOnConditionCheckFailure, wanted)
                    .Ok(out var done, out var refused)
            )
                return refused;
            capacity.Add(done.Consumed);
            return new BatchStatementResponse(null, done.Table.Name, done.Returned);
        }
        if (
            !StatementRead
                .One(state, select, "Select statements within BatchExecuteStatement must specify the primary key in the where clause.")
                .Ok(out var read, out var error)
        )
            return error;
        capacity.Add(Capacity.Read(context, wanted, read.Table, Capacity.OfRead(read.Size, one.ConsistentRead == true)));
        return new BatchStatementResponse(null, read.Table.Name, read.Shown);
    }

    private static BatchStatementError Of(AwsError error) =>
        new(
            error.Code == "ValidationException" ? "ValidationError" : error.Code.Replace("Exception", "", StringComparison.Ordinal),
            error.Message,
            DynamoDbErrors.ItemOf(error)
        );
}
