using LocalCloud.Aws.DynamoDb.Expressions;
using LocalCloud.Aws.DynamoDb.Values;

namespace LocalCloud.Aws.DynamoDb.Legacy;

/// <summary>AttributeUpdates as what an update expression is parsed to.</summary>
internal static class LegacyUpdates
{
    private const string Invalid = "One or more parameter values were invalid: ";

    /// <summary>The words for what an expression would call an operand of an incorrect type.</summary>
    public const string WrongType = "Type mismatch for attribute to update";

    public static Result<Update?> Of(Dictionary<string, ValueUpdate>? updates)
    {
        if (updates is not { Count: > 0 })
            return default(Update);
        var actions = new List<UpdateAction>();
        foreach (var (name, update) in updates)
        {
            if (Fault(update) is { } fault)
                return DynamoDbErrors.Validation(fault);
            actions.Add(Of(LegacyConditions.PathTo(name), update));
        }
        return new Update(actions);
    }

    /// <summary>Where there is no item, a deletion of attributes makes none.</summary>
    public static bool OnlyDeletes(Dictionary<string, ValueUpdate>? updates) =>
        updates is { Count: > 0 } && updates.Values.All(update => update.Action == "DELETE");

    private static string? Fault(ValueUpdate update)
    {
        if (update.Value is null)
            return update.Action == "DELETE" ? null : Invalid + "Only DELETE action is allowed when no attribute value is specified";
        if (ValueRules.Fault(update.Value) is { } fault)
            return fault;
        return (update.Action, update.Value) switch
        {
            ("DELETE", not SetValue) => Invalid + $"DELETE action with value is not supported for the type {update.Value.Type}",
            ("ADD", not (NumberValue or SetValue or ListValue)) => Invalid
                + $"ADD action is not supported for the type {update.Value.Type}",
            _ => null,
        };
    }

    private static UpdateAction Of(DocumentPath path, ValueUpdate update) =>
        (update.Action, update.Value) switch
        {
            ("DELETE", SetValue members) => new DeleteAction(path, members),
            ("DELETE", _) => new RemoveAction(path),
            ("ADD", ListValue more) => new SetAction(
                path,
                new ListAppend(new IfNotExists(path, new Literal(new ListValue([]))), new Literal(more))
            ),
            ("ADD", var value) => new AddAction(path, value!),
            var (_, value) => new SetAction(path, new Literal(value!)),
        };
}
