using LocalCloud.Aws.DynamoDb.Expressions;
using LocalCloud.Aws.DynamoDb.Legacy;
using LocalCloud.Aws.DynamoDb.Tables;
using LocalCloud.Aws.DynamoDb.Values;

namespace LocalCloud.Aws.DynamoDb.Writes;

/// <summary>
/// One conditional write, in AWS's order of checks: first what the request alone tells (<see cref="Parse"/>), then what the table
/// tells (<see cref="Bind"/>), then the item (<see cref="Evaluate"/>). Nothing changes before all of them passed.
/// </summary>
internal abstract class Write(WriteInput input)
{
    private static readonly Dictionary<string, AttributeValue> NoItem = [];

    private Condition? _condition;

    public string TableName => input.TableName!;
    public Table Table { get; private set; } = null!;
    public byte[] Key { get; private set; } = [];

    protected Placeholders Placeholders { get; } = new(input.ExpressionAttributeNames, input.ExpressionAttributeValues);

    public AwsError? Parse()
    {
        if (FaultOfMixture() is { } mixed)
            return DynamoDbErrors.Validation(mixed);
        var none = NoExpression;
        if (Placeholders.Fault(none is null, none is null, none ?? "") is { } fault)
            return DynamoDbErrors.Validation(fault);
        if (FaultOfInput() is { } faultOfInput)
            return DynamoDbErrors.Validation(faultOfInput);
        if (ParseExpressions() is { } invalid)
            return invalid;
        if (
            !Expression
                .Condition(ExpressionKind.ConditionExpression, input.ConditionExpression, Placeholders)
                .Ok(out _condition, out var error)
        )
            return error;
        _condition ??= input.Condition;
        if (
            _condition is null
            && input.Legacy is { } legacy
            && !LegacyConditions.Expected(legacy.Expected, legacy.ConditionalOperator).Ok(out _condition, out error)
        )
            return error;
        return Placeholders.Unused() is { } unused ? DynamoDbErrors.Validation(unused) : null;
    }

    private string? FaultOfMixture() =>
        LegacyRules.Mixed(
            [
                ("AttributeUpdates", input.Legacy?.AttributeUpdates),
                ("Expected", input.Legacy?.Expected),
                ("ConditionalOperator", input.Legacy?.ConditionalOperator),
            ],
            [("UpdateExpression", (input as UpdateInput)?.UpdateExpression), ("ConditionExpression", input.ConditionExpression)]
        );

    /// <summary>"ConditionExpression is null" and the like when the request has no expression; else null.</summary>
    protected virtual string? NoExpression => input.ConditionExpression is null ? "ConditionExpression is null" : null;

    protected abstract string? FaultOfInput();

    protected virtual AwsError? ParseExpressions() => null;

    public AwsError? Bind(Table table)
    {
        Table = table;
        if (FaultInTable(table) is { } fault)
            return DynamoDbErrors.Validation(fault);
        Key = KeyBytes.Of(table.Schema, KeyAttributes);
        return null;
    }

    protected abstract IReadOnlyDictionary<string, AttributeValue> KeyAttributes { get; }

    protected abstract string? FaultInTable(Table table);

    /// <summary>The item after the write, null when there is none then; or why it must not happen.</summary>
    public Result<StoredItem?> Evaluate(StoredItem? old)
    {
        if (_condition?.Holds(old?.Attributes ?? NoItem) == false)
            return input.Refusal
                ?? DynamoDbErrors.ConditionalCheckFailed(input.ReturnValuesOnConditionCheckFailure == "ALL_OLD" ? old : null);
        return Change(old);
    }

    protected abstract Result<StoredItem?> Change(StoredItem? old);

    protected static string? FaultOf(IReadOnlyDictionary<string, AttributeValue> attributes)
    {
        foreach (var (name, value) in attributes)
        {
            if (ValueRules.Fault(value) is { } fault)
                return fault;
            if (name.Length == 0)
                return "One or more parameter values were invalid: Attribute name is empty";
        }
        return null;
    }
}

internal sealed class PutWrite(PutInput input) : Write(input)
{
    protected override IReadOnlyDictionary<string, AttributeValue> KeyAttributes => input.Item!;

    protected override string? FaultOfInput() =>
        FaultOf(input.Item!) ?? (ItemSize.Of(input.Item!) > ItemSize.MaxItem ? "Item size has exceeded the maximum allowed size" : null);

    protected override string? FaultInTable(Table table) => table.FaultOfItem(input.Item!);

    protected override Result<StoredItem?> Change(StoredItem? old) => new StoredItem(input.Item!, Key);
}

internal abstract class KeyedWrite(KeyedInput input) : Write(input)
{
    protected override IReadOnlyDictionary<string, AttributeValue> KeyAttributes => input.Key!;

    protected override string? FaultOfInput() => FaultOf(input.Key!);

    protected override string? FaultInTable(Table table) => table.Schema.FaultOfKey(input.Key!);
}

internal sealed class DeleteWrite(DeleteInput input) : KeyedWrite(input)
{
    protected override Result<StoredItem?> Change(StoredItem? old) => default(StoredItem);
}

/// <summary>Only a condition: the item stays as it is.</summary>
internal sealed class CheckWrite(CheckInput input) : KeyedWrite(input)
{
    protected override Result<StoredItem?> Change(StoredItem? old) => old;
}

internal sealed class UpdateWrite(UpdateInput input) : KeyedWrite(input)
{
    private Update? _update;

    /// <summary>What the update names: UPDATED_OLD and UPDATED_NEW show no more.</summary>
    public Projection Updated => new(_update?.Paths ?? []);

    protected override string? NoExpression =>
        base.NoExpression is not null && input.UpdateExpression is null ? "UpdateExpression and ConditionExpression are null" : null;

    protected override AwsError? ParseExpressions()
    {
        if (!Expression.Update(input.UpdateExpression, Placeholders).Ok(out _update, out var error))
            return error;
        _update ??= input.Update;
        return _update is not null || LegacyUpdates.Of(input.Legacy?.AttributeUpdates).Ok(out _update, out error) ? null : error;
    }

    protected override string? FaultInTable(Table table)
    {
        if (base.FaultInTable(table) is { } fault)
            return fault;
        var key = _update?.Paths.FirstOrDefault(path => table.Schema.Includes(path.Root));
        return key is null
            ? null
            : $"One or more parameter values were invalid: Cannot update attribute {key.Root}. This attribute is part of the key";
    }

    protected override Result<StoredItem?> Change(StoredItem? old)
    {
        var before = old?.Attributes ?? input.Key!;
        if (_update is null)
            return old ?? new StoredItem(before, Key);
        if (old is null && LegacyUpdates.OnlyDeletes(input.Legacy?.AttributeUpdates))
            return default(StoredItem);
        if (!_update.Apply(before).Ok(out var after, out var error))
            return input.Legacy?.AttributeUpdates is not null && error.Message == UpdateValue.WrongType
                ? DynamoDbErrors.Validation(LegacyUpdates.WrongType)
                : error;
        foreach (var index in Table.Indexes.Values)
        {
            if (EmptyKeyOf(index, after) is { } kind)
                return DynamoDbErrors.Validation(
                    "One or more parameter values are not valid. The update expression attempted to update a "
                        + "secondary index key to a value that is not supported. The AttributeValue for a key attribute cannot contain "
                        + $"an empty {kind} value."
                );
            if (index.FaultOfItem(after) is { } fault)
                return DynamoDbErrors.Validation(fault);
        }
        var item = new StoredItem(after, Key);
        return item.Size > ItemSize.MaxItem ? DynamoDbErrors.Validation("Item size to update has exceeded the maximum allowed size") : item;
    }

    private static string? EmptyKeyOf(SecondaryIndex index, Dictionary<string, AttributeValue> item) =>
        index
            .Schema.Attributes.Select(key =>
                item.TryGetValue(key.Name, out var value) && value.Type == key.Type ? KeyAttribute.EmptyKind(value) : null
            )
            .FirstOrDefault(kind => kind is not null);
}
