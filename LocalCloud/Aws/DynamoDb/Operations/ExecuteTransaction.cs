using System.Text.Json;
using LocalCloud.Aws.DynamoDb.PartiQl;
using LocalCloud.Aws.DynamoDb.Values;
using LocalCloud.Aws.DynamoDb.Writes;

namespace LocalCloud.Aws.DynamoDb.Operations;

internal sealed record TransactStatement(string? Statement, List<AttributeValue>? Parameters, string? ReturnValuesOnConditionCheckFailure);

internal sealed record ExecuteTransactionRequest(
    List<TransactStatement>? TransactStatements,
    string? ClientRequestToken,
    string? ReturnConsumedCapacity
);

internal sealed record ExecuteTransactionResponse(List<ItemResponse> Responses, List<ConsumedCapacity>? ConsumedCapacity);

/// <summary>All statements or none, as the transactions of the operations on items.</summary>
internal static class ExecuteTransaction
{
    public static readonly Operation Definition = Operation<DynamoDbState>.Define(
        "ExecuteTransaction",
        DynamoDbJson.Default.ExecuteTransactionRequest,
        DynamoDbJson.Default.ExecuteTransactionResponse,
        Handle,
        Must.Member<ExecuteTransactionRequest>("transactStatements", r => r.TransactStatements).Required().Length(1, 100),
        Must.Each<ExecuteTransactionRequest, TransactStatement>(
            "transactStatements",
            r => r.TransactStatements,
            Must.Member<TransactStatement>("statement", s => s.Statement).Required().Length(1, Statements.MaxLength),
            Must.Member<TransactStatement>("parameters", s => s.Parameters).Length(1),
            Must.Member<TransactStatement>("returnValuesOnConditionCheckFailure", s => s.ReturnValuesOnConditionCheckFailure)
                .Enum(Limits.OnConditionCheckFailure)
        ),
        Must.Member<ExecuteTransactionRequest>("clientRequestToken", r => r.ClientRequestToken).Length(1, 36),
        Limits.Capacity<ExecuteTransactionRequest>(r => r.ReturnConsumedCapacity)
    );

    private static Result<ExecuteTransactionResponse> Handle(DynamoDbState state, ExecuteTransactionRequest request, Context context)
    {
        var statements = new List<Statement>();
        foreach (var one in request.TransactStatements!)
        {
            if (!Statements.Parse(one.Statement!, one.Parameters).Ok(out var statement, out var invalid))
                return invalid;
            statements.Add(statement);
        }
        if (statements.Select(statement => statement.IsRead).Distinct().Count() > 1)
            return DynamoDbErrors.Validation(
                "The transaction must consist of either read statements or write statements, both cannot be mixed in one transaction"
            );
        if (statements.Exists(statement => statement is UpdateStatement { Returning: not null } or DeleteStatement { Returning: not null }))
            return DynamoDbErrors.Validation("RETURNING is not supported in ExecuteTransaction");
        return statements[0].IsRead ? Read(state, request, context, statements) : Write(state, request, context, statements);
    }

    private static Result<ExecuteTransactionResponse> Read(
        DynamoDbState state,
        ExecuteTransactionRequest request,
        Context context,
        List<Statement> statements
    )
    {
        var seen = new HashSet<(string, string)>();
        var (responses, capacity) = (new List<ItemResponse>(), new List<ConsumedCapacity?>());
        foreach (var statement in statements)
        {
            Statements.Begin(context, statement);
            var one = StatementRead.One(
                state,
                (SelectStatement)statement,
                "Select statements within ExecuteTransaction must specify the primary key in the where clause."
            );
            if (!one.Ok(out var read, out var error))
                return error;
            if (!seen.Add((read.Table.Name, Convert.ToHexString(read.Key))))
                return DynamoDbErrors.Validation("Transaction request cannot include multiple operations on one item");
            responses.Add(new(read.Shown is { Count: > 0 } ? read.Shown : null));
            capacity.Add(
                Capacity.Read(context, request.ReturnConsumedCapacity, read.Table, Capacity.OfRead(read.Size, consistent: true), factor: 2)
            );
        }
        return new ExecuteTransactionResponse(responses, Capacity.SumOfTransaction(capacity, reads: true));
    }

    private static Result<ExecuteTransactionResponse> Write(
        DynamoDbState state,
        ExecuteTransactionRequest request,
        Context context,
        List<Statement> statements
    )
    {
        var fingerprint = request.ClientRequestToken is null
            ? ""
            : ClientTokens.Fingerprint(
                JsonSerializer.SerializeToElement(
                    request with
                    {
                        ClientRequestToken = null,
                        ReturnConsumedCapacity = null,
                    },
                    DynamoDbJson.Default.ExecuteTransactionRequest
                )
            );
        var none = statements.ConvertAll(_ => new ItemResponse(null));
        if (request.ClientRequestToken is { } token && state.Tokens.Find(token, context.Now) is { } used)
            return used.Fingerprint == fingerprint ? new ExecuteTransactionResponse(none, null) : ClientTokens.Mismatch;
        var writes = new List<Write>();
        foreach (var (statement, one) in statements.Zip(request.TransactStatements!))
        {
            if (!StatementWrite.Of(state, statement, one.ReturnValuesOnConditionCheckFailure).Ok(out var write, out var error))
                return error;
            if (write.Parse() is { } invalid)
                return invalid;
            writes.Add(write);
        }
        if (!TransactWriteItems.Evaluate(state, writes).Ok(out var results, out var refused))
            return refused;
        TransactWriteItems.Store(state, context, writes, results);
        if (request.ClientRequestToken is { } newToken)
            state.Tokens.Add(context.Changes, newToken, fingerprint, context.Now);

        var capacity = new List<ConsumedCapacity?>();
        foreach (var ((statement, write), (old, item)) in statements.Zip(writes).Zip(results))
        {
            Statements.Begin(context, statement);
            capacity.Add(Capacity.Write(context, request.ReturnConsumedCapacity, write.Table, old, item, statement.Action));
        }
        return new ExecuteTransactionResponse(none, Capacity.SumOfTransaction(capacity, reads: false));
    }
}
