using LocalCloud.Aws.DynamoDb.Tables;
using LocalCloud.Aws.DynamoDb.Values;

namespace LocalCloud.Aws.DynamoDb.PartiQl;

internal static class Statements
{
    public const int MaxLength = 8192;

    /// <summary>The table that a statement names, whether or not it is well formed; null when it names none.</summary>
    public static string? TableOf(string text)
    {
        try
        {
            var tokens = Lexer.Run(text);
            var at = tokens.FindIndex(token => token.IsKeyword("FROM") || token.IsKeyword("INTO") || token.IsKeyword("UPDATE"));
            return at >= 0 && tokens[at + 1].Kind is (TokenKind.Word or TokenKind.Name) ? tokens[at + 1].Text : null;
        }
        catch (PartiQlException)
        {
            return null;
        }
    }

    /// <summary>What is consumed from here on is this statement's.</summary>
    public static void Begin(Context context, Statement statement)
    {
        context.Statement = new(statement.Action, statement.Source.Index);
        context.Consume(TableName.Of(statement.Source.Table), 0, isWrite: !statement.IsRead);
    }

    /// <summary>A statement's text with its parameters to what it means; faults come back as AWS's ValidationException.</summary>
    public static Result<Statement> Parse(string text, IReadOnlyList<AttributeValue>? parameters)
    {
        try
        {
            return Result<Statement>.Of(new StatementParser(text, parameters ?? []).Parse());
        }
        catch (PartiQlException e)
        {
            return e.Error;
        }
    }
}
