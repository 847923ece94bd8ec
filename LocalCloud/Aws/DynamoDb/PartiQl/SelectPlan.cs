using LocalCloud.Aws.DynamoDb.Expressions;
using LocalCloud.Aws.DynamoDb.Tables;
using LocalCloud.Aws.DynamoDb.Values;

namespace LocalCloud.Aws.DynamoDb.PartiQl;

/// <summary>
/// How a SELECT is read: the partitions that its WHERE clause names by =, IN or OR, each within the bounds of the sort key; else
/// everything.
/// docs: ql-reference.select.html
/// </summary>
/// <param name="Filter">What the bounds do not say.</param>
internal sealed record SelectPlan(IReadOnlyList<(byte[]? Low, byte[]? High)> Ranges, Condition? Filter, bool Forward)
{
    // docs: ql-operators.html
    private const int MaxPartitions = 50;

    public static Result<SelectPlan> Of(SelectStatement select, KeySchema schema)
    {
        var parts = WholeKey.PartsOf(select.Where);
        if (!Partitions(parts, schema).Ok(out var partitions, out var error))
            return error;
        if (Order(select, schema, partitions).Error is { } disorder)
            return disorder;
        var descends = select.Order.FirstOrDefault(key => schema.Ranges.Any(range => range.Name == key.Name))?.IsDescending == true;
        if (partitions.Count == 0)
            return new SelectPlan([(null, null)], select.Where, true);
        if (!Sort(parts, schema).Ok(out var sort, out error))
            return error;
        if (select.Order.FirstOrDefault(key => schema.Hash.Name == key.Name) is { } byHash)
            partitions.Sort((a, b) => (AttributeValue.Compare(a[0], b[0]) ?? 0) * (byHash.IsDescending ? -1 : 1));
        return new SelectPlan(
            [.. partitions.Select(partition => ((byte[]?, byte[]?))KeyBytes.Bounds(partition, sort.Equal, sort.Range))],
            WholeKey.All(parts),
            !descends
        );
    }

    /// <summary>Of a key of one attribute, the values that the clause names; none when it is a scan.</summary>
    public static List<AttributeValue> PartitionKeys(Condition? where, KeySchema schema) =>
        schema.Hashes.Count == 1 && Partitions(WholeKey.PartsOf(where), schema).Ok(out var partitions, out _)
            ? partitions.ConvertAll(partition => partition[0])
            : [];

    public static bool IsScan(Condition? where, KeySchema schema) =>
        Partitions(WholeKey.PartsOf(where), schema).Ok(out var partitions, out _) && partitions.Count == 0;

    /// <summary>None when the clause does not name them all. What names them goes out of <paramref name="parts"/>.</summary>
    private static Result<List<AttributeValue[]>> Partitions(List<Condition> parts, KeySchema schema)
    {
        var named = schema
            .Hashes.Select(hash =>
                parts.Find(part => ValuesOf(part, hash.Name) is { Count: > 0 } values && (schema.Hashes.Count == 1 || values.Count == 1))
            )
            .ToList();
        if (named.Contains(null))
            return new List<AttributeValue[]>();
        var values = schema.Hashes.Zip(named, (hash, part) => ValuesOf(part!, hash.Name)!.Distinct().ToList()).ToList();
        foreach (var (hash, value) in schema.Hashes.Zip(values).SelectMany(pair => pair.Second.Select(value => (pair.First, value))))
        {
            if (value.Type != hash.Type)
                return DynamoDbErrors.Invalid("Condition parameter type does not match schema type");
            if (hash.FaultOfValue(value) is { } fault)
                return DynamoDbErrors.Validation(fault);
        }
        if (values[0].Count > MaxPartitions)
            return DynamoDbErrors.Validation($"The IN operator is provided with too many operands; number of operands: {values[0].Count}");
        parts.RemoveAll(named.Contains);
        return schema.Hashes.Count > 1
            ?
            [
                [.. values.Select(value => value[0])],
            ]
            : values[0].ConvertAll(value => new[] { value });
    }

    private static List<AttributeValue>? ValuesOf(Condition part, string name) =>
        part switch
        {
            In { Subject: PathOperand { Path: { Steps.Length: 1 } path } } oneOf
                when path.Root == name && oneOf.Candidates.All(c => c is ValueOperand) =>
            [
                .. oneOf.Candidates.Select(candidate => ((ValueOperand)candidate).Value),
            ],
            Or either when ValuesOf(either.Left, name) is { } left && ValuesOf(either.Right, name) is { } right => [.. left, .. right],
            _ => WholeKey.EqualOf(part, name) is { } value ? [value] : null,
        };

    /// <summary>The sort key's bounds: of several attributes the first ones by equality, and one more by a range.</summary>
    private static Result<(List<AttributeValue> Equal, SortRange? Range)> Sort(List<Condition> parts, KeySchema schema)
    {
        var equal = new List<AttributeValue>();
        foreach (var attribute in schema.Ranges)
        {
            if (parts.Find(part => WholeKey.EqualOf(part, attribute.Name) is not null) is { } same)
            {
                var value = WholeKey.EqualOf(same, attribute.Name)!;
                if (value.Type != attribute.Type)
                    return DynamoDbErrors.Invalid("Condition parameter type does not match schema type");
                equal.Add(value);
                parts.Remove(same);
                continue;
            }
            if (parts.Find(part => RangeOf(part, attribute.Name) is not null) is not { } bounded)
                break;
            var range = RangeOf(bounded, attribute.Name)!;
            if (new[] { range.Low, range.High, range.Prefix }.Any(bound => bound is not null && bound.Type != attribute.Type))
                return DynamoDbErrors.Invalid("Condition parameter type does not match schema type");
            parts.Remove(bounded);
            return (equal, range);
        }
        return (equal, null);
    }

    private static SortRange? RangeOf(Condition part, string name)
    {
        var (subject, bounds) = part switch
        {
            Comparison { Operator: not "<>" } comparison => (comparison.Left, new[] { comparison.Right }),
            Between between => (between.Subject, [between.Low, between.High]),
            BeginsWith begins => (begins.Subject, [begins.Prefix]),
            _ => (null, []),
        };
        return subject is PathOperand { Path: { Steps.Length: 1 } path } && path.Root == name && bounds.All(bound => bound is ValueOperand)
            ? KeyConditionReader.RangeOf(part)
            : null;
    }

    private static Result<Nothing> Order(SelectStatement select, KeySchema schema, List<AttributeValue[]> partitions)
    {
        if (select.Order.Count == 0)
            return Nothing.Instance;
        if (select.Where is null)
            return DynamoDbErrors.Validation("Must have WHERE clause in the statement when using ORDER BY clause.");
        if (partitions.Count == 0)
            return DynamoDbErrors.Validation(
                "Must have at least one non-optional hash key condition in WHERE clause when using ORDER BY clause."
            );
        if (select.Order.FirstOrDefault(key => !schema.Includes(key.Name)) is { } other)
            return DynamoDbErrors.Validation($"Variable reference {other.Name} in ORDER BY clause must be part of the primary key");
        return partitions.Count > 1 && select.Order[0].Name != schema.Hash.Name
            ? DynamoDbErrors.Validation(
                $"ORDER BY must begin with the hash key {schema.Hash.Name} when the WHERE clause names several of its values"
            )
            : Nothing.Instance;
    }
}
