using System.Globalization;

namespace Platform;

/// <summary>Amounts as Stripe gives them: in the currency's smallest unit.</summary>
public static class Money
{
    // https://docs.stripe.com/currencies#zero-decimal and #three-decimal
    private static readonly HashSet<string> ZeroDecimal = new(StringComparer.OrdinalIgnoreCase)
    {
        "BIF",
        "CLP",
        "DJF",
        "GNF",
        "JPY",
        "KMF",
        "KRW",
        "MGA",
        "PYG",
        "RWF",
        "VND",
        "VUV",
        "XAF",
        "XOF",
        "XPF",
    };
    private static readonly HashSet<string> ThreeDecimal = new(StringComparer.OrdinalIgnoreCase) { "BHD", "JOD", "KWD", "OMR", "TND" };

    public static string Format(decimal minorUnits, string currency)
    {
        var decimals =
            ZeroDecimal.Contains(currency) ? 0
            : ThreeDecimal.Contains(currency) ? 3
            : 2;
        var scale = decimals switch
        {
            0 => 1m,
            3 => 1000m,
            _ => 100m,
        };
        var amount = (minorUnits / scale).ToString("N" + decimals, CultureInfo.InvariantCulture);
        return $"{amount} {currency.ToUpperInvariant()}";
    }
}
