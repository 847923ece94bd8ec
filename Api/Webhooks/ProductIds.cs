using Platform.Data;
using Stripe;

namespace Api.Webhooks;

/// <summary>
/// The products of a payment, from its metadata <c>product_ids</c>: comma-separated, repeated for quantity. Never refuses
/// anything, for the money has been taken.
/// </summary>
internal sealed record ProductIds(IReadOnlyDictionary<string, int> Quantities, IReadOnlyList<string> Malformed)
{
    private const string MetadataKey = "product_ids";
    private const int MaxLength = 100;

    public static ProductIds Of(PaymentIntent intent)
    {
        var text = intent.Metadata?.GetValueOrDefault(MetadataKey) ?? "";
        var ids = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return new ProductIds(
            ids.Where(IsPlausible).GroupBy(id => id).ToDictionary(group => group.Key, group => group.Count()),
            [.. ids.Where(id => !IsPlausible(id)).Distinct()]
        );
    }

    // PostgreSQL's text takes no NUL, and no product has a longer id.
    private static bool IsPlausible(string id) => id.Length <= MaxLength && !id.Any(char.IsControl) && StoredText.IsStorable(id);
}
