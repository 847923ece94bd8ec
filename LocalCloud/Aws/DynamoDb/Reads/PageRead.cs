using LocalCloud.Aws.DynamoDb.Expressions;
using LocalCloud.Aws.DynamoDb.Legacy;
using LocalCloud.Aws.DynamoDb.Tables;
using LocalCloud.Aws.DynamoDb.Values;

namespace LocalCloud.Aws.DynamoDb.Reads;

using Item = IReadOnlyDictionary<string, AttributeValue>;

/// <summary>One page of a Query or Scan, in AWS's order of checks: the request alone, then table and index, then the items.</summary>
internal sealed class PageRead(PageInput input, Context context)
{
    private const int MaxPage = 1024 * 1024;

    private Condition? _filter;
    private Projection? _projection;

    public Placeholders Placeholders { get; } = new(input.ExpressionAttributeNames, input.ExpressionAttributeValues);
    public Table Table { get; private set; } = null!;
    public SecondaryIndex? Index { get; private set; }

    /// <summary>The key that the walk goes by: the index's, else the table's.</summary>
    public KeySchema Schema => Index?.Schema ?? Table.Schema;

    public AwsError? Parse()
    {
        if ((FaultOfSelect() ?? LegacyRules.FaultOfAttributes(input.AttributesToGet)) is { } fault)
            return DynamoDbErrors.Validation(fault);
        foreach (var value in input.ExclusiveStartKey?.Values.ToArray() ?? [])
        {
            if (ValueRules.Fault(value) is { } faultOfKey)
                return DynamoDbErrors.Validation($"The provided starting key is invalid: {faultOfKey}");
        }
        if (!Expression.Condition(ExpressionKind.FilterExpression, input.FilterExpression, Placeholders).Ok(out _filter, out var error))
            return error;
        if (
            _filter is null
            && !LegacyConditions.Filter(input.LegacyFilter.Conditions, input.ConditionalOperator).Ok(out _filter, out error)
        )
            return error;
        if (!Expression.Projection(input.ProjectionExpression, Placeholders).Ok(out _projection, out error))
            return error;
        _filter ??= input.Filter;
        _projection ??= input.Projected;
        if (input.AttributesToGet is not null)
            _projection = Projection.OfAttributes(input.AttributesToGet);
        return null;
    }

    /// <summary>Before everything else: what a request may not have side by side.</summary>
    public string? FaultOfMixture() => LegacyRules.Mixed(input.LegacyParameters, input.Expressions);

    private string? FaultOfSelect() =>
        input switch
        {
            { Select: "ALL_PROJECTED_ATTRIBUTES", IndexName: null } =>
                "ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName",
            { Select: "SPECIFIC_ATTRIBUTES", ProjectionExpression: null, AttributesToGet: null } =>
                "Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES",
            { Select: "COUNT", ProjectionExpression: not null } =>
                "Cannot specify the ProjectionExpression when choosing to get only the Count",
            { Select: "COUNT", AttributesToGet: not null } => "Cannot specify the AttributesToGet when choosing to get only the Count",
            { Select: "ALL_ATTRIBUTES" or "ALL_PROJECTED_ATTRIBUTES", AttributesToGet: not null } =>
                $"Cannot specify the AttributesToGet when choosing to get {input.Select}",
            { Select: "ALL_ATTRIBUTES" or "ALL_PROJECTED_ATTRIBUTES", ProjectionExpression: not null } =>
                $"Cannot specify the ProjectionExpression when choosing to get {input.Select}",
            _ => null,
        };

    public AwsError? Bind(DynamoDbState state)
    {
        if (Placeholders.Unused() is { } unused)
            return DynamoDbErrors.Validation(unused);
        if (!state.Find(input.TableName!).Ok(out var table, out var error))
            return error;
        Table = table;
        if (input.IndexName is null)
            return null;
        if (!table.Indexes.TryGetValue(input.IndexName, out var index))
            return DynamoDbErrors.Validation($"The table does not have the specified index: {input.IndexName}");
        Index = index;
        if (!index.IsGlobal)
            return null;
        if (input.ConsistentRead == true)
            return DynamoDbErrors.Validation("Consistent reads are not supported on global secondary indexes");
        if (input.Select == "ALL_ATTRIBUTES" && !index.ProjectsAll)
            return DynamoDbErrors.Invalid(
                $"Select type ALL_ATTRIBUTES is not supported for global secondary index {index.Name} because its projection type "
                    + "is not ALL"
            );
        var missing = _projection?.Paths.Select(path => path.Root).Where(name => !index.Projects(name, table.Schema)).ToList() ?? [];
        return missing.Count == 0
            ? null
            : DynamoDbErrors.Invalid($"Global secondary index {index.Name} does not project [{string.Join(", ", missing)}]");
    }

    /// <summary>Query only: the key condition is the place for conditions on the key.</summary>
    public AwsError? RefuseFilterOnKey()
    {
        var key = _filter?.Paths.FirstOrDefault(path => Schema.Includes(path.Root));
        if (key is not null && input.FilterExpression is null)
            return DynamoDbErrors.Validation($"QueryFilter can only contain non-primary key attributes: Primary key attribute: {key.Root}");
        return key is null
            ? null
            : DynamoDbErrors.Validation(
                $"Filter Expression can only contain non-primary key attributes: Primary key attribute: {key.Root}"
            );
    }

    /// <summary>The place to go on from, as a key of the walk; null at the beginning.</summary>
    public Result<byte[]?> Start()
    {
        if (input.ExclusiveStartKey is not { } start)
            return default(byte[]);
        var names = Table.Schema.Attributes.Concat(Index?.Schema.Attributes ?? []).DistinctBy(attribute => attribute.Name).ToList();
        if (start.Count != names.Count)
            return DynamoDbErrors.Validation(
                Index is null
                    ? "The provided starting key is invalid: The provided key element does not match the schema"
                    : "The provided starting key is invalid"
            );
        foreach (var attribute in names)
        {
            if (!start.TryGetValue(attribute.Name, out var value) || value.Type != attribute.Type)
                return DynamoDbErrors.Validation(
                    "The provided starting key is invalid: The provided key element does not match the schema"
                );
            if (KeyAttribute.EmptyKind(value) is not null)
                return DynamoDbErrors.Validation("The provided starting key is invalid: " + attribute.FaultOfValue(value));
        }
        var key = KeyBytes.Of(Table.Schema, start);
        return Index is null ? key : KeyBytes.Of(Index.Schema, start, key);
    }

    public PageResponse Run(byte[]? low, byte[]? high, bool forward)
    {
        var items = new List<Item>();
        var (scanned, count, size) = (0, 0, 0L);
        StoredItem? last = null;
        var stopped = false;
        foreach (var (_, item) in (Index?.Items ?? Table.Items).Walk(low, high, forward))
        {
            if (last is not null && size + item.Size > MaxPage)
            {
                stopped = true;
                break;
            }
            size += item.Size;
            scanned++;
            last = item;
            // A filter sees what the index projects.
            var shown = Index is null ? item.Attributes : Visible(item);
            if (_filter?.Holds(shown) != false)
            {
                count++;
                if (input.Select != "COUNT")
                    items.Add(input.Shape?.Invoke(shown) ?? _projection?.Of(shown) ?? shown);
            }
            if (scanned == input.Limit)
            {
                stopped = true;
                break;
            }
        }
        return new PageResponse
        {
            Items = input.Select == "COUNT" ? null : items,
            Count = count,
            ScannedCount = scanned,
            LastEvaluatedKey = stopped ? KeyOf(last!.Attributes) : null,
            ConsumedCapacity = Capacity.Read(
                context,
                input.ReturnConsumedCapacity,
                Table,
                Capacity.OfRead(size, input.ConsistentRead == true),
                Index
            ),
        };
    }

    // A local index fetches from the table what it does not project itself, when it is asked for.
    private Item Visible(StoredItem item) =>
        !Index!.IsGlobal && (input.Select == "ALL_ATTRIBUTES" || _projection is not null)
            ? item.Attributes
            : Index.Projected(item, Table.Schema);

    private Dictionary<string, AttributeValue> KeyOf(Item item)
    {
        var key = Table.Schema.KeyOf(item);
        foreach (var attribute in Index?.Schema.Attributes ?? [])
            key[attribute.Name] = item[attribute.Name];
        return key;
    }
}
