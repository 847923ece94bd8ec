using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace LocalCloud.Aws.Lambda;

/// <summary>Lists come in pages; the marker is the key of the last one that was given.</summary>
internal static class Page
{
    public static bool Take<T>(
        IEnumerable<T> all,
        Func<T, string> key,
        string? marker,
        int? maxItems,
        [NotNullWhen(true)] out List<T>? items,
        out string? next
    )
    {
        (items, next) = (null, null);
        var limit = Math.Min(maxItems ?? 50, 50);
        var after = "";
        try
        {
            if (!string.IsNullOrEmpty(marker))
                after = Encoding.UTF8.GetString(Convert.FromBase64String(marker));
        }
        catch (FormatException)
        {
            return false;
        }
        items = [.. all.SkipWhile(i => after.Length > 0 && key(i) != after).Skip(after.Length > 0 ? 1 : 0).Take(limit + 1)];
        if (items.Count > limit)
        {
            items.RemoveAt(limit);
            next = Convert.ToBase64String(Encoding.UTF8.GetBytes(key(items[^1])));
        }
        return true;
    }

    public static readonly AwsError BadMarker = LambdaErrors.Invalid("Invalid marker.");

    public static Member<T> MaxItems<T>(Func<T, object?> get, int most = 10_000) => Must.Member("maxItems", get).Range(1, most);
}
