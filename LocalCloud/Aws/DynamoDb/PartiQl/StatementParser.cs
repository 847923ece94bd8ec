using LocalCloud.Aws.DynamoDb.Expressions;
using LocalCloud.Aws.DynamoDb.Values;

namespace LocalCloud.Aws.DynamoDb.PartiQl;

/// <summary>SELECT, INSERT, UPDATE, DELETE and EXISTS. docs: ql-reference.statements.html</summary>
internal sealed class StatementParser
{
    private readonly Cursor _cursor;
    private readonly ValueParser _values;
    private readonly int _given;

    public StatementParser(string text, IReadOnlyList<AttributeValue> parameters)
    {
        _cursor = new(text);
        _values = new(_cursor, parameters);
        _given = parameters.Count;
    }

    public Statement Parse()
    {
        var statement = One();
        _cursor.Finish();
        return _values.Used == _given
            ? statement
            : throw PartiQlException.Invalid("Number of parameters in request and statement don't match.");
    }

    private Statement One()
    {
        if (_cursor.TakeKeyword("SELECT"))
            return Select();
        if (_cursor.TakeKeyword("INSERT"))
            return Insert();
        if (_cursor.TakeKeyword("UPDATE"))
            return Update();
        if (_cursor.TakeKeyword("DELETE"))
            return Delete();
        if (!_cursor.TakeKeyword("EXISTS"))
            throw PartiQlException.Malformed("Expected data manipulation");
        _cursor.Expect("(");
        _cursor.ExpectKeyword("SELECT");
        var select = Select();
        _cursor.Expect(")");
        return new ExistsStatement(select);
    }

    private SelectStatement Select()
    {
        var paths = _cursor.TakeIf("*") ? null : Paths();
        _cursor.ExpectKeyword("FROM");
        var select = new SelectStatement(Source(), paths, Where(), Order());
        foreach (var clause in (string[])["LIMIT", "GROUP", "HAVING"])
        {
            // The place is that of what the clause says
            if (_cursor.TakeKeyword(clause))
                throw PartiQlException.Invalid($"Unsupported clause: {clause} at {_cursor.Place(_cursor.Current)}");
        }
        return select;
    }

    private List<DocumentPath> Paths()
    {
        var paths = new List<DocumentPath>();
        do paths.Add(_values.Path());
        while (_cursor.TakeIf(","));
        return paths;
    }

    private Source Source()
    {
        var table = _values.Name("Unexpected keyword");
        var index = _cursor.TakeIf(".") ? _values.Name("Invalid path dot component") : null;
        return _cursor.Current.Is(".") || _cursor.Current.Is("[")
            ? throw PartiQlException.Invalid($"Unexpected path component at {_cursor.Place(_cursor.Current)}")
            : new(table, index);
    }

    private Source TableOnly()
    {
        var source = Source();
        return source.Index is null ? source : throw PartiQlException.Invalid("An item is written through its table, not through an index");
    }

    private Condition? Where() => _cursor.TakeKeyword("WHERE") ? new ConditionParser(_cursor, _values).Parse() : null;

    private List<OrderKey> Order()
    {
        var keys = new List<OrderKey>();
        if (!_cursor.TakeKeyword("ORDER"))
            return keys;
        _cursor.ExpectKeyword("BY");
        do
        {
            var path = _values.Path();
            var descends = _cursor.TakeKeyword("DESC");
            if (!descends)
                _cursor.TakeKeyword("ASC");
            keys.Add(new(path.Steps.Length == 1 ? path.Root : path.ToString(), descends));
        } while (_cursor.TakeIf(","));
        return keys;
    }

    private InsertStatement Insert()
    {
        _cursor.ExpectKeyword("INTO");
        var table = TableOnly();
        _cursor.ExpectKeyword("VALUE");
        return _values.Value() is MapValue map ? new(table, new(map.Entries)) : throw PartiQlException.Malformed("Unexpected term");
    }

    private UpdateStatement Update() => new(TableOnly(), new UpdateParser(_cursor, _values).Parse(), Where(), Returns());

    private DeleteStatement Delete()
    {
        _cursor.ExpectKeyword("FROM");
        var statement = new DeleteStatement(TableOnly(), Where(), Returns());
        return statement.Returning is null or { OnlyModified: false, IsNew: false }
            ? statement
            : throw PartiQlException.Invalid("DELETE can only be RETURNING ALL OLD *");
    }

    private Returning? Returns()
    {
        if (!_cursor.TakeKeyword("RETURNING"))
            return null;
        var modified = _cursor.TakeKeyword("MODIFIED");
        if (!modified)
            _cursor.ExpectKeyword("ALL");
        var isNew = _cursor.TakeKeyword("NEW");
        if (!isNew)
            _cursor.ExpectKeyword("OLD");
        _cursor.Expect("*");
        return new(modified, isNew);
    }
}
