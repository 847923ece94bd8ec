using LocalCloud.Aws.DynamoDb.Tables;
using LocalCloud.Aws.DynamoDb.Values;

namespace LocalCloud.Aws.DynamoDb.Expressions;

/// <summary>What a KeyConditionExpression selects: one partition, and of it all or a range by the sort key.</summary>
/// <param name="Partition">A value for each attribute of the partition key.</param>
/// <param name="Equal">Values of the sort key's first attributes, where it has several; the range is of the one behind them.</param>
internal sealed record KeyCondition(IReadOnlyList<AttributeValue> Partition, IReadOnlyList<AttributeValue> Equal, SortRange? Sort);

/// <summary>Bounds on the sort key; null is open. A prefix stands alone.</summary>
internal sealed record SortRange(
    AttributeValue? Low,
    bool LowIncluded,
    AttributeValue? High,
    bool HighIncluded,
    AttributeValue? Prefix = null
);

/// <summary>Reads a key condition out of the general condition grammar, of which it may use little.</summary>
internal sealed class KeyConditionReader(KeySchema schema)
{
    private readonly List<Condition> _parts = [];

    public Result<KeyCondition> Read(Condition condition)
    {
        Collect(condition);
        if (schema.HasSeveral)
            return ReadSeveral();
        AttributeValue? partition = null;
        SortRange? sort = null;
        foreach (var part in _parts)
        {
            var name = NameOf(part);
            if (name == schema.Hash.Name && partition is null)
            {
                if (part is not Comparison { Operator: "=" } equal)
                    return DynamoDbErrors.Validation("Query key condition not supported");
                partition = ValueOf(equal.Right);
            }
            else if (name == schema.Range?.Name && sort is null)
            {
                if (RangeOf(part) is not { } range)
                    return DynamoDbErrors.Validation("Query key condition not supported");
                sort = range;
            }
            else if (name == schema.Hash.Name || name == schema.Range?.Name)
            {
                throw new ExpressionException("KeyConditionExpressions must only contain one condition per key");
            }
            else if (_parts.Count > 1 || partition is not null || schema.Range is null)
            {
                return DynamoDbErrors.Validation($"Query condition missed key schema element: {Wanted(partition)}");
            }
            else
            {
                return DynamoDbErrors.Validation($"Query condition missed key schema element: {schema.Hash.Name}");
            }
        }
        if (partition is null)
            return DynamoDbErrors.Validation($"Query condition missed key schema element: {schema.Hash.Name}");
        return Check(partition, sort) is { } error ? error : new KeyCondition([partition], [], sort);
    }

    // All of the partition key by equality, of the sort key the first ones by equality and at most one more by a range
    private Result<KeyCondition> ReadSeveral()
    {
        var conditions = new Dictionary<string, Condition>(StringComparer.Ordinal);
        foreach (var part in _parts)
            if (!schema.Includes(NameOf(part)))
                return Missed(schema.Attributes.First(key => _parts.TrueForAll(other => NameOf(other) != key.Name)));
            else if (!conditions.TryAdd(NameOf(part), part))
                throw new ExpressionException("KeyConditionExpressions must only contain one condition per key");
        var (partition, equal) = (new List<AttributeValue>(), new List<AttributeValue>());
        foreach (var hash in schema.Hashes)
        {
            if (!conditions.TryGetValue(hash.Name, out var part))
                return Missed(hash);
            if (part is not Comparison { Operator: "=" } equals)
                return DynamoDbErrors.Validation("Query key condition not supported");
            partition.Add(ValueOf(equals.Right));
        }
        SortRange? sort = null;
        for (var i = 0; i < schema.Ranges.Count && conditions.Count > schema.Hashes.Count + i; i++)
        {
            if (!conditions.TryGetValue(schema.Ranges[i].Name, out var part))
                return Missed(schema.Ranges[i]);
            var isLast = conditions.Count == schema.Hashes.Count + i + 1;
            if (part is Comparison { Operator: "=" } equals)
                equal.Add(ValueOf(equals.Right));
            else if (isLast && RangeOf(part) is { } range)
                sort = range;
            else
                return DynamoDbErrors.Validation("Query key condition not supported");
        }
        var fits =
            schema.Hashes.Zip(partition).Concat(schema.Ranges.Zip(equal)).All(pair => Fits(pair.First, pair.Second))
            && (
                sort is null
                || new[] { sort.Low, sort.High, sort.Prefix }.All(bound => bound is null || Fits(schema.Ranges[equal.Count], bound))
            );
        if (!fits)
            return DynamoDbErrors.Invalid("Condition parameter type does not match schema type");
        var faults = schema.Hashes.Zip(partition, (key, value) => key.FaultOfValue(value));
        return faults.FirstOrDefault(fault => fault is not null) is { } empty
            ? DynamoDbErrors.Validation(empty)
            : new KeyCondition(partition, equal, sort);
    }

    private static AwsError Missed(KeyAttribute key) => DynamoDbErrors.Validation($"Query condition missed key schema element: {key.Name}");

    private string Wanted(AttributeValue? partition)
    {
        var names = _parts.Select(NameOf).ToHashSet();
        return partition is null && !names.Contains(schema.Hash.Name) ? schema.Hash.Name : schema.Range?.Name ?? schema.Hash.Name;
    }

    private AwsError? Check(AttributeValue partition, SortRange? sort)
    {
        if (
            !Fits(schema.Hash, partition)
            || (
                sort is not null
                && new[] { sort.Low, sort.High, sort.Prefix }.Any(bound => bound is not null && !Fits(schema.Range!, bound))
            )
        )
            return DynamoDbErrors.Invalid("Condition parameter type does not match schema type");
        return schema.Hash.FaultOfValue(partition) is { } fault ? DynamoDbErrors.Validation(fault) : null;
    }

    private static bool Fits(KeyAttribute key, AttributeValue value) => key.Type == value.Type;

    private void Collect(Condition condition)
    {
        switch (condition)
        {
            case And and:
                Collect(and.Left);
                Collect(and.Right);
                break;
            case Or:
                throw Operator("OR");
            case Not { Inner: Exists }:
                throw Operator("attribute_not_exists");
            case Not:
                throw Operator("NOT");
            case In:
                throw Operator("IN");
            case Exists:
                throw Operator("attribute_exists");
            case IsOfType:
                throw Operator("attribute_type");
            case Contains:
                throw Operator("contains");
            case Comparison { Operator: "<>" }:
                throw Operator("<>");
            default:
                _parts.Add(condition);
                break;
        }
    }

    private static ExpressionException Operator(string name) => new($"Invalid operator used in KeyConditionExpression: {name}");

    private static string NameOf(Condition part)
    {
        var (subject, values) = part switch
        {
            Comparison c when c.Left is ValueOperand && c.Right is PathOperand => throw new ExpressionException(
                "Invalid condition in KeyConditionExpression: an attribute name must be the first operand"
            ),
            Comparison c => (c.Left, new[] { c.Right }),
            Between b => (b.Subject, [b.Low, b.High]),
            BeginsWith b => (b.Subject, [b.Prefix]),
            _ => throw new InvalidOperationException($"No key condition: {part.GetType().Name}"),
        };
        if (subject is SizeOperand || values.Any(value => value is SizeOperand))
            throw new ExpressionException("KeyConditionExpressions cannot contain nested operations");
        if (subject is not PathOperand { Path: var path })
            throw new ExpressionException("Invalid condition in KeyConditionExpression: No key attribute specified");
        if (values.Any(value => value is PathOperand))
            throw new ExpressionException("Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition");
        if (path.Steps.Length > 1)
            throw new ExpressionException("KeyConditionExpressions cannot have conditions on nested attributes");
        return path.Root;
    }

    private static AttributeValue ValueOf(Operand operand) => ((ValueOperand)operand).Value;

    internal static SortRange? RangeOf(Condition part) =>
        part switch
        {
            Comparison { Operator: "=", Right: var r } => new(ValueOf(r), true, ValueOf(r), true),
            Comparison { Operator: "<", Right: var r } => new(null, true, ValueOf(r), false),
            Comparison { Operator: "<=", Right: var r } => new(null, true, ValueOf(r), true),
            Comparison { Operator: ">", Right: var r } => new(ValueOf(r), false, null, true),
            Comparison { Operator: ">=", Right: var r } => new(ValueOf(r), true, null, true),
            Between b => new(ValueOf(b.Low), true, ValueOf(b.High), true),
            BeginsWith b => new(null, true, null, true, ValueOf(b.Prefix)),
            _ => null,
        };
}
