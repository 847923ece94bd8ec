using System.Globalization;
using System.Security.Cryptography;

namespace LocalCloud.Aws.Wire;

/// <summary>
/// Access key ids of temporary credentials: ASIA and 16 letters and digits, the first eight of which carry the account, so that nothing has
/// to be remembered to know whose request it is. (AWS's carry their account too, in a form of its own.)
/// </summary>
internal static class SessionKeyId
{
    private const string Prefix = "ASIA", Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int Digits = 8, Length = 20;

    // An account's number takes 40 bits
    private const long MostAccount = 999_999_999_999;

    public static string Of(string account)
    {
        var number = long.Parse(account, NumberStyles.None, CultureInfo.InvariantCulture);
        Span<char> text = stackalloc char[Digits];
        for (var i = Digits - 1; i >= 0; i--, number >>= 5)
            text[i] = Alphabet[(int)(number & 31)];
        return $"{Prefix}{text}{RandomNumberGenerator.GetString(Alphabet, Length - Prefix.Length - Digits)}";
    }

    /// <summary>Null for an id that is not of this kind.</summary>
    public static string? AccountOf(string id)
    {
        if (id.Length != Length || !id.StartsWith(Prefix, StringComparison.Ordinal))
            return null;
        var number = 0L;
        foreach (var digit in id.AsSpan(Prefix.Length, Digits))
        {
            var value = Alphabet.IndexOf(digit, StringComparison.Ordinal);
            if (value < 0)
                return null;
            number = (number << 5) | (uint)value;
        }
        return number <= MostAccount ? number.ToString("D12", CultureInfo.InvariantCulture) : null;
    }
}
