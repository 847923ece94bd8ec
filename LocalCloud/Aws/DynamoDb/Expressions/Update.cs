using LocalCloud.Aws.DynamoDb.Values;

namespace LocalCloud.Aws.DynamoDb.Expressions;

using Item = IReadOnlyDictionary<string, AttributeValue>;

/// <summary>A parsed UpdateExpression, applied to an item as a whole: every value is computed from the item as it was.</summary>
internal sealed class Update(IReadOnlyList<UpdateAction> actions)
{
    private const string InvalidPath = "The document path provided in the update expression is invalid for update";

    /// <summary>The attributes that the update names, for the check that none is a key and for UPDATED_OLD and UPDATED_NEW.</summary>
    public IReadOnlyList<DocumentPath> Paths { get; } = [.. actions.Select(action => action.Path)];

    public Result<Dictionary<string, AttributeValue>> Apply(Item item)
    {
        try
        {
            var results = actions.Select(action => (action.Path, Value: action.Of(item))).ToList();
            var updated = new Dictionary<string, AttributeValue>(item);
            // List indexes mean the elements as they were. Elements set beyond the end are appended in the order of their indexes,
            // removals come last and from the back, so that no index shifts before it is used.
            results.Sort((a, b) => CompareSteps(a.Path, b.Path));
            foreach (var (path, value) in results.Where(result => result.Value is not null))
                Put(updated, path, value!);
            foreach (var (path, _) in results.Where(result => result.Value is null).Reverse())
                Remove(updated, path);
            return updated;
        }
        catch (ExpressionException e)
        {
            return DynamoDbErrors.Validation(e.Message);
        }
    }

    private static int CompareSteps(DocumentPath a, DocumentPath b)
    {
        for (var i = 0; i < Math.Min(a.Steps.Length, b.Steps.Length); i++)
        {
            var order = string.CompareOrdinal(a.Steps[i].Name, b.Steps[i].Name);
            order = order != 0 ? order : a.Steps[i].Index.CompareTo(b.Steps[i].Index);
            if (order != 0)
                return order;
        }
        return a.Steps.Length.CompareTo(b.Steps.Length);
    }

    private static void Put(Dictionary<string, AttributeValue> item, DocumentPath path, AttributeValue value)
    {
        if (path.Steps.Length == 1)
            item[path.Root] = value;
        else
            item[path.Root] = Replaced(item.GetValueOrDefault(path.Root), path.Steps.AsSpan(1), value);
    }

    private static void Remove(Dictionary<string, AttributeValue> item, DocumentPath path)
    {
        if (path.Steps.Length == 1)
            item.Remove(path.Root);
        else
            item[path.Root] = Replaced(item.GetValueOrDefault(path.Root), path.Steps.AsSpan(1), null);
    }

    /// <summary>
    /// A copy of <paramref name="parent"/> with the value at the path put or removed; only what is on the path is copied.
    /// </summary>
    private static AttributeValue Replaced(AttributeValue? parent, ReadOnlySpan<PathStep> steps, AttributeValue? value)
    {
        var step = steps[0];
        if (parent is MapValue map && step.Name is { } name)
        {
            var child = steps.Length == 1 ? value : Replaced(map.Entries.GetValueOrDefault(name), steps[1..], value);
            var entries = new Dictionary<string, AttributeValue>(map.Entries);
            if (child is null)
                entries.Remove(name);
            else
                entries[name] = child;
            return new MapValue(entries);
        }
        if (parent is not ListValue list || step.Name is not null)
            throw new ExpressionException(InvalidPath);
        if (step.Index >= list.Items.Length)
            return (steps.Length, value) switch
            {
                (1, null) => list,
                (1, _) => new ListValue([.. list.Items, value]),
                _ => throw new ExpressionException(InvalidPath),
            };
        var item = steps.Length == 1 ? value : Replaced(list.Items[step.Index], steps[1..], value);
        AttributeValue[] changed = item is null
            ? [.. list.Items.AsSpan(0, step.Index), .. list.Items.AsSpan(step.Index + 1)]
            : [.. list.Items.AsSpan(0, step.Index), item, .. list.Items.AsSpan(step.Index + 1)];
        return new ListValue(changed);
    }
}
