namespace LocalCloud.Aws.DynamoDb.Expressions;

/// <summary>path, path, ...</summary>
internal sealed class ProjectionParser(string text, Placeholders placeholders) : Parser(text, placeholders)
{
    public Projection Parse()
    {
        var paths = new List<DocumentPath>();
        do paths.Add(ParsePath());
        while (TakeIf(","));
        if (DocumentPath.FirstClash(paths) is { } clash)
            Complain(clash);
        Finish();
        return new Projection(paths);
    }

    protected override bool IsKeyword(Token token) => false;
}
