using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Platform.Data;

public static class StoredText
{
    // An entry of a PostgreSQL index has 2,704 bytes at most.
    private const int MaxKey = 255;

    /// <summary>
    /// The text as PostgreSQL and UTF-8 can hold it: NUL and halves of surrogate pairs become U+FFFD, what is longer is cut, never within a
    /// character.
    /// </summary>
    /// <param name="maxLength">UTF-16 code units.</param>
    public static string Of(string text, int maxLength = int.MaxValue)
    {
        var stored = new StringBuilder(Math.Min(text.Length, maxLength));
        foreach (var rune in text.EnumerateRunes())
        {
            if (stored.Length + rune.Utf16SequenceLength > maxLength)
            {
                break;
            }

            stored.Append((rune.Value == 0 ? Rune.ReplacementChar : rune).ToString());
        }

        return stored.ToString();
    }

    /// <summary>
    /// The text as a key: where it is too long or cannot be stored as it is, its beginning and a hash of all of it, so that different ones
    /// stay different.
    /// </summary>
    public static string Key(string text)
    {
        var stored = Of(text, MaxKey);
        if (stored == text)
        {
            return text;
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(text.AsSpan())));
        return $"{Of(text, MaxKey - hash.Length - 1)}:{hash}";
    }

    /// <summary>True when <see cref="Of"/> would leave it as it is, whatever its length.</summary>
    public static bool IsStorable(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == 0 || (char.IsSurrogate(text[i]) && !Rune.TryGetRuneAt(text, i, out _)))
            {
                return false;
            }

            i += char.IsHighSurrogate(text[i]) ? 1 : 0;
        }

        return true;
    }
}
