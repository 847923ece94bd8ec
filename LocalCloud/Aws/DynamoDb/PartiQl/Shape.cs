using LocalCloud.Aws.DynamoDb.Expressions;
using LocalCloud.Aws.DynamoDb.Values;

namespace LocalCloud.Aws.DynamoDb.PartiQl;

using Item = IReadOnlyDictionary<string, AttributeValue>;

/// <summary>
/// What a SELECT's list of paths leaves of an item. Other than a projection expression it is flat: a.b is called b, a.c[0] is called
/// c[0].
/// </summary>
internal static class Shape
{
    public static Item Of(Item item, IReadOnlyList<DocumentPath>? paths)
    {
        if (paths is null)
            return item;
        var shaped = new Dictionary<string, AttributeValue>();
        foreach (var path in paths)
        {
            if (path.Find(item) is { } value)
                shaped[NameOf(path)] = value;
        }
        return shaped;
    }

    private static string NameOf(DocumentPath path)
    {
        var last = Array.FindLastIndex(path.Steps, step => step.Name is not null);
        return string.Concat(path.Steps[last..].Select(step => step.ToString()));
    }
}
