using LocalCloud.Aws.DynamoDb.Expressions;
using LocalCloud.Aws.DynamoDb.Tables;
using LocalCloud.Aws.DynamoDb.Values;

namespace LocalCloud.Aws.DynamoDb.PartiQl;

/// <summary>Of a WHERE clause that speaks of one item: its key, and what else must hold.</summary>
internal sealed record WholeKey(Dictionary<string, AttributeValue> Key, Condition? Rest)
{
    /// <summary>Null where not every attribute of the key has its equality.</summary>
    public static WholeKey? Of(Condition? where, KeySchema schema)
    {
        var parts = PartsOf(where);
        var key = new Dictionary<string, AttributeValue>();
        foreach (var attribute in schema.Attributes)
        {
            if (parts.Find(part => EqualOf(part, attribute.Name) is not null) is not { } found)
                return null;
            key[attribute.Name] = EqualOf(found, attribute.Name)!;
            parts.Remove(found);
        }
        return new(key, All(parts));
    }

    /// <summary>What AND connects.</summary>
    public static List<Condition> PartsOf(Condition? condition)
    {
        var parts = new List<Condition>();
        for (; condition is And and; condition = and.Left)
            parts.InsertRange(0, PartsOf(and.Right));
        if (condition is not null)
            parts.Insert(0, condition);
        return parts;
    }

    public static Condition? All(IEnumerable<Condition> parts) =>
        parts.Aggregate(default(Condition), (all, part) => all is null ? part : new And(all, part));

    public static AttributeValue? EqualOf(Condition part, string name) =>
        part is Comparison { Operator: "=", Left: PathOperand { Path: { Steps.Length: 1 } path }, Right: ValueOperand { Value: var value } }
        && path.Root == name
            ? value
            : null;
}
