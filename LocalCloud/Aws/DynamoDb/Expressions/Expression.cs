using LocalCloud.Aws.DynamoDb.Values;

namespace LocalCloud.Aws.DynamoDb.Expressions;

/// <summary>Text of an expression parameter to what it means; null for null. Faults come back as AWS's ValidationException.</summary>
internal static class Expression
{
    public static Result<Condition?> Condition(ExpressionKind kind, string? text, Placeholders placeholders) =>
        Parse<Condition>(kind, text, t => new ConditionParser(t, placeholders).Parse());

    public static Result<Projection?> Projection(string? text, Placeholders placeholders) =>
        Parse<Projection>(ExpressionKind.ProjectionExpression, text, t => new ProjectionParser(t, placeholders).Parse());

    public static Result<Update?> Update(string? text, Placeholders placeholders) =>
        Parse<Update>(ExpressionKind.UpdateExpression, text, t => new UpdateParser(t, placeholders).Parse());

    /// <summary>What a parsed KeyConditionExpression selects of a table or index with this key.</summary>
    public static Result<KeyCondition> KeyCondition(Condition condition, Tables.KeySchema schema)
    {
        try
        {
            return new KeyConditionReader(schema).Read(condition);
        }
        catch (ExpressionException e)
        {
            return DynamoDbErrors.Validation($"Invalid {ExpressionKind.KeyConditionExpression}: {e.Message}");
        }
    }

    private static Result<T?> Parse<T>(ExpressionKind kind, string? text, Func<string, T> parse)
        where T : class
    {
        if (text is null)
            return default(T);
        try
        {
            return parse(text);
        }
        catch (ExpressionException e)
        {
            return DynamoDbErrors.Validation($"Invalid {kind}: {e.Message}");
        }
    }
}
