using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LocalCloud.Aws.Wire;

/// <summary>
/// Access key ids of sessions and users: ASIA or AKIA and 16 letters and digits, the first eight of which carry the account, so that
/// nothing has to be remembered to know whose request it is. (AWS's carry their account too, in a form of its own.) The last three of a
/// user's follow from the others: an id that comes from elsewhere, as tests make them up, is no account's.
/// </summary>
internal static class SessionKeyId
{
    private const string Session = "ASIA",
        User = "AKIA",
        Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int Digits = 8,
        Length = 20,
        CheckDigits = 3,
        PrefixLength = 4;

    // An account's number takes 40 bits
    private const long MostAccount = 999_999_999_999;

    public static string Of(string account) => $"{Begin(Session, account)}{Random(Length - PrefixLength - Digits)}";

    public static string OfUser(string account)
    {
        var id = $"{Begin(User, account)}{Random(Length - PrefixLength - Digits - CheckDigits)}";
        return id + Check(id);
    }

    /// <summary>Of the form that IAM and STS give out, by whomever.</summary>
    public static bool IsIssued(string id) =>
        id.Length == Length && (id.StartsWith(Session, StringComparison.Ordinal) || id.StartsWith(User, StringComparison.Ordinal));

    private static string Begin(string prefix, string account)
    {
        var number = long.Parse(account, NumberStyles.None, CultureInfo.InvariantCulture);
        Span<char> text = stackalloc char[Digits];
        for (var i = Digits - 1; i >= 0; i--, number >>= 5)
            text[i] = Alphabet[(int)(number & 31)];
        return $"{prefix}{text}";
    }

    private static string Random(int length) => RandomNumberGenerator.GetString(Alphabet, length);

    private static string Check(string id) =>
        string.Concat(SHA256.HashData(Encoding.ASCII.GetBytes(id)).Take(CheckDigits).Select(b => Alphabet[b & 31]));

    /// <summary>Null for an id that is not of this kind.</summary>
    public static string? AccountOf(string id)
    {
        if (
            !IsIssued(id)
            || id.StartsWith(User, StringComparison.Ordinal) && !id.EndsWith(Check(id[..^CheckDigits]), StringComparison.Ordinal)
        )
            return null;
        var number = 0L;
        foreach (var digit in id.AsSpan(PrefixLength, Digits))
        {
            var value = Alphabet.IndexOf(digit, StringComparison.Ordinal);
            if (value < 0)
                return null;
            number = (number << 5) | (uint)value;
        }
        return number <= MostAccount ? number.ToString("D12", CultureInfo.InvariantCulture) : null;
    }
}
