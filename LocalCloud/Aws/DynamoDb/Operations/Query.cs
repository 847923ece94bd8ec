using LocalCloud.Aws.DynamoDb.Expressions;
using LocalCloud.Aws.DynamoDb.Legacy;
using LocalCloud.Aws.DynamoDb.Reads;
using LocalCloud.Aws.DynamoDb.Tables;
using LocalCloud.Aws.DynamoDb.Values;

namespace LocalCloud.Aws.DynamoDb.Operations;

internal sealed record QueryRequest : PageInput
{
    public string? KeyConditionExpression { get; init; }
    public bool? ScanIndexForward { get; init; }
    public Dictionary<string, LegacyCondition>? KeyConditions { get; init; }
    public Dictionary<string, LegacyCondition>? QueryFilter { get; init; }

    internal override (string Name, Dictionary<string, LegacyCondition>? Conditions) LegacyFilter => ("QueryFilter", QueryFilter);

    internal override (string Name, object? Value)[] LegacyParameters => [.. base.LegacyParameters, ("KeyConditions", KeyConditions)];

    internal override (string Name, object? Value)[] Expressions =>
        [.. base.Expressions, ("KeyConditionExpression", KeyConditionExpression)];
}

internal static class Query
{
    public static readonly Operation Definition = Operation<DynamoDbState>.Define(
        "Query",
        DynamoDbJson.Default.QueryRequest,
        DynamoDbJson.Default.PageResponse,
        Handle,
        [
            .. PageInput.Constraints<QueryRequest>(),
            LegacyRules.Conditions<QueryRequest>("keyConditions", r => r.KeyConditions),
            LegacyRules.Conditions<QueryRequest>("queryFilter", r => r.QueryFilter),
        ]
    );

    private static Result<PageResponse> Handle(DynamoDbState state, QueryRequest request, Context context)
    {
        var read = new PageRead(request, context);
        if (read.FaultOfMixture() is { } mixed)
            return DynamoDbErrors.Validation(mixed);
        var hasExpressions =
            request.KeyConditionExpression is not null || request.FilterExpression is not null || request.ProjectionExpression is not null;
        if (
            read.Placeholders.Fault(
                hasExpressions,
                request.KeyConditionExpression is not null || request.FilterExpression is not null,
                "FilterExpression and KeyConditionExpression are null"
            ) is
            { } fault
        )
            return DynamoDbErrors.Validation(fault);
        if (request.KeyConditionExpression is null && request.KeyConditions is null)
            return DynamoDbErrors.Validation(
                "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request."
            );
        if (read.Parse() is { } invalid)
            return invalid;
        if (
            !Expression
                .Condition(ExpressionKind.KeyConditionExpression, request.KeyConditionExpression, read.Placeholders)
                .Ok(out var condition, out var error)
        )
            return error;
        if (condition is null && !LegacyConditions.Key(request.KeyConditions!).Ok(out condition, out error))
            return error;
        if (read.Bind(state) is { } mismatch)
            return mismatch;
        if (!Expression.KeyCondition(condition!, read.Schema).Ok(out var key, out error))
            return error;
        if (read.RefuseFilterOnKey() is { } refused)
            return refused;
        if (!read.Start().Ok(out var start, out error))
            return error;

        var (low, high) = KeyBytes.Bounds(key.Partition, key.Equal, key.Sort);
        var forward = request.ScanIndexForward != false;
        if (start is null)
            return read.Run(low, high, forward);
        if (
            read.Schema.Hashes.Zip(key.Partition).Any(pair => !request.ExclusiveStartKey![pair.First.Name].Equals(pair.Second))
            || start.AsSpan().SequenceCompareTo(low) < 0
            || start.AsSpan().SequenceCompareTo(high) >= 0
        )
            return DynamoDbErrors.Validation("The provided starting key is outside query boundaries based on provided conditions");
        // The first key after the start is the start with one more byte.
        return forward ? read.Run([.. start, 0], high, forward) : read.Run(low, start, forward);
    }
}
