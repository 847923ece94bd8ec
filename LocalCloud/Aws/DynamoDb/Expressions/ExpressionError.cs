namespace LocalCloud.Aws.DynamoDb.Expressions;

internal enum ExpressionKind
{
    ConditionExpression,
    FilterExpression,
    KeyConditionExpression,
    ProjectionExpression,
    UpdateExpression,
}

/// <summary>
/// How a recursive descent leaves a faulty expression. It never leaves this folder: <see cref="Expression"/> turns it into the error value.
/// </summary>
internal sealed class ExpressionException(string message) : Exception(message);
