using System.Reflection;
using Stripe;

namespace Serverless.Cli.Stripe;

/// <summary>The types of event that Stripe's library knows, and among them those that the application acts on.</summary>
static class StripeEventTypes
{
    public const string Payment = EventTypes.PaymentIntentSucceeded, Refund = EventTypes.ChargeRefunded;

    static readonly string[] Handled = [Payment, Refund];

    // Those that are acted on stand first: of two that are equally near, one of them is meant.
    static IEnumerable<string> All => Handled.Union(
        typeof(EventTypes).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(constant => constant.GetValue(null)).OfType<string>());

    /// <returns>null when there is this type, else what to say instead of sending it.</returns>
    public static string? Problem(string type)
    {
        if (All.Contains(type)) return null;
        var meant = Nearest(type) is { } near ? $" Did you mean {near}?" : "";
        return $"Stripe has no event type '{type}'.{meant} The application acts on {string.Join(" and ", Handled)}.";
    }

    static string? Nearest(string type)
    {
        if (type.Length > 3 && Array.Find(Handled, handled => handled.Contains(type, StringComparison.OrdinalIgnoreCase)) is { } part)
            return part;
        var (name, distance) = All.Select(known => (known, Distance(type, known))).MinBy(pair => pair.Item2);
        return distance <= Math.Max(2, type.Length / 3) ? name : null;
    }

    /// <summary>Levenshtein's, without regard to case.</summary>
    static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        foreach (var letter in a)
        {
            var diagonal = row[0]++;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = diagonal + (char.ToUpperInvariant(letter) == char.ToUpperInvariant(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[^1];
    }
}
