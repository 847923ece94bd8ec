using LocalCloud.Aws.DynamoDb.Expressions;
using LocalCloud.Aws.DynamoDb.Values;

namespace LocalCloud.Aws.DynamoDb.PartiQl;

/// <summary>SELECT, INSERT, UPDATE, DELETE and EXISTS. docs: ql-reference.statements.html</summary>
internal sealed class StatementParser
{
    private readonly Cursor cursor;
    private readonly ValueParser values;
    private readonly int given;

    public StatementParser(string text, IReadOnlyList<AttributeValue> parameters)
    {
        cursor = new(text);
        values = new(cursor, parameters);
        given = parameters.Count;
    }

    public Statement Parse()
    {
        var statement = One();
        cursor.Finish();
        return values.Used == given
            ? statement
            : throw PartiQlException.Invalid("Number of parameters in request and statement don't match.");
    }

    private Statement One()
    {
        if (cursor.TakeKeyword("SELECT"))
            return Select();
        if (cursor.TakeKeyword("INSERT"))
            return Insert();
        if (cursor.TakeKeyword("UPDATE"))
            return Update();
        if (cursor.TakeKeyword("DELETE"))
            return Delete();
        if (!cursor.TakeKeyword("EXISTS"))
            throw PartiQlException.Malformed("Expected data manipulation");
        cursor.Expect("(");
        cursor.ExpectKeyword("SELECT");
        var select = Select();
        cursor.Expect(")");
        return new ExistsStatement(select);
    }

    private SelectStatement Select()
    {
        var paths = cursor.TakeIf("*") ? null : Paths();
        cursor.ExpectKeyword("FROM");
        var select = new SelectStatement(Source(), paths, Where(), Order());
        foreach (var clause in (string[])["LIMIT", "GROUP", "HAVING"])
        {
            // The place is that of what the clause says
            if (cursor.TakeKeyword(clause))
                throw PartiQlException.Invalid($"Unsupported clause: {clause} at {cursor.Place(cursor.Current)}");
        }
        return select;
    }

    private List<DocumentPath> Paths()
    {
        var paths = new List<DocumentPath>();
        do paths.Add(values.Path());
        while (cursor.TakeIf(","));
        return paths;
    }

    private Source Source()
    {
        var table = values.Name("Unexpected keyword");
        var index = cursor.TakeIf(".") ? values.Name("Invalid path dot component") : null;
        return cursor.Current.Is(".") || cursor.Current.Is("[")
            ? throw PartiQlException.Invalid($"Unexpected path component at {cursor.Place(cursor.Current)}")
            : new(table, index);
    }

    private Source TableOnly()
    {
        var source = Source();
        return source.Index is null ? source : throw PartiQlException.Invalid("An item is written through its table, not through an index");
    }

    private Condition? Where() => cursor.TakeKeyword("WHERE") ? new ConditionParser(cursor, values).Parse() : null;

    private List<OrderKey> Order()
    {
        var keys = new List<OrderKey>();
        if (!cursor.TakeKeyword("ORDER"))
            return keys;
        cursor.ExpectKeyword("BY");
        do
        {
            var path = values.Path();
            var descends = cursor.TakeKeyword("DESC");
            if (!descends)
                cursor.TakeKeyword("ASC");
            keys.Add(new(path.Steps.Length == 1 ? path.Root : path.ToString(), descends));
        } while (cursor.TakeIf(","));
        return keys;
    }

    private InsertStatement Insert()
    {
        cursor.ExpectKeyword("INTO");
        var table = TableOnly();
        cursor.ExpectKeyword("VALUE");
        return values.Value() is MapValue map ? new(table, new(map.Entries)) : throw PartiQlException.Malformed("Unexpected term");
    }

    private UpdateStatement Update() => new(TableOnly(), new UpdateParser(cursor, values).Parse(), Where(), Returns());

    private DeleteStatement Delete()
    {
        cursor.ExpectKeyword("FROM");
        var statement = new DeleteStatement(TableOnly(), Where(), Returns());
        return statement.Returning is null or { OnlyModified: false, IsNew: false }
            ? statement
            : throw PartiQlException.Invalid("DELETE can only be RETURNING ALL OLD *");
    }

    private Returning? Returns()
    {
        if (!cursor.TakeKeyword("RETURNING"))
            return null;
        var modified = cursor.TakeKeyword("MODIFIED");
        if (!modified)
            cursor.ExpectKeyword("ALL");
        var isNew = cursor.TakeKeyword("NEW");
        if (!isNew)
            cursor.ExpectKeyword("OLD");
        cursor.Expect("*");
        return new(modified, isNew);
    }
}
